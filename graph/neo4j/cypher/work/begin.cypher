// Takes the clock's lock, so that writers take turns, and moves it on; `now` is in microseconds since 1970.
// The lock is taken by the first SET: what is read after it is what the writer before has committed.
// parameters: now, document
MERGE (clock:Meta {name: 'clock'})
SET clock.taken = true
WITH clock
SET clock.moment = CASE WHEN clock.moment IS NULL OR clock.moment < $now THEN $now ELSE clock.moment + 1 END
WITH clock
OPTIONAL MATCH (d:Document {id: $document})
RETURN clock.moment AS moment, d.version AS version, EXISTS {
  MATCH (:Tombstone {id: $document})
} AS is_withdrawn
