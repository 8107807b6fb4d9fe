// Closes open participations; one of this very moment was never visible and goes.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (:Statement {id: row.statement_id})-[p:SAYS_OF]->(:Entity)
WHERE p.role = row.role AND p.known_until = ''
WITH p, p.known_from = $batch.moment AS unseen
FOREACH (_ IN CASE WHEN unseen THEN [] ELSE [1] END | SET p.known_until = $batch.moment)
FOREACH (_ IN CASE WHEN unseen THEN [1] ELSE [] END | DELETE p)
