// What documents state of the lives of these members; what was judged misread does not count.
// parameters: ids
UNWIND $ids AS id
MATCH (s:Statement)-[p:SAYS_OF]->(:Entity)
WHERE p.member_id = id AND p.role = 'person' AND p.known_until = '' AND p.predicate IN ['BORN', 'GENDER']
MATCH (s)<-[r:SAYS]-(:Document)
WHERE r.known_until = ''
  AND NOT EXISTS {
    MATCH (j:Judgement {subject: s.id})
    WHERE j.known_until = '' AND j.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected']
  }
RETURN id AS member_id, p.predicate AS predicate, r.valid_from AS valid_from, s.arguments AS arguments
ORDER BY member_id, s.id
