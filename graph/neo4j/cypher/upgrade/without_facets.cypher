// A page of the entities of an earlier version, by id: what their line and area follow from.
// parameters: after, limit
MATCH (e:Entity)
WHERE e.id > $after
WITH e ORDER BY e.id LIMIT $limit
OPTIONAL MATCH (b:Entity {id: e.body})
RETURN e.id AS id, e.kind AS kind, e.name AS name, coalesce(e.code, '') AS code, coalesce(b.name, '') AS body
ORDER BY id
