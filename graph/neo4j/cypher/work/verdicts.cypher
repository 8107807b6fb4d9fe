// All judgements on entities in which one of these takes part, closed ones too.
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
WITH DISTINCT j
WHERE j.verdict IN ['same', 'different', 'unsure']
RETURN j.subject AS subject, j.verdict AS verdict, j.object AS object, j.by AS by, j.why AS why,
  coalesce(j.ground, '') AS ground, j.known_from AS known_from, j.known_until AS known_until
