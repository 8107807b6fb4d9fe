// People in posts that a query fits, by name, with the statements about these posts.
// parameters: query, known, after, after_name, limit
MATCH (e:Entity)
WHERE e.line >= $query.line AND e.line <= $query.line_end AND e.line <> 'front_line'
MATCH (b:Entity {id: e.body})
WHERE $query.title = '' OR ($query.title ENDS WITH e.name AND (b.name + e.name) ENDS WITH $query.title)
MATCH (e)-[pm:MEMBER_OF_CLUSTER]->(pc:Entity)
WHERE pm.known_from <= $known AND (pm.known_until = '' OR pm.known_until > $known)
MATCH (b)-[bm:MEMBER_OF_CLUSTER]->(bc:Entity)
WHERE bm.known_from <= $known AND (bm.known_until = '' OR bm.known_until > $known)
  AND ($query.area = '' OR coalesce(b.area, '') STARTS WITH $query.area OR EXISTS {
    MATCH (bc)<-[x:SAYS_OF]-(:Statement)-[y:SAYS_OF]->(:Entity)
    WHERE x.predicate = 'LOCATED_IN' AND x.role = 'place_of' AND y.role = 'place'
      AND x.known_from <= $known AND (x.known_until = '' OR x.known_until > $known)
      AND y.known_from <= $known AND (y.known_until = '' OR y.known_until > $known)
      AND EXISTS { MATCH (z:Entity {id: y.member_id}) WHERE z.area STARTS WITH $query.area }
  })
  AND ($query.place = '' OR bc.id = $query.place OR EXISTS {
    MATCH (bc)<-[x:SAYS_OF]-(:Statement)-[y:SAYS_OF]->(:Entity {id: $query.place})
    WHERE x.predicate = 'LOCATED_IN' AND x.role = 'place_of' AND y.role = 'place'
      AND x.known_from <= $known AND (x.known_until = '' OR x.known_until > $known)
      AND y.known_from <= $known AND (y.known_until = '' OR y.known_until > $known)
  })
MATCH (pc)<-[p:SAYS_OF]-(s:Statement)
WHERE p.role = 'post' AND p.predicate = 'HOLDS_POST' AND p.member_id = e.id
  AND p.known_from <= $known AND (p.known_until = '' OR p.known_until > $known)
  AND s.data_class IN ['REF', 'PUB'] AND NOT coalesce(s.status, '') IN ['proposed', 'removal_proposed']
  AND NOT EXISTS {
    MATCH (j:Judgement {subject: s.id})
    WHERE j.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected']
      AND j.known_from <= $known AND (j.known_until = '' OR j.known_until > $known)
  }
  AND ($query.body = '' OR bc.id = $query.body OR EXISTS {
    MATCH (s)-[o:SAYS_OF]->(:Entity {id: $query.body})
    WHERE o.role IN ['org', 'body'] AND o.known_from <= $known AND (o.known_until = '' OR o.known_until > $known)
  })
MATCH (s)-[q:SAYS_OF]->(person:Entity)
WHERE q.role = 'person' AND q.known_from <= $known AND (q.known_until = '' OR q.known_until > $known)
  AND NOT person.front_line
MATCH (s)<-[r:SAYS]-(d:Document)
WHERE r.known_from <= $known AND (r.known_until = '' OR r.known_until > $known)
WITH person, pc.id AS post_id, s.id AS statement_id, r.valid_from AS valid_from, r.valid_to AS valid_to,
  left(d.stated, 10) AS stated, coalesce(s.status, '') AS status
WITH person, post_id, statement_id,
  CASE WHEN valid_from <> '' THEN valid_from WHEN status IN ['former', 'removed'] AND valid_to <> ''
    THEN valid_to WHEN status = 'former' OR stated = '' THEN null ELSE stated END AS since,
  CASE WHEN valid_to <> '' THEN valid_to WHEN status = 'former' OR valid_from > stated THEN valid_from
    ELSE stated END AS until,
  valid_to <> '' OR status = 'removed' OR (status = 'former' AND valid_from = '') AS is_end
WITH person, post_id, collect(statement_id) AS statements,
  min(since) AS since, max(until) AS until,
  max(CASE WHEN ($query.since = '' OR (until <> '' AND until + '~' >= $query.since))
    AND ($query.until = '' OR since <= $query.until + '~') THEN 1 ELSE 0 END) AS within,
  max(CASE WHEN until + '~' < $query.since AND NOT is_end THEN until END) AS held,
  max(CASE WHEN until + '~' < $query.since AND is_end THEN until + '~' END) AS ended
WHERE ($query.since = '' OR (until <> '' AND until + '~' >= $query.since))
  AND ($query.until = '' OR since <= $query.until + '~')
  AND (within = 1 OR held > coalesce(ended, ''))
  AND ($query.training = '' OR EXISTS {
    MATCH (person)<-[t:SAYS_OF]-(u:Statement)
    WHERE t.predicate = 'EDUCATED' AND t.role = 'person' AND u.arguments CONTAINS $query.training
      AND t.known_from <= $known AND (t.known_until = '' OR t.known_until > $known)
      AND NOT EXISTS {
        MATCH (k:Judgement {subject: u.id})
        WHERE k.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected']
          AND k.known_from <= $known AND (k.known_until = '' OR k.known_until > $known)
      }
  })
  AND ($after = '' OR person.sort_name > $after_name OR (person.sort_name = $after_name AND person.id > $after))
WITH person, collect(statements) AS statements
RETURN person.id AS person, person.name AS name, person.sort_name AS sort_name, statements
ORDER BY sort_name, person LIMIT $limit
