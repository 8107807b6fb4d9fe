// Use per service in an area and period: households, uses, uses without a household.
// The same record told by several documents counts once.
// parameters: area, period, service
MATCH (a:Entity {id: $area})<-[p:SAYS_OF]-(s:Statement)
WHERE p.predicate = 'USED' AND p.role IN ['area', 'grid'] AND p.known_until = ''
MATCH (s)<-[r:SAYS]-(:Document)
WHERE r.known_until = '' AND r.valid_from STARTS WITH $period
MATCH (s)-[v:SAYS_OF]->(service:Entity)
WHERE v.role = 'service' AND v.known_until = '' AND ($service = '' OR service.id = $service)
OPTIONAL MATCH (s)-[h:SAYS_OF]->(household:Entity)
WHERE h.role = 'household' AND h.known_until = ''
WITH service, household, coalesce(s.record, s.id) AS record, max(coalesce(s.times, 1)) AS times
RETURN service.id AS service_id, collect(DISTINCT household.id) AS households, sum(times) AS uses,
  count(*) - count(household) AS unknown
ORDER BY service_id
