// The households that the register puts into an area.
// parameters: area
MATCH (a:Entity {id: $area})<-[p:SAYS_OF]-(s:Statement)
WHERE p.predicate = 'LIVES_IN' AND p.role IN ['area', 'grid'] AND p.known_until = ''
MATCH (s)-[h:SAYS_OF]->(household:Entity)
WHERE h.role = 'household' AND h.known_until = ''
RETURN DISTINCT household.id AS id ORDER BY id
