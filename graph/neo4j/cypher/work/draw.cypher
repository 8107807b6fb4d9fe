// Draws again what people browse: open holdings, and the body of each post, as clusters.
// parameters: batch
CALL () {
  UNWIND $batch.statements AS id
  MATCH (:Entity)-[h:HOLDS_POST {statement_id: id}]->(:Entity)
  DELETE h
}
CALL () {
  UNWIND $batch.statements AS id
  MATCH (s:Statement {id: id})-[p:SAYS_OF]->(person:Entity)
  WHERE p.role = 'person' AND p.known_until = ''
  MATCH (s)-[q:SAYS_OF]->(post:Entity)
  WHERE q.role = 'post' AND q.known_until = ''
  MATCH (s)<-[r:SAYS]-(:Document)
  WHERE r.known_until = ''
  CREATE (person)-[:HOLDS_POST {
    statement_id: id, status: coalesce(s.status, ''), valid_from: r.valid_from, valid_to: r.valid_to,
    known_from: CASE WHEN p.known_from > q.known_from THEN p.known_from ELSE q.known_from END, known_until: ''
  }]->(post)
}
CALL () {
  UNWIND $batch.entities AS id
  CALL (id) {
    MATCH (p:Entity {id: id})
    WHERE p.body IS NOT NULL
    RETURN p
    UNION
    MATCH (p:Entity {body: id})
    RETURN p
  }
  WITH DISTINCT p
  WITH p, CASE WHEN p.cluster_id = p.id THEN head(COLLECT {
    MATCH (b:Entity {id: p.body})
    RETURN b.cluster_id
  }) END AS body_id
  OPTIONAL MATCH (p)-[o:OF]->(b:Entity)
  WITH p, body_id, o, b
  WHERE coalesce(b.id, '') <> coalesce(body_id, '')
  DELETE o
  WITH p, body_id
  MATCH (b:Entity {id: body_id})
  CREATE (p)-[:OF]->(b)
}
