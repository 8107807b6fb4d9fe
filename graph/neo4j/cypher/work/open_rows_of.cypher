// The open rows of these statements.
// parameters: ids
MATCH (r:RecordRow)
WHERE r.statement_id IN $ids AND r.known_until = ''
RETURN r.statement_id AS statement_id, r.document_id AS document_id, r.predicate AS predicate, r.record AS record, r.area AS area,
  r.grid AS grid, r.service AS service, r.body AS body, r.subject AS subject, r.word AS word, r.detail AS detail,
  r.number AS number, r.second AS second, r.date AS date, r.due AS due, r.known_from AS known_from,
  r.known_until AS known_until ORDER BY statement_id
