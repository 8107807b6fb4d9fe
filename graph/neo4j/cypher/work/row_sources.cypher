// What the rows of these statements are made from.
// parameters: ids
MATCH (s:Statement)
WHERE s.id IN $ids
MATCH (:Document)-[r:SAYS]->(s)
WITH s, r ORDER BY r.known_from DESC
WITH s, collect(r)[0] AS r
RETURN s.id AS id, s.document_id AS document_id, s.predicate AS predicate, s.arguments AS packed, r.valid_from AS valid_from,
  s.masks AS masks
ORDER BY id
