// Use by area and service: households served, those of them in the register, uses, uses without a household.
// parameters: query
// What was used and who is registered meet by place and household: the register is read once, not asked of each.
CALL () {
  CALL () {
    WITH $query AS q
    WHERE q.areas <> []
    MATCH (r:RecordRow)
    USING INDEX r:RecordRow(predicate, area)
    WHERE r.predicate = 'USED' AND r.area IN q.areas
    RETURN r
    UNION ALL
    WITH $query AS q
    WHERE q.areas = []
    MATCH (r:RecordRow)
    USING INDEX r:RecordRow(predicate)
    WHERE r.predicate = 'USED'
    RETURN r
  }
  WITH r
  WHERE r.area IS NOT NULL AND ($query.known = '' AND r.known_until = '' OR $query.known <> '' AND r.known_from <= $query.known AND (r.known_until = '' OR r.known_until > $query.known))
    AND ($query.services = [] OR r.service IN $query.services)
    AND ($query.since = '' OR r.date >= $query.since) AND ($query.until = '' OR r.date < $query.until)
  WITH coalesce($query.roots[r.area], r.area) AS place, coalesce($query.roots[r.service], r.service) AS service,
    r.subject AS subject, sum(r.number) AS number, count(*) AS uses
  RETURN place, subject, [service, number, uses] AS use
  UNION ALL
  CALL () {
    WITH $query AS q
    WHERE q.areas <> []
    MATCH (h:RecordRow)
    USING INDEX h:RecordRow(predicate, area)
    WHERE h.predicate = 'LIVES_IN' AND h.area IN q.areas
    RETURN h
    UNION ALL
    WITH $query AS q
    WHERE q.areas = []
    MATCH (h:RecordRow)
    USING INDEX h:RecordRow(predicate)
    WHERE h.predicate = 'LIVES_IN'
    RETURN h
  }
  WITH h
  WHERE h.area IS NOT NULL AND h.subject IS NOT NULL
    AND ($query.known = '' AND h.known_until = '' OR $query.known <> '' AND h.known_from <= $query.known AND (h.known_until = '' OR h.known_until > $query.known))
    AND ($query.until = '' OR h.date < $query.until)
    AND ($query.care = '' OR ('、' + h.word + '、') CONTAINS ('、' + $query.care + '、'))
  RETURN coalesce($query.roots[h.area], h.area) AS place, h.subject AS subject, null AS use
}
WITH place, subject, collect(use) AS served, count(*) > count(use) AS listed
UNWIND served AS one
WITH place, one[0] AS service, subject, one[1] AS number, one[2] AS uses, listed
RETURN place, service, count(CASE WHEN $query.care = '' OR listed THEN subject END) AS served,
  sum(CASE WHEN listed THEN 1 ELSE 0 END) AS listed, sum(CASE WHEN $query.care = '' OR listed THEN number ELSE 0 END) AS uses,
  sum(CASE WHEN subject IS NULL THEN uses ELSE 0 END) AS unknown
ORDER BY place, service
