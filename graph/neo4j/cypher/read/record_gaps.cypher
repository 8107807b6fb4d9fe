// The households of the register that no row of a service names.
// parameters: query, services, after, limit
CALL () {
  WITH $query AS q
  WHERE q.grids <> []
  MATCH (h:RecordRow)
  USING INDEX h:RecordRow(predicate, grid)
  WHERE h.predicate = 'LIVES_IN' AND h.grid IN q.grids
  RETURN h, h.grid AS place
  UNION ALL
  WITH $query AS q
  WHERE q.grids = [] AND q.areas <> []
  MATCH (h:RecordRow)
  USING INDEX h:RecordRow(predicate, area)
  WHERE h.predicate = 'LIVES_IN' AND h.area IN q.areas
  RETURN h, h.area AS place
  UNION ALL
  WITH $query AS q
  WHERE q.grids = [] AND q.areas = []
  MATCH (h:RecordRow)
  USING INDEX h:RecordRow(predicate)
  WHERE h.predicate = 'LIVES_IN'
  RETURN h, h.area AS place
}
WITH h, place
WHERE place IS NOT NULL AND ($query.known = '' AND h.known_until = '' OR $query.known <> '' AND h.known_from <= $query.known AND (h.known_until = '' OR h.known_until > $query.known)) AND ($query.until = '' OR h.date < $query.until)
  AND ($query.care = '' OR ('、' + h.word + '、') CONTAINS ('、' + $query.care + '、'))
WITH DISTINCT h.subject AS subject
WHERE subject > $after AND NOT EXISTS {
    MATCH (r:RecordRow)
    WHERE r.predicate = 'USED' AND r.subject = subject AND r.service IN $services AND ($query.known = '' AND r.known_until = '' OR $query.known <> '' AND r.known_from <= $query.known AND (r.known_until = '' OR r.known_until > $query.known))
      AND ($query.since = '' OR r.date >= $query.since) AND ($query.until = '' OR r.date < $query.until)
  }
RETURN subject AS id ORDER BY id LIMIT $limit
