// Deletes all that these cases ever were.
// parameters: ids
MATCH (c:CaseRow)
WHERE c.case_id IN $ids
DELETE c
