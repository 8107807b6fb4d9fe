// The cases of which any row of a document tells or told.
// parameters: document
MATCH (r:RecordRow {document_id: $document})
WHERE r.predicate = 'CASE_EVENT' AND r.subject IS NOT NULL
RETURN DISTINCT r.subject AS id
