// Documents by id, by how it begins, or by the path or address from which they came.
// parameters: words, limit
CALL () {
  MATCH (d:Document {id: $words})
  RETURN d.id AS id
  UNION
  MATCH (d:Document)
  WHERE size($words) >= 12 AND d.id STARTS WITH $words
  RETURN d.id AS id
  UNION
  MATCH (a:Arrival)
  WHERE $words <> '' AND (a.path = $words OR a.url = $words)
  RETURN a.document_id AS id
}
RETURN DISTINCT id ORDER BY id LIMIT $limit
