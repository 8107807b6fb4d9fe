// Gives members a new cluster: membership and participations are closed and opened again.
// What was opened at this very moment was never visible: it goes. Tells which holdings are drawn elsewhere now.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (m:Entity {id: row.member_id})
MATCH (c:Entity {id: row.cluster_id})
CALL (m) {
  MATCH (m)-[a:MEMBER_OF_CLUSTER]->(:Entity)
  WHERE a.known_until = ''
  WITH a, a.known_from = $batch.moment AS unseen
  FOREACH (_ IN CASE WHEN unseen THEN [] ELSE [1] END | SET a.known_until = $batch.moment)
  FOREACH (_ IN CASE WHEN unseen THEN [1] ELSE [] END | DELETE a)
}
CREATE (m)-[:MEMBER_OF_CLUSTER {known_from: $batch.moment, known_until: ''}]->(c)
SET m.cluster_id = c.id, m.merged = CASE WHEN m.id <> c.id THEN true ELSE m.merged END
WITH m, c
CALL (m, c) {
  MATCH (s:Statement)-[p:SAYS_OF]->(:Entity)
  WHERE p.member_id = m.id AND p.known_until = ''
  WITH s, p, c, p.predicate AS predicate, p.known_from = $batch.moment AS unseen
  CREATE (s)-[:SAYS_OF {
    role: p.role, member_id: p.member_id, predicate: predicate, known_from: $batch.moment, known_until: ''
  }]->(c)
  FOREACH (_ IN CASE WHEN unseen THEN [] ELSE [1] END | SET p.known_until = $batch.moment)
  FOREACH (_ IN CASE WHEN unseen THEN [1] ELSE [] END | DELETE p)
  RETURN collect(CASE predicate WHEN 'HOLDS_POST' THEN s.id END) AS holdings
}
RETURN holdings
