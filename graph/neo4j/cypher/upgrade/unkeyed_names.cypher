// Names of people that have no keys yet, from an earlier version.
// parameters: kind, limit
MATCH (e:Entity)
WHERE e.kind = $kind AND e.name_keys IS NULL
RETURN DISTINCT e.sort_name AS name LIMIT $limit
