// The failed rows of the ledger.
// parameters:
MATCH (l:Stage {state: 'failed'})
RETURN l.item AS item, l.stage AS stage, l.state AS state, l.attempts AS attempts, l.error AS error, l.version AS version,
  l.at AS at
ORDER BY item, stage
