// One step outwards: what shares a statement with these entities; hubs are not walked through unless `hub` is negative.
// parameters: ids, hub, known
UNWIND $ids AS id
MATCH (c:Entity {id: id})
WHERE $hub < 0 OR COUNT { MATCH (c)<-[x:SAYS_OF]-(:Statement) WHERE x.known_from <= $known AND (x.known_until = '' OR x.known_until > $known) } <= $hub
MATCH (c)<-[p:SAYS_OF]-(s:Statement)
WHERE p.known_from <= $known AND (p.known_until = '' OR p.known_until > $known) AND s.data_class <> 'CASE'
  AND NOT EXISTS {
    MATCH (j:Judgement {subject: s.id})
    WHERE j.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected']
      AND j.known_from <= $known AND (j.known_until = '' OR j.known_until > $known)
  }
MATCH (s)-[q:SAYS_OF]->(o:Entity)
WHERE q.known_from <= $known AND (q.known_until = '' OR q.known_until > $known) AND o <> c
RETURN DISTINCT o.id AS id
