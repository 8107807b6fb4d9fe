// People of one name in one post, as these posts have them.
// parameters: ids
UNWIND $ids AS id
MATCH (s:Statement)-[p:SAYS_OF {member_id: id}]->(post:Entity)
WHERE p.role = 'post' AND p.predicate = 'HOLDS_POST' AND p.known_until = ''
MATCH (s)-[q:SAYS_OF]->(:Entity)
WHERE q.role = 'person' AND q.known_until = ''
MATCH (e:Entity {id: q.member_id})
RETURN DISTINCT post.id AS post_id, e.sort_name AS name
