// Writes on the judgements of an earlier version which of them a person made; run once, with the index for it.
// parameters:
MATCH (j:Judgement)
WHERE j.person IS NULL AND NOT j.by STARTS WITH 'rule:'
SET j.person = j.by + ' '
