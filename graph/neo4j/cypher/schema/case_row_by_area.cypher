// Cases in an area.
CREATE INDEX case_row_by_area IF NOT EXISTS FOR (c:CaseRow) ON (c.area)
