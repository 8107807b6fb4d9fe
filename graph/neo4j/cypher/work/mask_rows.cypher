// Masks words in all rows of these statements that hold them, whatever their clocks say.
// parameters: batch
UNWIND $batch.rows AS row
MATCH (r:RecordRow {statement_id: row.statement_id})
WHERE r.word = row.word AND r.detail = row.detail
SET r.word = row.masked_word, r.detail = row.masked_detail
