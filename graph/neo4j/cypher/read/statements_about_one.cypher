// The statements in which one entity takes part, with their parties and marks at a moment: the question of every portrait.
// parameters: id, known, limit
MATCH (:Entity {id: $id})<-[p:SAYS_OF]-(s:Statement)
WHERE p.known_from <= $known AND (p.known_until = '' OR p.known_until > $known)
WITH DISTINCT s
MATCH (s)<-[r:SAYS]-(d:Document)
WHERE r.known_from <= $known AND (r.known_until = '' OR r.known_until > $known)
WITH s, r, d ORDER BY s.document_id, s.start, s.id LIMIT $limit
RETURN s.id AS id, s.predicate AS predicate, s.document_id AS document_id, s.start AS start, s.end AS end, s.quote AS quote,
  s.data_class AS data_class, s.arguments AS arguments, s.masks AS masks, r.extractor AS extractor, r.version AS version,
  r.confidence AS confidence, r.valid_from AS valid_from, r.valid_to AS valid_to, r.known_from AS known_from,
  d.stated AS stated,
  COLLECT {
    MATCH (s)-[q:SAYS_OF]->(e:Entity)
    WHERE q.known_from <= $known AND (q.known_until = '' OR q.known_until > $known)
    RETURN [q.role, e.id, e.kind, e.name]
  } AS parties,
  COLLECT {
    MATCH (j:Judgement {subject: s.id})
    WHERE j.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected', 'ended_since', 'preferred', 'accepted']
      AND j.known_from <= $known AND (j.known_until = '' OR j.known_until > $known)
    RETURN [j.verdict, j.by, j.why, j.known_from, j.id] ORDER BY j.verdict, j.by, j.id
  } AS marks
ORDER BY s.document_id, s.start, s.id
