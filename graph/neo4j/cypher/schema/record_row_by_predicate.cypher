// Rows of one kind of record.
CREATE INDEX record_row_by_predicate IF NOT EXISTS FOR (r:RecordRow) ON (r.predicate)
