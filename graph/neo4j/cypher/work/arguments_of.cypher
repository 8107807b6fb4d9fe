// The arguments of statements.
// parameters: ids
UNWIND $ids AS id
MATCH (s:Statement {id: id})
RETURN s.id AS id, s.predicate AS predicate, s.arguments AS arguments ORDER BY id
