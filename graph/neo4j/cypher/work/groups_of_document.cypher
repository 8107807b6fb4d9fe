// People of one name in one post, as a document has them.
// parameters: document
MATCH (d:Document {id: $document})-[:SAYS]->(s:Statement)
WHERE s.predicate = 'HOLDS_POST'
WITH DISTINCT s
MATCH (s)-[p:SAYS_OF]->(post:Entity)
WHERE p.role = 'post' AND p.known_until = ''
MATCH (s)-[q:SAYS_OF]->(:Entity)
WHERE q.role = 'person' AND q.known_until = ''
MATCH (e:Entity {id: q.member_id})
RETURN DISTINCT post.id AS post_id, e.sort_name AS name
