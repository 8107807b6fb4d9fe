// The other side of what was judged.
CREATE INDEX judgement_by_object IF NOT EXISTS FOR (j:Judgement) ON (j.object)
