// Use per service in an area and period: households, uses, uses without a household.
// parameters: area, period, service
MATCH (a:Entity {id: $area})<-[p:SAYS_OF]-(s:Statement)
WHERE p.predicate = 'USED' AND p.role IN ['area', 'grid'] AND p.known_until = ''
MATCH (s)<-[r:SAYS]-(:Document)
WHERE r.known_until = '' AND r.valid_from STARTS WITH $period
MATCH (s)-[v:SAYS_OF]->(service:Entity)
WHERE v.role = 'service' AND v.known_until = '' AND ($service = '' OR service.id = $service)
OPTIONAL MATCH (s)-[h:SAYS_OF]->(household:Entity)
WHERE h.role = 'household' AND h.known_until = ''
RETURN service.id AS service_id, collect(DISTINCT household.id) AS households, sum(coalesce(s.times, 1)) AS uses,
  count(*) - count(h) AS unknown
ORDER BY service_id
