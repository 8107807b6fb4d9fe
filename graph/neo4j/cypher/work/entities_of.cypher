// Members as they were founded.
// parameters: ids
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.id AS id, e.kind AS kind, e.name AS name, e.founding AS founding, coalesce(e.code, '') AS code,
  coalesce(e.body, '') AS body, e.front_line AS front_line
ORDER BY id
