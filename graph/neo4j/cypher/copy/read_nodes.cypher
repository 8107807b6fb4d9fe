// Every node with all that it holds.
// parameters:
MATCH (n)
RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS values
