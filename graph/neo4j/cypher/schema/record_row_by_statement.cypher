// Rows of records by their statement.
CREATE INDEX record_row_by_statement IF NOT EXISTS FOR (r:RecordRow) ON (r.statement_id)
