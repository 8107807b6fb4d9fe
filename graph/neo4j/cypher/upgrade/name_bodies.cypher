// Documents of older stores name the bodies of their posts too: nothing else leads from a document to them.
// parameters:
MATCH (e:Entity)
WHERE e.body IS NOT NULL
MATCH (j:Judgement {object: e.id})
WHERE j.verdict = 'is' AND j.ground IS NOT NULL
MATCH (d:Document {id: j.ground})
MATCH (b:Entity {id: e.body})
MERGE (d)-[:NAMES]->(b)
