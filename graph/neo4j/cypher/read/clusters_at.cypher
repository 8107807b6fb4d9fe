// The clusters in which some entities were at a moment, with their members then.
// parameters: ids, known
MATCH (e:Entity)-[a:MEMBER_OF_CLUSTER]->(c:Entity)
WHERE e.id IN $ids AND a.known_from <= $known AND (a.known_until = '' OR a.known_until > $known)
WITH DISTINCT c
MATCH (c)<-[b:MEMBER_OF_CLUSTER]-(m:Entity)
WHERE b.known_from <= $known AND (b.known_until = '' OR b.known_until > $known)
RETURN c.id AS cluster_id, m.id AS id, m.kind AS kind, m.name AS name, coalesce(m.code, '') AS code,
  coalesce(m.body, '') AS body, m.front_line AS front_line
ORDER BY cluster_id, id
