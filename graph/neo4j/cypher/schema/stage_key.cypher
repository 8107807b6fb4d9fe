// One ledger row an item and stage.
CREATE CONSTRAINT stage_key IF NOT EXISTS FOR (l:Stage) REQUIRE (l.item, l.stage) IS UNIQUE
