// The open judgements of people, and whether what each speaks of is still in the record.
// parameters:
MATCH (j:Judgement)
WHERE j.person > '' AND j.known_until = ''
RETURN j.subject AS subject, j.verdict AS verdict, coalesce(j.object, '') AS object, j.by AS by, j.why AS why,
  coalesce(j.ground, '') AS ground, j.known_from AS known_from, j.known_until AS known_until,
  CASE
    WHEN j.verdict = 'is' THEN EXISTS { MATCH (:Mention {reference_id: j.subject}) } OR EXISTS {
      MATCH (s:Statement)-[p:SAYS_OF {member_id: j.object}]->(:Entity)
      WHERE p.known_until = '' AND s.arguments CONTAINS j.subject
    }
    WHEN j.verdict IN ['same', 'different', 'unsure'] THEN 2 = COUNT {
      UNWIND [j.subject, j.object] AS id
      MATCH (e:Entity {id: id})
      WHERE e.cluster_id IS NOT NULL
    }
    ELSE EXISTS {
      UNWIND [j.subject, coalesce(j.object, '')] AS id
      MATCH (:Statement {id: id})<-[r:SAYS]-(:Document)
      WHERE r.known_until = ''
    }
  END AS applies
