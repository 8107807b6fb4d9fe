// The area with an official code.
// parameters: code
MATCH (e:Entity {code: $code})
WHERE e.cluster_id IS NOT NULL
RETURN e.cluster_id AS cluster_id ORDER BY cluster_id LIMIT 1
