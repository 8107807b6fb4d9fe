// Which of these a stored reading names or named, or a word on a stored mention.
// parameters: ids
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE EXISTS {
  MATCH (:Statement)-[p:SAYS_OF]->(:Entity)
  WHERE p.member_id = e.id
} OR EXISTS {
  MATCH (j:Judgement {object: e.id})
  WHERE j.verdict = 'is' AND (j.person IS NULL OR EXISTS {
    MATCH (:Mention {reference_id: j.subject})
  })
}
RETURN e.id AS id
