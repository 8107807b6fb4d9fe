// What failed.
CREATE INDEX stage_by_state IF NOT EXISTS FOR (l:Stage) ON (l.state)
