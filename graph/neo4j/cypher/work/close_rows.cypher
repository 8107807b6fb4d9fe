// Closes open rows of these statements; one of this very moment was never visible and goes.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (r:RecordRow {statement_id: row.statement_id})
WHERE r.known_until = ''
WITH r, r.known_from = $batch.moment AS unseen
FOREACH (_ IN CASE WHEN unseen THEN [] ELSE [1] END | SET r.known_until = $batch.moment)
FOREACH (_ IN CASE WHEN unseen THEN [1] ELSE [] END | DELETE r)
