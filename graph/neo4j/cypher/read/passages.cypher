// Articles in which the characters stand next to each other; `phrase` is quoted letters and digits only.
// parameters: phrase, limit
CALL db.index.fulltext.queryNodes('article_passages', $phrase) YIELD node
RETURN node.document_id AS document_id, node.number AS number, node.headline AS headline
ORDER BY document_id, number LIMIT $limit
