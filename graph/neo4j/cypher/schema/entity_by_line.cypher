// Posts by the line they belong to; other entities have none.
CREATE INDEX entity_by_line IF NOT EXISTS FOR (e:Entity) ON (e.line)
