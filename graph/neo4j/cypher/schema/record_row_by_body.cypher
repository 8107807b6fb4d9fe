// Rows of one kind of record of a body.
CREATE INDEX record_row_by_body IF NOT EXISTS FOR (r:RecordRow) ON (r.predicate, r.body)
