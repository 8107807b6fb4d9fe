// Use per service in an area and period: households, uses, uses without a household.
// The same record told by several documents counts once, as the latest of them tells it.
// parameters: area, period, service, known
MATCH (a:Entity {id: $area})<-[p:SAYS_OF]-(s:Statement)
WHERE p.predicate = 'USED' AND p.role IN ['area', 'grid'] AND p.known_from <= $known AND (p.known_until = '' OR p.known_until > $known)
MATCH (s)<-[r:SAYS]-(d:Document)
WHERE r.known_from <= $known AND (r.known_until = '' OR r.known_until > $known) AND r.valid_from STARTS WITH $period
  AND NOT EXISTS {
    MATCH (t:Statement)<-[q:SAYS]-(e:Document)
    USING INDEX SEEK t:Statement(record)
    WHERE t.record = s.record AND q.known_from <= $known AND (q.known_until = '' OR q.known_until > $known) AND e.id <> d.id AND (e.stated > d.stated OR e.stated = d.stated
      AND (e.known_from > d.known_from OR e.known_from = d.known_from AND e.id > d.id))
  }
MATCH (s)-[v:SAYS_OF]->(service:Entity)
WHERE v.role = 'service' AND v.known_from <= $known AND (v.known_until = '' OR v.known_until > $known) AND ($service = '' OR service.id = $service)
OPTIONAL MATCH (s)-[h:SAYS_OF]->(household:Entity)
WHERE h.role = 'household' AND h.known_from <= $known AND (h.known_until = '' OR h.known_until > $known)
WITH service, household, coalesce(s.record, s.id) AS record, max(coalesce(s.times, 1)) AS times
RETURN service.id AS service_id, collect(DISTINCT household.id) AS households, sum(times) AS uses,
  count(*) - count(household) AS unknown
ORDER BY service_id
