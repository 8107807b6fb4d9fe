// Closes the open readings of statements.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (:Statement {id: row.id})<-[r:SAYS]-(:Document)
WHERE r.known_until = ''
SET r.known_until = $batch.moment
