// A page of the entities of an earlier version, by id: what their line and area follow from.
// parameters: after, limit
MATCH (e:Entity)
WHERE e.id > $after
RETURN e.id AS id, e.kind AS kind, e.name AS name, coalesce(e.code, '') AS code ORDER BY id LIMIT $limit
