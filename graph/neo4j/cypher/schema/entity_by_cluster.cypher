// The open members of a cluster; dead entities have no cluster_id.
CREATE INDEX entity_by_cluster IF NOT EXISTS FOR (e:Entity) ON (e.cluster_id)
