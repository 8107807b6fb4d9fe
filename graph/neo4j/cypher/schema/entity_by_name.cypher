// Names, exact and by their beginning.
CREATE INDEX entity_by_name IF NOT EXISTS FOR (e:Entity) ON (e.sort_name)
