// The same by grid: of rows that name one, and of those of its households that name none.
// parameters: query
CALL () {
  MATCH (r:RecordRow)
  USING INDEX r:RecordRow(predicate, grid)
  WHERE r.predicate = 'USED' AND r.grid IN $query.grids
  RETURN r, r.grid AS grid
  UNION ALL
  MATCH (h:RecordRow)
  USING INDEX h:RecordRow(predicate, grid)
  WHERE h.predicate = 'LIVES_IN' AND h.grid IN $query.grids AND ($query.known = '' AND h.known_until = '' OR $query.known <> '' AND h.known_from <= $query.known AND (h.known_until = '' OR h.known_until > $query.known))
  WITH h.subject AS subject, min(h.grid) AS grid
  MATCH (r:RecordRow)
  USING INDEX r:RecordRow(predicate, subject)
  WHERE r.predicate = 'USED' AND r.subject = subject AND r.grid IS NULL
  RETURN r, grid
}
WITH r, grid
WHERE ($query.known = '' AND r.known_until = '' OR $query.known <> '' AND r.known_from <= $query.known AND (r.known_until = '' OR r.known_until > $query.known))
  AND ($query.services = [] OR r.service IN $query.services)
  AND ($query.since = '' OR r.date >= $query.since) AND ($query.until = '' OR r.date < $query.until)
WITH coalesce($query.roots[grid], grid) AS place, coalesce($query.roots[r.service], r.service) AS service,
  r.subject AS subject, sum(r.number) AS number, count(*) AS uses
WITH place, service, subject, number, uses, subject IS NOT NULL AND EXISTS {
    MATCH (h:RecordRow)
    WHERE h.predicate = 'LIVES_IN' AND h.subject = subject AND coalesce($query.roots[h.grid], h.grid) = place
      AND ($query.known = '' AND h.known_until = '' OR $query.known <> '' AND h.known_from <= $query.known AND (h.known_until = '' OR h.known_until > $query.known)) AND ($query.until = '' OR h.date < $query.until)
      AND ($query.care = '' OR ('、' + h.word + '、') CONTAINS ('、' + $query.care + '、'))
  } AS listed
RETURN place, service, count(CASE WHEN $query.care = '' OR listed THEN subject END) AS served,
  sum(CASE WHEN listed THEN 1 ELSE 0 END) AS listed, sum(CASE WHEN $query.care = '' OR listed THEN number ELSE 0 END) AS uses,
  sum(CASE WHEN subject IS NULL THEN uses ELSE 0 END) AS unknown
ORDER BY place, service
