// All judgements on a reference, an entity or a statement, undone ones too.
// parameters: id
CALL () {
  MATCH (j:Judgement {subject: $id})
  RETURN j
  UNION
  MATCH (j:Judgement {object: $id})
  WHERE j.verdict IN ['same', 'different', 'unsure']
  RETURN j
}
RETURN j.subject AS subject, j.verdict AS verdict, coalesce(j.object, '') AS object, j.by AS by, j.why AS why,
  coalesce(j.ground, '') AS ground, j.known_from AS known_from, j.known_until AS known_until
ORDER BY known_from, j.id
