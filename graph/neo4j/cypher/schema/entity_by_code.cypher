// Areas by official code; other entities have none.
CREATE INDEX entity_by_code IF NOT EXISTS FOR (e:Entity) ON (e.code)
