// Judgements of people; those of rules have no person.
CREATE INDEX judgement_by_person IF NOT EXISTS FOR (j:Judgement) ON (j.person)
