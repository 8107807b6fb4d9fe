// Closes and opens judgements; one of this very moment was never visible and goes.
// parameters: batch
CALL () {
  UNWIND $batch.closed AS id
  MATCH (j:Judgement)
  WHERE j.id = id AND j.known_from > '' AND j.known_until = ''
  OPTIONAL MATCH (:Mention {reference_id: j.subject})-[i:IS {judgement_id: id}]->(:Entity)
  DELETE i
  WITH DISTINCT j, j.known_from = $batch.moment AS unseen
  FOREACH (_ IN CASE WHEN unseen THEN [] ELSE [1] END | SET j.known_until = $batch.moment)
  FOREACH (_ IN CASE WHEN unseen THEN [1] ELSE [] END | DELETE j)
}
CALL () {
  UNWIND $batch.opened AS row
  MERGE (j:Judgement {id: row.id, known_from: row.known_from})
  ON CREATE SET j = row
  WITH j
  WHERE j.verdict = 'is'
  MATCH (m:Mention {reference_id: j.subject})
  MATCH (e:Entity {id: j.object})
  MERGE (m)-[i:IS {judgement_id: j.id}]->(e)
  ON CREATE SET i.by = j.by, i.why = j.why, i.known_from = j.known_from
}
