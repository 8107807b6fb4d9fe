// The records of these statements, and those that any reading of a document ever held.
// parameters: ids, document
CALL () {
  MATCH (s:Statement)
  WHERE s.id IN $ids AND s.record IS NOT NULL
  RETURN s.record AS record
  UNION
  MATCH (:Document {id: $document})-[:SAYS]->(s:Statement)
  WHERE s.record IS NOT NULL
  RETURN s.record AS record
}
RETURN DISTINCT record
