// Deletes all rows of these statements, whatever their clocks say.
// parameters: ids
MATCH (r:RecordRow)
WHERE r.statement_id IN $ids
DELETE r
