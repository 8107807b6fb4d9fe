// Cases counted in groups, with nearest ranks of their times and how many are late; `by` names the columns.
// parameters: query, by
CALL () {
  MATCH (p:RecordRow)
  USING INDEX p:RecordRow(predicate)
  WHERE p.predicate = 'PROMISED' AND p.service IS NOT NULL AND ($query.known = '' AND p.known_until = '' OR $query.known <> '' AND p.known_from <= $query.known AND (p.known_until = '' OR p.known_until > $query.known))
  WITH p ORDER BY p.date DESC, p.statement_id DESC
  WITH coalesce($query.roots[p.service], p.service) AS service, collect(p)[0] AS p
  RETURN collect({service: service, answer: toInteger(p.second), closure: toInteger(p.number)}) AS promises
}
CALL () {
  WITH $query AS q
  WHERE q.cases <> []
  MATCH (c:CaseRow)
  WHERE c.case_id IN q.cases
  RETURN c
  UNION ALL
  WITH $query AS q
  WHERE q.cases = [] AND q.areas <> []
  MATCH (c:CaseRow)
  WHERE c.area IN q.areas
  RETURN c
  UNION ALL
  WITH $query AS q
  WHERE q.cases = [] AND q.areas = []
  MATCH (c:CaseRow)
  USING INDEX c:CaseRow(case_id)
  WHERE c.case_id > ''
  RETURN c
}
WITH c, promises
WHERE ($query.known = '' AND c.known_until = '' OR $query.known <> '' AND c.known_from <= $query.known AND (c.known_until = '' OR c.known_until > $query.known))
  AND ($query.areas = [] OR c.area IN $query.areas) AND ($query.grids = [] OR c.grid IN $query.grids)
  AND ($query.services = [] OR c.service IN $query.services) AND ($query.bodies = [] OR c.body IN $query.bodies)
  AND ($query.states = [] OR c.state IN $query.states)
  AND ($query.since = '' OR c.raised >= $query.since) AND ($query.until = '' OR c.raised < $query.until)
WITH c, head([p IN promises WHERE p.service = coalesce($query.roots[c.service], c.service)]) AS promise,
  CASE WHEN c.paused_minute IS NULL THEN $query.minute ELSE c.paused_minute END - c.raised_minute - c.paused AS run
WITH c, promise.answer AS answer_promise, coalesce(c.promised, promise.closure) AS closure_promise, run
WITH c, answer_promise, closure_promise,
  coalesce(coalesce(c.answer_minutes, run) > answer_promise, false) AS answer_late,
  coalesce(coalesce(c.closure_minutes, run) > closure_promise, false) AS closure_late
WHERE NOT $query.overdue OR answer_late OR closure_late
WITH c, closure_promise, answer_late, closure_late, [name IN $by | CASE name
    WHEN 'area' THEN coalesce($query.roots[c.area], c.area, '')
    WHEN 'grid' THEN coalesce($query.roots[c.grid], c.grid, '')
    WHEN 'service' THEN coalesce($query.roots[c.service], c.service, '')
    WHEN 'body' THEN coalesce($query.roots[c.body], c.body, '')
    WHEN 'state' THEN c.state
    WHEN 'year' THEN left(c.raised, 4)
    ELSE left(c.raised, 7)
  END] AS key
RETURN key, count(*) AS cases, count(c.closure_minutes) AS closed, count(c.answer_minutes) AS answered,
  percentileDisc(c.answer_minutes, 0.5) AS answer_median, percentileDisc(c.answer_minutes, 0.9) AS answer_p90,
  percentileDisc(c.closure_minutes, 0.5) AS closure_median, percentileDisc(c.closure_minutes, 0.9) AS closure_p90,
  count(closure_promise) AS promised, sum(CASE WHEN answer_late THEN 1 ELSE 0 END) AS answer_late,
  sum(CASE WHEN closure_late THEN 1 ELSE 0 END) AS closure_late
ORDER BY key
