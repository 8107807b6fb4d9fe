// Opens participations of clusters in statements.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (s:Statement {id: row.statement_id})
MATCH (c:Entity {id: row.cluster_id})
CREATE (s)-[:SAYS_OF {
  role: row.role, member_id: row.member_id, predicate: row.predicate, known_from: $batch.moment, known_until: ''
}]->(c)
