// What somebody, or a rule, ever said that these references are.
// parameters: ids
UNWIND $ids AS id
MATCH (j:Judgement {subject: id})
WHERE j.verdict = 'is'
RETURN DISTINCT j.object AS id
