// Where a reference stands.
CREATE INDEX mention_by_reference IF NOT EXISTS FOR (m:Mention) ON (m.reference_id)
