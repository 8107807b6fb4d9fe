// Keeps which mentions somebody said a word on: a newer reading may find them no more.
// parameters: document
MATCH (d:Document {id: $document})
SET d.judged = coalesce(d.judged, []) + COLLECT {
  MATCH (d)-[:MENTIONS]->(m:Mention)
  MATCH (j:Judgement {subject: m.reference_id})
  WHERE j.person IS NOT NULL
  RETURN DISTINCT m.reference_id
}
