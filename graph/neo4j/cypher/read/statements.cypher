// Statements with their latest readings, open or closed.
// parameters: ids
UNWIND $ids AS id
CALL (id) {
  MATCH (s:Statement {id: id})<-[r:SAYS]-(d:Document)
  RETURN s, r, d ORDER BY r.known_from DESC LIMIT 1
}
RETURN s.id AS id, s.predicate AS predicate, s.document_id AS document_id, s.start AS start, s.end AS end, s.quote AS quote,
  s.data_class AS data_class, s.arguments AS arguments, s.masks AS masks, r.extractor AS extractor, r.version AS version,
  r.confidence AS confidence, r.valid_from AS valid_from, r.valid_to AS valid_to, r.known_from AS known_from,
  d.stated AS stated,
  COLLECT {
    MATCH (s)-[q:SAYS_OF]->(e:Entity)
    WHERE q.known_until = ''
    RETURN [q.role, e.id, e.kind, e.name]
  } AS parties,
  COLLECT {
    MATCH (j:Judgement {subject: s.id})
    WHERE j.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected', 'ended_since', 'preferred', 'accepted']
      AND j.known_until = ''
    RETURN [j.verdict, j.by, j.why, j.known_from, j.id] ORDER BY j.verdict, j.by, j.id
  } AS marks
ORDER BY id
