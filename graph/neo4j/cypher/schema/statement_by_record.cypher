// Finds the other tellings of a record: a later one supersedes.
CREATE INDEX statement_by_record IF NOT EXISTS FOR (s:Statement) ON (s.record)
