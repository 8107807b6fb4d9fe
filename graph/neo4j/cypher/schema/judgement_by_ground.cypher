// What a rule's judgement rests on.
CREATE INDEX judgement_by_ground IF NOT EXISTS FOR (j:Judgement) ON (j.ground)
