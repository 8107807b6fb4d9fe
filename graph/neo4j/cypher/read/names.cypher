// Entities by name; `match` is the place in graph.names.MATCHES: whole (0), beginning (1), the same otherwise written (2),
// what the keys say, part (7). `phrase` and the phrases of keys are quoted letters and digits only.
// parameters: name, loose, phrase, keys, kinds, front_line, limit
CALL () {
  MATCH (e:Entity {sort_name: $name})
  RETURN e, 0 AS match
  UNION ALL
  MATCH (e:Entity)
  WHERE e.sort_name STARTS WITH $name AND e.sort_name <> $name
  RETURN e, 1 AS match
  UNION ALL
  MATCH (e:Entity {sort_name: $loose})
  RETURN e, 2 AS match
  UNION ALL
  UNWIND $keys AS asked
  CALL db.index.fulltext.queryNodes('entity_keys', asked.phrase) YIELD node
  WITH asked, node
  WHERE (asked.tones = '' OR node.name_keys =~ asked.tones)
    AND (asked.written = '' OR replace(node.sort_name, '·', '') =~ asked.written)
  RETURN node AS e, asked.match AS match
  UNION ALL
  CALL db.index.fulltext.queryNodes('entity_names', $phrase) YIELD node
  RETURN node AS e, 7 AS match
}
WITH e, min(match) AS match
WHERE e.cluster_id IS NOT NULL AND ($kinds = [] OR e.kind IN $kinds) AND ($front_line OR NOT e.front_line)
WITH e.cluster_id AS cluster_id, match, e.sort_name AS found, e.id AS id,
  head(COLLECT { MATCH (e)-[a:MEMBER_OF_CLUSTER]->(:Entity) RETURN a.known_from ORDER BY a.known_from LIMIT 1 }) AS known_from
ORDER BY match, found, known_from, id
WITH cluster_id, head(collect({match: match, found: found, known_from: known_from, id: id})) AS first
ORDER BY first.match, first.found, first.known_from, first.id LIMIT $limit
RETURN cluster_id, first.match AS match,
  COLLECT {
    MATCH (m:Entity {cluster_id: cluster_id})
    RETURN {id: m.id, kind: m.kind, name: m.name, code: coalesce(m.code, ''), body: coalesce(m.body, ''), front_line: m.front_line} ORDER BY m.id
  } AS members
ORDER BY first.match, first.found, first.known_from, first.id
