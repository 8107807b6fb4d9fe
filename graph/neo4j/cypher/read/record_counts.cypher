// Rows of a predicate counted in groups; `by` names the columns.
// parameters: query, by
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
WITH r, [name IN $by | CASE name
    WHEN 'area' THEN coalesce($query.roots[r.area], r.area, '')
    WHEN 'grid' THEN coalesce($query.roots[r.grid], r.grid, '')
    WHEN 'service' THEN coalesce($query.roots[r.service], r.service, '')
    WHEN 'body' THEN coalesce($query.roots[r.body], r.body, '')
    WHEN 'subject' THEN coalesce($query.roots[r.subject], r.subject, '')
    WHEN 'document' THEN r.document_id
    WHEN 'word' THEN r.word
    WHEN 'detail' THEN r.detail
    WHEN 'year' THEN left(r.date, 4)
    WHEN 'month' THEN left(r.date, 7)
    ELSE left(r.date, 10)
  END] AS key
RETURN key, count(*) AS rows, count(DISTINCT coalesce($query.roots[r.subject], r.subject)) AS subjects,
  count(*) - count(r.subject) AS unnamed, coalesce(sum(r.number), 0.0) AS total,
  coalesce(min(CASE WHEN r.date <> '' THEN r.date END), '') AS first, coalesce(max(r.date), '') AS last
ORDER BY key
