// Who tells these records in a predicate that has rows, closed readings too.
// parameters: ids, predicates
MATCH (s:Statement)
USING INDEX s:Statement(record)
WHERE s.record IN $ids AND s.predicate IN $predicates
MATCH (d:Document)-[r:SAYS]->(s)
RETURN s.record AS record, s.id AS statement_id, d.id AS document_id, d.stated AS stated, d.known_from AS first_known,
  r.known_from AS known_from, r.known_until AS known_until
ORDER BY statement_id, known_from
