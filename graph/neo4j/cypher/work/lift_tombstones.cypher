// Forgets that a document was withdrawn.
// parameters: document
MATCH (t:Tombstone {document_id: $document})
DELETE t
