// Writes rows of records, each with the moments between which it counts.
// parameters: batch
UNWIND $batch.rows AS row
CREATE (r:RecordRow)
SET r = row
