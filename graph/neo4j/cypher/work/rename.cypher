// Gives entities another name and founding.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (e:Entity {id: row.id})
SET e.name = row.name, e.sort_name = row.sort_name, e.characters = row.characters,
  e.name_keys = row.name_keys, e.founding = row.founding
