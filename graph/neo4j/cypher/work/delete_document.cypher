// Deletes all of a document, and the ledger's rows of the items that it came as; tells how much there was.
// parameters: document, tails
MATCH (d:Document {id: $document})
WITH d,
  COUNT {
    MATCH (d)-[:ARRIVED]->(:Arrival)
  } AS arrivals,
  COUNT {
    MATCH (d)-[:HAS_ARTICLE]->(:Article)
  } AS articles,
  COUNT {
    MATCH (d)-[:MENTIONS]->(:Mention)
  } AS mentions,
  COUNT {
    MATCH (d)-[r:SAYS]->(:Statement)
    WHERE r.known_until = ''
  } AS statements
CALL (d) {
  MATCH (d)-[:SAYS]->(s:Statement)
  WITH DISTINCT s
  CALL (s) {
    MATCH (:Entity)-[h:HOLDS_POST {statement_id: s.id}]->(:Entity)
    DELETE h
  }
  DETACH DELETE s
}
CALL () {
  MATCH (r:RecordRow {document_id: $document})
  DELETE r
}
CALL (d) {
  MATCH (d)-[:ARRIVED|HAS_ARTICLE|MENTIONS]->(part)
  DETACH DELETE part
}
CALL () {
  UNWIND ['done', 'failed'] AS state
  MATCH (l:Stage {state: state})
  WHERE l.item = $document OR any(tail IN $tails WHERE l.item ENDS WITH tail)
  DELETE l
}
DETACH DELETE d
RETURN arrivals, articles, mentions, statements
