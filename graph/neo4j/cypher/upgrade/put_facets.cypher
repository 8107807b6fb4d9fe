// Writes line and area on entities of an earlier version.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (e:Entity {id: row.id})
SET e.line = row.line, e.area = row.area
