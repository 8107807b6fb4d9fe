// People in statements of the same documents as each of these.
// parameters: ids, limit
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN id AS about, COLLECT {
  MATCH (e)<-[p:SAYS_OF]-(s:Statement)
  WHERE p.known_until = ''
  MATCH (s)<-[:SAYS]-(:Document)-[:SAYS]->(t:Statement)-[o:SAYS_OF]->(x:Entity)
  WHERE o.known_until = '' AND x.kind = 'Person' AND x.id <> id
  RETURN DISTINCT x.id ORDER BY x.id LIMIT $limit
} AS others
