// The ties of one entity, the first known neighbour first.
// parameters: id, known, limit
MATCH (c:Entity {id: $id})<-[p:SAYS_OF]-(s:Statement)
WHERE p.known_from <= $known AND (p.known_until = '' OR p.known_until > $known) AND s.data_class <> 'CASE'
  AND NOT EXISTS {
    MATCH (j:Judgement {subject: s.id})
    WHERE j.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected']
      AND j.known_from <= $known AND (j.known_until = '' OR j.known_until > $known)
  }
MATCH (s)-[q:SAYS_OF]->(o:Entity)
WHERE q.known_from <= $known AND (q.known_until = '' OR q.known_until > $known) AND o <> c
WITH DISTINCT c.id AS source, o.id AS target, s.id AS statement_id, p.predicate AS predicate
CALL (target) {
  MATCH (m:Entity {cluster_id: target})-[a:MEMBER_OF_CLUSTER]->(:Entity)
  WITH m, min(a.known_from) AS first
  RETURN coalesce(min(first + ' ' + m.id), '') AS since
}
RETURN source, target, statement_id, predicate ORDER BY since, target, statement_id LIMIT $limit
