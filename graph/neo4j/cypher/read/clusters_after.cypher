// A page of entities by id.
// parameters: after, limit
MATCH (e:Entity)
WHERE e.cluster_id > $after
WITH DISTINCT e.cluster_id AS cluster_id ORDER BY cluster_id LIMIT $limit
RETURN cluster_id,
  COLLECT {
    MATCH (m:Entity {cluster_id: cluster_id})
    RETURN {id: m.id, kind: m.kind, name: m.name, code: coalesce(m.code, ''), body: coalesce(m.body, ''), front_line: m.front_line} ORDER BY m.id
  } AS members
ORDER BY cluster_id
