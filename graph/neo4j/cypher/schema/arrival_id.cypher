// One arrival an id.
CREATE CONSTRAINT arrival_id IF NOT EXISTS FOR (a:Arrival) REQUIRE a.id IS UNIQUE
