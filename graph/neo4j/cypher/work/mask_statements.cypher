// Stores what is masked in statements now.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (s:Statement {id: row.id})
SET s.quote = row.quote, s.arguments = row.arguments, s.masks = row.masks
