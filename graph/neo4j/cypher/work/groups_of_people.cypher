// The groups in which these people have tenures.
// parameters: ids
UNWIND $ids AS id
MATCH (s:Statement)-[q:SAYS_OF {member_id: id}]->(:Entity)
WHERE q.role = 'person' AND q.predicate = 'HOLDS_POST' AND q.known_until = ''
MATCH (s)-[p:SAYS_OF]->(post:Entity)
WHERE p.role = 'post' AND p.known_until = ''
MATCH (e:Entity {id: id})
RETURN DISTINCT post.id AS post_id, e.sort_name AS name
