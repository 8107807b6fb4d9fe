// Lets readings that were closed at this moment stand on, from this moment.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (s:Statement {id: row.id})<-[r:SAYS]-(d:Document)
WHERE r.known_until = $batch.moment
CREATE (d)-[n:SAYS]->(s)
SET n = properties(r), n.known_from = $batch.moment, n.known_until = ''
