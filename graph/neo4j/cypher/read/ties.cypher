// The ties among these entities, by source; a list for each source travels faster than a row for each tie.
// parameters: ids, known, limit
UNWIND $ids AS id
MATCH (c:Entity {id: id})<-[p:SAYS_OF]-(s:Statement)
WHERE p.known_from <= $known AND (p.known_until = '' OR p.known_until > $known) AND s.data_class <> 'CASE'
  AND NOT EXISTS {
    MATCH (j:Judgement {subject: s.id})
    WHERE j.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected']
      AND j.known_from <= $known AND (j.known_until = '' OR j.known_until > $known)
  }
MATCH (s)-[q:SAYS_OF]->(o:Entity)
WHERE q.known_from <= $known AND (q.known_until = '' OR q.known_until > $known) AND o.id > c.id AND o.id IN $ids
WITH DISTINCT c.id AS source, o.id AS target, s.id AS statement_id, p.predicate AS predicate
ORDER BY source, target, statement_id LIMIT $limit
WITH source, collect([target, statement_id, predicate]) AS ties
RETURN source, ties ORDER BY source
