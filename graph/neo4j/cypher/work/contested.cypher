// The records of a document that another document holds or held too.
// parameters: document
MATCH (:Document {id: $document})-[:SAYS]->(s:Statement)
WHERE s.record IS NOT NULL
WITH DISTINCT s.record AS record
WHERE EXISTS {
    MATCH (t:Statement)
    WHERE t.record = record AND t.document_id <> $document
  }
RETURN record
