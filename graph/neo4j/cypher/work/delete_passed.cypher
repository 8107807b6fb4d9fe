// Deletes the rules' closed attachments of these entities that were made since.
// parameters: ids, since
CALL () {
  UNWIND $ids AS id
  MATCH (j:Judgement {subject: id})
  RETURN j
  UNION
  UNWIND $ids AS id
  MATCH (j:Judgement {object: id})
  RETURN j
}
WITH DISTINCT j
WHERE j.verdict = 'same' AND j.person IS NULL AND j.known_until <> '' AND j.known_from >= $since
DELETE j
