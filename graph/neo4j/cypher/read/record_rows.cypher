// Rows of a predicate by day and statement; `query` says by which index they are sought.
// parameters: query, after, limit
CALL () {
  WITH $query AS q
  WHERE q.seek = 'subject'
  MATCH (r:RecordRow)
  USING INDEX r:RecordRow(predicate, subject)
  WHERE r.predicate = q.predicate AND r.subject IN q.subjects
  RETURN r
  UNION ALL
  WITH $query AS q
  WHERE q.seek = 'grid'
  MATCH (r:RecordRow)
  USING INDEX r:RecordRow(predicate, grid)
  WHERE r.predicate = q.predicate AND r.grid IN q.grids
  RETURN r
  UNION ALL
  WITH $query AS q
  WHERE q.seek = 'body'
  MATCH (r:RecordRow)
  USING INDEX r:RecordRow(predicate, body)
  WHERE r.predicate = q.predicate AND r.body IN q.bodies
  RETURN r
  UNION ALL
  WITH $query AS q
  WHERE q.seek = 'area'
  MATCH (r:RecordRow)
  USING INDEX r:RecordRow(predicate, area)
  WHERE r.predicate = q.predicate AND r.area IN q.areas
  RETURN r
  UNION ALL
  WITH $query AS q
  WHERE q.seek = 'all'
  MATCH (r:RecordRow)
  USING INDEX r:RecordRow(predicate)
  WHERE r.predicate = q.predicate
  RETURN r
}
WITH r
WHERE ($query.known = '' AND r.known_until = '' OR $query.known <> '' AND r.known_from <= $query.known AND (r.known_until = '' OR r.known_until > $query.known))
  AND ($query.areas = [] OR r.area IN $query.areas) AND ($query.grids = [] OR r.grid IN $query.grids)
  AND ($query.services = [] OR r.service IN $query.services) AND ($query.bodies = [] OR r.body IN $query.bodies)
  AND ($query.subjects = [] OR r.subject IN $query.subjects) AND ($query.words = [] OR r.word IN $query.words)
  AND ($query.since = '' OR r.date >= $query.since) AND ($query.until = '' OR r.date < $query.until)
WITH r, COLLECT {
    MATCH (p:RecordRow {statement_id: $after})
    RETURN p.date LIMIT 1
  }[0] AS day
WHERE $after = '' OR r.date > day OR r.date = day AND r.statement_id > $after
RETURN r.statement_id AS statement_id, r.document_id AS document_id, r.predicate AS predicate, r.record AS record, r.area AS area,
  r.grid AS grid, r.service AS service, r.body AS body, r.subject AS subject, r.word AS word, r.detail AS detail,
  r.number AS number, r.second AS second, r.date AS date, r.due AS due, r.known_from AS known_from,
  r.known_until AS known_until ORDER BY date, statement_id LIMIT $limit
