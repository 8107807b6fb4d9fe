// The open cluster of each member.
// parameters: ids
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE e.cluster_id IS NOT NULL
RETURN e.id AS id, e.cluster_id AS cluster_id
