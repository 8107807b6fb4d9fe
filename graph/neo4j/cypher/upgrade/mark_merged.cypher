// Marks entities that are or were one with another in a store of an earlier version.
// parameters:
MATCH (m:Entity)-[:MEMBER_OF_CLUSTER]->(c:Entity)
WHERE m.id <> c.id
SET m.merged = true
