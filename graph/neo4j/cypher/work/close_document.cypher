// Closes what an older reading said and drops what only it marked; tells which members were linked.
// parameters: document, moment
MATCH (d:Document {id: $document})
CALL (d) {
  MATCH (d)-[:SAYS]->(s:Statement)
  WITH DISTINCT s
  MATCH (s)-[p:SAYS_OF]->(:Entity)
  WHERE p.known_until = ''
  SET p.known_until = $moment
  RETURN collect(DISTINCT p.member_id) AS parties
}
CALL () {
  MATCH (j:Judgement {ground: $document})
  WHERE j.verdict = 'is' AND j.known_until = ''
  SET j.known_until = $moment
  RETURN collect(DISTINCT j.object) AS judged
}
CALL (d) {
  MATCH (d)-[:SAYS]->(s:Statement)
  WITH DISTINCT s
  MATCH (:Entity)-[h:HOLDS_POST {statement_id: s.id}]->(:Entity)
  DELETE h
}
CALL (d) {
  MATCH (d)-[r:SAYS]->(:Statement)
  WHERE r.known_until = ''
  SET r.known_until = $moment
}
CALL (d) {
  MATCH (d)-[:HAS_ARTICLE|MENTIONS]->(part)
  DETACH DELETE part
}
RETURN parties + judged AS linked
