// The posts of a body; other kinds have no body.
CREATE INDEX entity_by_body IF NOT EXISTS FOR (e:Entity) ON (e.body)
