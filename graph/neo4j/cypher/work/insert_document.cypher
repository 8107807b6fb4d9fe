// Writes a document and all that was read from it but participations; what exists stays as it is.
// One map parameter: lists of other lengths would be other parameter types, each with a plan of its own.
// Labels are the kinds of the ontology; a test compares the two lists.
// parameters: commit
MERGE (d:Document {id: $commit.document.id})
ON CREATE SET d += $commit.first
SET d.read_by = coalesce(d.read_by, CASE WHEN d.version IS NULL THEN [] ELSE [d.version] END) + $commit.read_by,
  d.read_at = coalesce(d.read_at, CASE WHEN d.version IS NULL THEN [] ELSE [d.known_from] END) + $commit.read_at
SET d += $commit.document,
  d.stated = CASE WHEN $commit.stated <> '' AND (d.stated = '' OR d.stated > $commit.stated) THEN $commit.stated
    ELSE d.stated END
WITH d
CALL (d) {
  UNWIND $commit.arrivals AS row
  MERGE (a:Arrival {id: row.id})
  ON CREATE SET a = row
  MERGE (d)-[:ARRIVED]->(a)
}
CALL (d) {
  UNWIND $commit.articles AS row
  CREATE (d)-[:HAS_ARTICLE]->(a:Article)
  SET a = row
}
CALL (d) {
  UNWIND $commit.statements AS row
  MERGE (s:Statement {id: row.statement.id})
  SET s = row.statement
  CREATE (d)-[r:SAYS]->(s)
  SET r = row.reading
}
CALL () {
  UNWIND $commit.entities AS row
  MERGE (e:Entity {id: row.id})
  ON CREATE SET e = row
  ON MATCH SET e.front_line = row.front_line
  FOREACH (_ IN CASE row.kind WHEN 'Person' THEN [1] ELSE [] END | SET e:Person)
  FOREACH (_ IN CASE row.kind WHEN 'Organisation' THEN [1] ELSE [] END | SET e:Organisation)
  FOREACH (_ IN CASE row.kind WHEN 'Post' THEN [1] ELSE [] END | SET e:Post)
  FOREACH (_ IN CASE row.kind WHEN 'Community' THEN [1] ELSE [] END | SET e:Community)
  FOREACH (_ IN CASE row.kind WHEN 'Place' THEN [1] ELSE [] END | SET e:Place)
  FOREACH (_ IN CASE row.kind WHEN 'Grid' THEN [1] ELSE [] END | SET e:Grid)
  FOREACH (_ IN CASE row.kind WHEN 'Household' THEN [1] ELSE [] END | SET e:Household)
  FOREACH (_ IN CASE row.kind WHEN 'Service' THEN [1] ELSE [] END | SET e:Service)
  FOREACH (_ IN CASE row.kind WHEN 'Activity' THEN [1] ELSE [] END | SET e:Activity)
  FOREACH (_ IN CASE row.kind WHEN 'Award' THEN [1] ELSE [] END | SET e:Award)
  FOREACH (_ IN CASE row.kind WHEN 'Scheme' THEN [1] ELSE [] END | SET e:Scheme)
  FOREACH (_ IN CASE row.kind WHEN 'Case' THEN [1] ELSE [] END | SET e:Case)
  FOREACH (_ IN CASE row.kind WHEN 'FormerName' THEN [1] ELSE [] END | SET e:FormerName)
  FOREACH (_ IN CASE row.kind WHEN 'Course' THEN [1] ELSE [] END | SET e:Course)
  WITH e
  WHERE e.cluster_id IS NULL
  SET e.cluster_id = e.id
  CREATE (e)-[:MEMBER_OF_CLUSTER {known_from: $commit.moment, known_until: ''}]->(e)
}
CALL () {
  UNWIND $commit.judgements AS row
  MERGE (j:Judgement {id: row.id, known_from: row.known_from})
  ON CREATE SET j = row
}
CALL (d) {
  UNWIND $commit.mentions AS row
  CREATE (d)-[:MENTIONS]->(m:Mention)
  SET m = row
  WITH m
  MATCH (j:Judgement {subject: m.reference_id})
  WHERE j.verdict = 'is' AND j.known_until = ''
  MATCH (e:Entity {id: j.object})
  CREATE (m)-[:IS {judgement_id: j.id, by: j.by, why: j.why, known_from: j.known_from}]->(e)
}
CALL () {
  UNWIND $commit.stages AS row
  MERGE (l:Stage {item: row.item, stage: row.stage})
  ON CREATE SET l += row
  ON MATCH SET l += row {.state, .error, .version, .at}, l.attempts = l.attempts + 1
}
RETURN COLLECT {
  UNWIND $commit.asked AS id
  MATCH (e:Entity {id: id})
  WHERE e.cluster_id IS NOT NULL
  RETURN [e.id, e.cluster_id]
} AS clusters
