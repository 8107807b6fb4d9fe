// What was judged of a reference, an entity, a statement.
CREATE INDEX judgement_by_subject IF NOT EXISTS FOR (j:Judgement) ON (j.subject)
