// How often each entity takes part in a statement.
// parameters: ids, known
UNWIND $ids AS id
MATCH (c:Entity {id: id})<-[p:SAYS_OF]-(:Statement)
WHERE p.known_from <= $known AND (p.known_until = '' OR p.known_until > $known)
RETURN c.id AS id, count(p) AS degree
