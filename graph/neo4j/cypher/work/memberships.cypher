// In which clusters these were, and when.
// parameters: ids
UNWIND $ids AS id
MATCH (m:Entity {id: id})-[a:MEMBER_OF_CLUSTER]->(c:Entity)
RETURN m.id AS member_id, c.id AS cluster_id, a.known_from AS known_from, a.known_until AS known_until
