// The open participations of statements.
// parameters: ids
UNWIND $ids AS id
MATCH (s:Statement {id: id})-[p:SAYS_OF]->(c:Entity)
WHERE p.known_until = ''
RETURN s.id AS statement_id, p.role AS role, p.member_id AS member_id, c.id AS cluster_id, p.predicate AS predicate
