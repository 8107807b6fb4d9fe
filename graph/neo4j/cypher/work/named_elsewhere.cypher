// Which of these a document brings without linking them.
// parameters: ids
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE EXISTS {
  MATCH (:Document)-[:NAMES]->(e)
}
RETURN e.id AS id
