// Deletes the judgements in which one of these entities takes part; tells of which.
// parameters: ids
CALL () {
  UNWIND $ids AS id
  MATCH (j:Judgement {subject: id})
  RETURN j
  UNION
  UNWIND $ids AS id
  MATCH (j:Judgement {object: id})
  RETURN j
}
WITH DISTINCT j, j.subject AS subject, j.verdict AS verdict, j.object AS object,
  j.person IS NOT NULL AND j.known_until = '' AS is_word
DELETE j
RETURN subject, verdict, object, is_word
