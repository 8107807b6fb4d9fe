// The drawn ties that rest on a statement.
CREATE INDEX holds_post_by_statement IF NOT EXISTS FOR ()-[h:HOLDS_POST]-() ON (h.statement_id)
