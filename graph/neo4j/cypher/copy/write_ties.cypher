// Writes relationships as they were read; their types are checked against ours before.
// parameters: rows
UNWIND $rows AS row
MATCH (a)
WHERE elementId(a) = row.source
MATCH (b)
WHERE elementId(b) = row.target
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.values
