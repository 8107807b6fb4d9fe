// The judgements in force that say of these entities who is whom.
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
WITH j WHERE coalesce(j.known_until, '') = '' AND j.verdict IN ['same', 'different', 'unsure']
RETURN j.subject AS subject, j.verdict AS verdict, coalesce(j.object, '') AS object, j.by AS by, j.why AS why,
  coalesce(j.ground, '') AS ground, j.known_from AS known_from, j.known_until AS known_until
ORDER BY known_from, j.id
