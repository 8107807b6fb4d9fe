// Everybody clustered with these entities, and the open judgements on all of them: one look for a reclustering.
// parameters: ids
WITH COLLECT {
  UNWIND $ids AS id
  MATCH (e:Entity {id: id})
  RETURN DISTINCT e.cluster_id
} AS clusters
WITH COLLECT {
  UNWIND clusters AS cluster_id
  MATCH (m:Entity {cluster_id: cluster_id})
  RETURN [m.id, cluster_id]
} AS members
RETURN members,
  COLLECT {
    UNWIND $ids + [member IN members | member[0]] AS id
    CALL (id) {
      MATCH (j:Judgement {subject: id})
      RETURN j
      UNION
      MATCH (j:Judgement {object: id})
      RETURN j
    }
    WITH DISTINCT j
    WHERE j.known_until = '' AND j.verdict IN ['same', 'different', 'unsure']
    RETURN {id: j.id, subject: j.subject, verdict: j.verdict, object: coalesce(j.object, ''), by: j.by, why: j.why,
    ground: coalesce(j.ground, ''), known_from: j.known_from, known_until: j.known_until}
  } AS judgements
