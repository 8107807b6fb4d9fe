// How documents came, in order.
// parameters: ids
UNWIND $ids AS id
MATCH (d:Document {id: id})
RETURN d.id AS id, COLLECT {
  MATCH (d)-[:ARRIVED]->(a:Arrival)
  RETURN [d.id, a.path, a.source, a.url, a.title, a.author, a.edition, a.published, a.accessed]
  ORDER BY a.published, a.id
} AS arrivals
