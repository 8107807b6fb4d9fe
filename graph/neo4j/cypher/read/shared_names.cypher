// Names that more than one person bears, in order of the name.
// parameters: after, limit
MATCH (e:Entity)
WHERE e.sort_name > $after AND e.kind = 'Person' AND NOT e.front_line AND e.cluster_id IS NOT NULL
WITH e.sort_name AS name, collect(DISTINCT e.cluster_id) AS ids
WHERE size(ids) > 1
RETURN name, ids ORDER BY name LIMIT $limit
