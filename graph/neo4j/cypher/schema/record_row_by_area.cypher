// Rows of one kind of record in an area.
CREATE INDEX record_row_by_area IF NOT EXISTS FOR (r:RecordRow) ON (r.predicate, r.area)
