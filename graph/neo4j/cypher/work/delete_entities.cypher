// Deletes entities with all that leads to them.
// parameters: ids
UNWIND $ids AS id
MATCH (e:Entity {id: id})
DETACH DELETE e
