// The documents that tell a record now.
// parameters: record
MATCH (s:Statement {record: $record})
MATCH (d:Document)-[r:SAYS]->(s)
WHERE r.known_until = ''
RETURN DISTINCT d.id AS id ORDER BY id
