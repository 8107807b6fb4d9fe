// Writes the keys of names.
// parameters: kind, rows
UNWIND $rows AS row
MATCH (e:Entity {sort_name: row.name})
WHERE e.kind = $kind
SET e.name_keys = row.keys
