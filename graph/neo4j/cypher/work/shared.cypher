// How many statements of a document another document makes of the same entities too.
// parameters: document
MATCH (d:Document {id: $document})-[:SAYS]->(s:Statement)
WITH DISTINCT s
WHERE EXISTS {
  MATCH (s)-[p:SAYS_OF]->(:Entity)<-[q:SAYS_OF]-(t:Statement)
  WHERE p.known_until = '' AND q.known_until = '' AND q.role = p.role AND q.predicate = p.predicate
    AND t.document_id <> $document
  WITH s, t, count(*) AS parties
  WHERE parties = COUNT {
    MATCH (s)-[x:SAYS_OF]->(:Entity)
    WHERE x.known_until = ''
  }
  RETURN t
}
RETURN count(s) AS shared
