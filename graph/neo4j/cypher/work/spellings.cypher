// How the documents that name these entities write them; an argument's words lie in the statement's arguments.
// parameters: ids
UNWIND $ids AS id
CALL (id) {
  MATCH (j:Judgement {object: id})
  WHERE j.verdict = 'is' AND j.known_until = ''
  MATCH (m:Mention {reference_id: j.subject})
  MATCH (d:Document {id: m.document_id})
  RETURN d.known_from AS since, m.start AS start, m.text AS text, m.full_name AS full_name, '' AS role, '[]' AS arguments
  UNION ALL
  MATCH (s:Statement)-[p:SAYS_OF]->(:Entity)
  WHERE p.member_id = id
  MATCH (d:Document {id: s.document_id})
  RETURN d.known_from AS since, 0 AS start, '' AS text, '' AS full_name, p.role AS role, s.arguments AS arguments
}
RETURN id, since, start, text, full_name, role, arguments
