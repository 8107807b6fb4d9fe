// Writes what the events of cases add up to, with the moments between which it counts.
// parameters: batch
UNWIND $batch.rows AS row
CREATE (c:CaseRow)
SET c = row
