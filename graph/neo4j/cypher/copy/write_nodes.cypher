// Writes nodes as they were read; their labels are checked against ours before.
// parameters: rows
UNWIND $rows AS row
CREATE (n:$(row.labels))
SET n = row.values
RETURN row.id AS before, elementId(n) AS after
