// The member in each role of these statements, the latest last.
// parameters: ids
MATCH (s:Statement)
WHERE s.id IN $ids
MATCH (s)-[p:SAYS_OF]->(:Entity)
RETURN s.id AS statement_id, p.role AS role, p.member_id AS member_id
ORDER BY statement_id, p.known_from, p.known_until = ''
