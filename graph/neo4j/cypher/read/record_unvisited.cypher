// The households of the register that were not visited since a day, with their grid and last visit.
// parameters: query, day, after, limit
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
WITH h.subject AS subject, max(h.grid) AS grid
WHERE subject > $after
CALL (subject) {
  OPTIONAL MATCH (v:RecordRow)
  WHERE v.predicate = 'VISITED' AND v.subject = subject AND ($query.known = '' AND v.known_until = '' OR $query.known <> '' AND v.known_from <= $query.known AND (v.known_until = '' OR v.known_until > $query.known))
  RETURN count(v) AS visits, coalesce(max(v.date), '') AS last
}
WITH subject, grid, visits, last
WHERE last < $day
RETURN coalesce(grid, '') AS grid, subject, visits, last ORDER BY subject LIMIT $limit
