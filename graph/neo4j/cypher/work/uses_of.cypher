// The open statements of the document in which a reference stands.
// parameters: id
MATCH (m:Mention {reference_id: $id})
WITH m.document_id AS document_id LIMIT 1
MATCH (d:Document {id: document_id})-[r:SAYS]->(s:Statement)
WHERE r.known_until = ''
RETURN s.id AS id, s.predicate AS predicate, s.arguments AS arguments ORDER BY id
