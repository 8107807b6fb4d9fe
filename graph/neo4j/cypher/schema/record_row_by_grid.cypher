// Rows of one kind of record in a grid.
CREATE INDEX record_row_by_grid IF NOT EXISTS FOR (r:RecordRow) ON (r.predicate, r.grid)
