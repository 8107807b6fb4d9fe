// The ties of one entity.
// parameters: id, known, limit
MATCH (c:Entity {id: $id})<-[p:SAYS_OF]-(s:Statement)
WHERE p.known_from <= $known AND (p.known_until = '' OR p.known_until > $known) AND s.data_class <> 'CASE'
MATCH (s)-[q:SAYS_OF]->(o:Entity)
WHERE q.known_from <= $known AND (q.known_until = '' OR q.known_until > $known) AND o <> c
RETURN DISTINCT c.id AS source, o.id AS target, s.id AS statement_id, p.predicate AS predicate
ORDER BY target, statement_id LIMIT $limit
