// The households that the register puts into an area, as the latest telling of each record has it.
// parameters: area, known
MATCH (a:Entity {id: $area})<-[p:SAYS_OF]-(s:Statement)
WHERE p.predicate = 'LIVES_IN' AND p.role IN ['area', 'grid'] AND p.known_from <= $known AND (p.known_until = '' OR p.known_until > $known)
MATCH (s)<-[:SAYS]-(d:Document)
WHERE NOT EXISTS {
    MATCH (t:Statement)<-[q:SAYS]-(e:Document)
    USING INDEX SEEK t:Statement(record)
    WHERE t.record = s.record AND q.known_from <= $known AND (q.known_until = '' OR q.known_until > $known) AND e.id <> d.id AND (e.stated > d.stated OR e.stated = d.stated
      AND (e.known_from > d.known_from OR e.known_from = d.known_from AND e.id > d.id))
  }
MATCH (s)-[h:SAYS_OF]->(household:Entity)
WHERE h.role = 'household' AND h.known_from <= $known AND (h.known_until = '' OR h.known_until > $known)
RETURN DISTINCT household.id AS id ORDER BY id
