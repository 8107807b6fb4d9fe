// Keeps what a document brings beside what its rules link.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (d:Document {id: row.document_id})
MATCH (e:Entity {id: row.entity_id})
MERGE (d)-[:NAMES]->(e)
