// The mentions of a page of documents, each with the entity it is judged to be.
// parameters: after_text, after, limit
MATCH (d:Document)
WHERE d.text_sha256 >= $after_text AND (d.text_sha256 > $after_text OR d.id > $after)
WITH d ORDER BY d.text_sha256, d.id LIMIT $limit
RETURN d.id AS id, d.text_sha256 AS text_sha256,
  COLLECT {
    MATCH (d)-[:MENTIONS]->(m:Mention)
    WITH m ORDER BY m.start, m.end, m.kind
    RETURN [m.start, m.end, m.kind, m.text, m.full_name, m.code, m.reference_id, m.private, m.honoured, head(COLLECT {
      MATCH (m)-[i:IS]->(e:Entity)
      WHERE e.cluster_id IS NOT NULL
      RETURN e.cluster_id ORDER BY i.by STARTS WITH 'rule:', i.known_from DESC, e.id DESC LIMIT 1
    })]
  } AS mentions
ORDER BY text_sha256, id
