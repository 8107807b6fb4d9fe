// Who was ever in a cluster in which one of these was, and when.
// parameters: ids
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[:MEMBER_OF_CLUSTER]->(c:Entity)
WITH DISTINCT c
MATCH (c)<-[a:MEMBER_OF_CLUSTER]-(m:Entity)
RETURN m.id AS member_id, c.id AS cluster_id, a.known_from AS known_from, a.known_until AS known_until
