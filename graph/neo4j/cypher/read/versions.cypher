// By which version each of these documents was read.
// parameters: ids
UNWIND $ids AS id
MATCH (d:Document {id: id})
RETURN d.id AS id, d.version AS version
