// How a document came.
// parameters: document
MATCH (:Document {id: $document})-[:ARRIVED]->(a:Arrival)
RETURN [a.document_id, a.path, a.source, a.url, a.title, a.author, a.edition, a.published, a.accessed] AS arrival
