// Adds arrivals of stored documents; tells how many were new and whose first publication moved.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (d:Document {id: row.document_id})
OPTIONAL MATCH (a:Arrival {id: row.id})
WITH d, row, a IS NULL AS fresh
MERGE (a:Arrival {id: row.id})
ON CREATE SET a = row
MERGE (d)-[:ARRIVED]->(a)
WITH d, sum(CASE WHEN fresh THEN 1 ELSE 0 END) AS fresh, min(CASE WHEN row.published <> '' THEN row.published END) AS earliest
WITH d, fresh, earliest, earliest IS NOT NULL AND (d.stated = '' OR d.stated > earliest) AS moved
SET d.stated = CASE WHEN moved THEN earliest ELSE d.stated END
RETURN d.id AS id, fresh, moved
