// Rows of records by the document that tells them.
CREATE INDEX record_row_by_document IF NOT EXISTS FOR (r:RecordRow) ON (r.document_id)
