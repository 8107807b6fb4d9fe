// Entities that are or were one with another.
CREATE INDEX entity_by_merged IF NOT EXISTS FOR (e:Entity) ON (e.merged)
