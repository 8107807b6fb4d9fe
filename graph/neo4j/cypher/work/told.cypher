// All statements that any reading of a document ever stated, each with its latest reading.
// parameters: document
MATCH (d:Document {id: $document})-[r:SAYS]->(s:Statement)
WITH s, r ORDER BY r.known_from DESC
WITH s, head(collect(r)) AS r
RETURN s.id AS id, s.predicate AS predicate, s.start AS start, s.end AS end, s.quote AS quote,
  s.arguments AS arguments, s.masks AS masks, r.extractor AS extractor, r.known_until AS known_until
ORDER BY start, id
