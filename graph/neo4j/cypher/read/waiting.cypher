// A page of the open statements under a confidence on which nobody has said a word.
// parameters: below, predicates, classes, document, after, limit
OPTIONAL MATCH (a:Statement {id: $after})
WITH a.document_id AS document_id, a.start AS start, a.id AS id
MATCH (d)-[r:SAYS]->(s:Statement)
USING INDEX r:SAYS(confidence)
WHERE r.confidence < $below AND r.known_until = ''
  AND s.data_class IN $classes AND ($predicates = [] OR s.predicate IN $predicates)
  AND ($document = '' OR s.document_id = $document)
  AND ($after = '' OR s.document_id > document_id OR s.document_id = document_id
    AND (s.start > start OR s.start = start AND s.id > id))
  AND NOT EXISTS {
    MATCH (j:Judgement)
    USING INDEX j:Judgement(subject)
    WHERE j.subject = s.id AND j.known_until = ''
      AND j.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected', 'ended_since', 'preferred', 'accepted']
  }
WITH s, r, d ORDER BY s.document_id, s.start, s.id LIMIT $limit
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
    MATCH (j:Judgement)
    USING INDEX j:Judgement(subject)
    WHERE j.subject = s.id AND j.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected', 'ended_since', 'preferred', 'accepted']
      AND j.known_until = ''
    RETURN [j.verdict, j.by, j.why, j.known_from, j.id] ORDER BY j.verdict, j.by, j.id
  } AS marks
ORDER BY document_id, start, id
