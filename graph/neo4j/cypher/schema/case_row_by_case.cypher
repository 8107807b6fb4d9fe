// What the events of a case add up to.
CREATE INDEX case_row_by_case IF NOT EXISTS FOR (c:CaseRow) ON (c.case_id)
