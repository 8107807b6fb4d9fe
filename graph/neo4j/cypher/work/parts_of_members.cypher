// All participations of these members, closed ones too.
// parameters: ids
UNWIND $ids AS id
MATCH (s:Statement)-[p:SAYS_OF {member_id: id}]->(c:Entity)
RETURN s.id AS statement_id, p.role AS role, id AS member_id, c.id AS cluster_id, p.predicate AS predicate,
  p.known_from AS known_from, p.known_until AS known_until
