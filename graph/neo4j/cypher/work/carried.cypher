// The open judgements that carry on another.
// parameters: id
MATCH (j:Judgement {ground: $id})
WHERE j.known_until = ''
RETURN j.id AS id, j.subject AS subject, j.verdict AS verdict, coalesce(j.object, '') AS object, j.by AS by, j.why AS why,
  coalesce(j.ground, '') AS ground, j.known_from AS known_from, j.known_until AS known_until
