// Entities by name: exact (0), beginning (1), part (2); `phrase` is quoted letters and digits only.
// parameters: name, phrase, kinds, front_line, limit
CALL () {
  MATCH (e:Entity {sort_name: $name})
  RETURN e, 0 AS match
  UNION ALL
  MATCH (e:Entity)
  WHERE e.sort_name STARTS WITH $name AND e.sort_name <> $name
  RETURN e, 1 AS match
  UNION ALL
  CALL db.index.fulltext.queryNodes('entity_names', $phrase) YIELD node
  RETURN node AS e, 2 AS match
}
WITH e, match
WHERE e.cluster_id IS NOT NULL AND ($kinds = [] OR e.kind IN $kinds) AND ($front_line OR NOT e.front_line)
WITH e.cluster_id AS cluster_id, min(match) AS match, min(e.sort_name) AS found,
  min(head(COLLECT { MATCH (e)-[a:MEMBER_OF_CLUSTER]->(:Entity) RETURN a.known_from ORDER BY a.known_from LIMIT 1 }) + ' ' + e.id) AS since
ORDER BY match, found, since LIMIT $limit
RETURN cluster_id, match, found, since,
  COLLECT {
    MATCH (m:Entity {cluster_id: cluster_id})
    RETURN {id: m.id, kind: m.kind, name: m.name, code: coalesce(m.code, ''), body: coalesce(m.body, ''), front_line: m.front_line} ORDER BY m.id
  } AS members
ORDER BY match, found, since
