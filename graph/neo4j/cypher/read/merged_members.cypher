// Members and clusters of all that is, or was at a moment, one with something else, and of the asked clusters.
// parameters: ids, known
CALL () {
  MATCH (m:Entity {merged: true})-[a:MEMBER_OF_CLUSTER]->(c:Entity)
  WHERE m.id <> c.id AND a.known_from <= $known AND (a.known_until = '' OR a.known_until > $known)
  RETURN DISTINCT c
  UNION
  MATCH (c:Entity)
  WHERE c.id IN $ids
  RETURN c
}
MATCH (m:Entity)-[a:MEMBER_OF_CLUSTER]->(c)
WHERE a.known_from <= $known AND (a.known_until = '' OR a.known_until > $known)
RETURN m.id AS member_id, c.id AS cluster_id
