// What is said of the people of some groups in their posts, and the members of each post.
// parameters: groups
UNWIND $groups AS asked
MATCH (post:Entity {id: asked.post_id})
RETURN asked.post_id AS post_id, asked.name AS name,
  COLLECT { MATCH (m:Entity {cluster_id: asked.post_id}) RETURN m.id } AS members,
  COLLECT {
    MATCH (post)<-[p:SAYS_OF]-(s:Statement)
    WHERE p.predicate = 'HOLDS_POST' AND p.role = 'post' AND p.known_until = ''
    MATCH (s)-[q:SAYS_OF]->(:Entity)
    WHERE q.role = 'person' AND q.known_until = ''
    MATCH (e:Entity {id: q.member_id})
    WHERE e.sort_name = asked.name
    MATCH (s)<-[r:SAYS]-(d:Document)
    WHERE r.known_until = ''
      AND NOT EXISTS {
        MATCH (j:Judgement {subject: s.id})
        WHERE j.known_until = '' AND j.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected']
      }
    RETURN [q.member_id, s.id, coalesce(s.status, ''), r.valid_from, r.valid_to, d.stated, EXISTS {
      MATCH (t:Statement)-[x:SAYS_OF]->(:Entity)
      WHERE x.member_id = q.member_id AND x.predicate = 'HOLDS_POST' AND x.role = 'person' AND x.known_until = ''
        AND t.document_id = s.document_id
      MATCH (t)-[y:SAYS_OF]->(:Entity)
      WHERE y.role = 'post' AND y.known_until = '' AND y.member_id <> p.member_id
        AND NOT EXISTS {
          MATCH (k:Judgement {subject: t.id})
          WHERE k.known_until = '' AND k.verdict IN ['misread', 'wrong_person', 'bad_source', 'corrected']
        }
    }] ORDER BY s.id
  } AS tenures
