// The open members of each cluster.
// parameters: ids
UNWIND $ids AS id
MATCH (e:Entity {cluster_id: id})
RETURN id, collect(e.id) AS members
