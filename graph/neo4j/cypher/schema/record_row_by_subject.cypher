// Rows of one kind of record about a household, case or person.
CREATE INDEX record_row_by_subject IF NOT EXISTS FOR (r:RecordRow) ON (r.predicate, r.subject)
