// The households that bear a pseudonym.
// parameters: name
MATCH (e:Entity {sort_name: $name})
WHERE e.kind = 'Household' AND e.cluster_id IS NOT NULL
RETURN e.id AS id ORDER BY id
