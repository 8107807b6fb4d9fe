// Writes a ledger row, counting the attempts.
// parameters: row
WITH $row AS row
MERGE (l:Stage {item: row.item, stage: row.stage})
ON CREATE SET l += row
ON MATCH SET l += row {.state, .error, .version, .at}, l.attempts = l.attempts + 1
