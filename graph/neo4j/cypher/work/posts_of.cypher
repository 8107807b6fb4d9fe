// The posts founded on these bodies.
// parameters: ids
UNWIND $ids AS body_id
MATCH (e:Entity {body: body_id})
RETURN e.id AS id, e.kind AS kind, e.name AS name, e.founding AS founding, coalesce(e.code, '') AS code,
  coalesce(e.body, '') AS body, e.front_line AS front_line
ORDER BY id
