// Writes what is left of what was withdrawn.
// parameters: batch
UNWIND $batch.rows AS row
MERGE (t:Tombstone {id: row.id})
SET t.document_id = row.document_id, t.ground = row.ground, t.day = row.day
