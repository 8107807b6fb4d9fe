// All rows of events of these cases, closed ones too.
// parameters: ids
MATCH (r:RecordRow)
USING INDEX r:RecordRow(predicate, subject)
WHERE r.predicate = 'CASE_EVENT' AND r.subject IN $ids
RETURN r.statement_id AS statement_id, r.document_id AS document_id, r.predicate AS predicate, r.record AS record, r.area AS area,
  r.grid AS grid, r.service AS service, r.body AS body, r.subject AS subject, r.word AS word, r.detail AS detail,
  r.number AS number, r.second AS second, r.date AS date, r.due AS due, r.known_from AS known_from,
  r.known_until AS known_until ORDER BY subject, date, statement_id
