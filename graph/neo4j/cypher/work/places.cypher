// The mentions of a document as it is stored.
// parameters: document
MATCH (d:Document {id: $document})-[:MENTIONS]->(m:Mention)
RETURN m.reference_id AS reference_id, m.kind AS kind, m.start AS start, m.end AS end, m.text AS text
ORDER BY start, end, kind
