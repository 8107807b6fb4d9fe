// The open judgements of people on statements and references.
// parameters: ids
UNWIND $ids AS id
MATCH (j:Judgement {subject: id})
WHERE j.known_until = '' AND NOT j.by STARTS WITH 'rule:'
RETURN j.id AS id, j.subject AS subject, j.verdict AS verdict, coalesce(j.object, '') AS object, j.by AS by, j.why AS why,
  coalesce(j.ground, '') AS ground, j.known_from AS known_from, j.known_until AS known_until
ORDER BY known_from, id
