// Closes the membership of entities that no open link or participation names; tells which.
// parameters: batch
UNWIND $batch.ids AS id
MATCH (e:Entity {id: id})
WHERE e.cluster_id IS NOT NULL
  AND NOT EXISTS {
    MATCH (:Statement)-[p:SAYS_OF]->(:Entity)
    WHERE p.member_id = e.id AND p.known_until = ''
  }
  AND NOT EXISTS {
    MATCH (j:Judgement {object: e.id})
    WHERE j.verdict = 'is' AND j.known_until = ''
  }
MATCH (e)-[a:MEMBER_OF_CLUSTER]->(:Entity)
WHERE a.known_until = ''
WITH e, e.id AS dead, a, a.known_from = $batch.moment AS unseen
REMOVE e.cluster_id
FOREACH (_ IN CASE WHEN unseen THEN [] ELSE [1] END | SET a.known_until = $batch.moment)
FOREACH (_ IN CASE WHEN unseen THEN [1] ELSE [] END | DELETE a)
RETURN dead
