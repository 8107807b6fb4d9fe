// By which version a document was read.
// parameters: id
MATCH (d:Document {id: $id})
RETURN d.version AS version
