// What is left of what was withdrawn.
// parameters: ids
UNWIND $ids AS id
MATCH (t:Tombstone {id: id})
RETURN t.id AS id, t.document_id AS document_id, t.ground AS ground, t.day AS day
