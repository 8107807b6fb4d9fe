// Puts these memberships and participations in the place of all that these members had.
// parameters: batch
CALL () {
  UNWIND $batch.ids AS id
  MATCH (m:Entity {id: id})-[a:MEMBER_OF_CLUSTER]->(:Entity)
  DELETE a
}
CALL () {
  UNWIND $batch.ids AS id
  MATCH (:Statement)-[p:SAYS_OF {member_id: id}]->(:Entity)
  DELETE p
}
CALL () {
  UNWIND $batch.memberships AS row
  MATCH (m:Entity {id: row.member_id})
  MATCH (c:Entity {id: row.cluster_id})
  CREATE (m)-[:MEMBER_OF_CLUSTER {known_from: row.known_from, known_until: row.known_until}]->(c)
}
CALL () {
  UNWIND $batch.parts AS row
  MATCH (s:Statement {id: row.statement_id})
  MATCH (c:Entity {id: row.cluster_id})
  CREATE (s)-[:SAYS_OF {
    role: row.role, member_id: row.member_id, predicate: row.predicate, known_from: row.known_from,
    known_until: row.known_until
  }]->(c)
}
