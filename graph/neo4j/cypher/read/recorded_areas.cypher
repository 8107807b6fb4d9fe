// The areas of which the register or the service log speaks now, with their members at a moment.
// parameters: known
CALL () {
  MATCH (e:Community)
  RETURN e
  UNION ALL
  MATCH (e:Place)
  RETURN e
}
WITH e
WHERE EXISTS {
    MATCH (r:RecordRow)
    WHERE r.predicate = 'LIVES_IN' AND r.area = e.id AND r.known_until = ''
  } OR EXISTS {
    MATCH (r:RecordRow)
    WHERE r.predicate = 'USED' AND r.area = e.id AND r.known_until = ''
  }
MATCH (e)-[m:MEMBER_OF_CLUSTER]->(c)
WHERE m.known_from <= $known AND (m.known_until = '' OR m.known_until > $known)
RETURN c.id AS cluster_id, e.id AS id, e.kind AS kind, e.name AS name, e.founding AS founding, coalesce(e.code, '') AS code,
  coalesce(e.body, '') AS body, e.front_line AS front_line
ORDER BY id
