// Every relationship with its ends and all that it holds.
// parameters:
MATCH (a)-[r]->(b)
RETURN elementId(a) AS source, elementId(b) AS target, type(r) AS type, properties(r) AS values
