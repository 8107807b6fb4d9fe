// The document of a statement.
// parameters: id
MATCH (s:Statement {id: $id})
RETURN s.document_id AS document_id
