// Since when a document is known, how it came, which references it ever held, and which entities it ever named.
// parameters: document
MATCH (d:Document {id: $document})
RETURN d.known_from AS known_from,
  COLLECT {
    MATCH (d)-[:ARRIVED]->(a:Arrival)
    RETURN a.path
  } AS paths,
  coalesce(d.judged, []) + COLLECT {
    MATCH (d)-[:MENTIONS]->(m:Mention)
    RETURN m.reference_id
  } AS references,
  COLLECT {
    MATCH (d)-[:SAYS]->(s:Statement)
    WITH DISTINCT s
    MATCH (s)-[p:SAYS_OF]->(:Entity)
    RETURN DISTINCT p.member_id
  } + COLLECT {
    MATCH (d)-[:NAMES]->(e:Entity)
    RETURN e.id
  } + COLLECT {
    MATCH (j:Judgement {ground: $document})
    WHERE j.verdict = 'is'
    RETURN DISTINCT j.object
  } AS named
