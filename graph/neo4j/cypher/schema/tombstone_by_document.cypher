// Tombstones by the document they went with.
CREATE INDEX tombstone_by_document IF NOT EXISTS FOR (t:Tombstone) ON (t.document_id)
