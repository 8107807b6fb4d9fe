// Deletes the judgements on these statements and references, those that put one of them in place, and those that
// rest on the document; tells how many open ones of people there were.
// parameters: ids, document
CALL () {
  UNWIND $ids AS id
  MATCH (j:Judgement {subject: id})
  RETURN j
  UNION
  UNWIND $ids AS id
  MATCH (j:Judgement {object: id})
  WHERE j.verdict = 'corrected'
  RETURN j
  UNION
  MATCH (j:Judgement {ground: $document})
  RETURN j
}
WITH DISTINCT j, j.person IS NOT NULL AND j.known_until = '' AS is_word
DELETE j
RETURN sum(CASE WHEN is_word THEN 1 ELSE 0 END) AS words
