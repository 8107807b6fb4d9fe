// A page of the records of a store, in their order: one of an earlier version has no rows yet.
// parameters: after, limit
MATCH (s:Statement)
USING INDEX s:Statement(record)
WHERE s.record > $after
RETURN DISTINCT s.record AS record ORDER BY record LIMIT $limit
