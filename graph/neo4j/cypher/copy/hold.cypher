// Takes the clock's lock and keeps it while the transaction is open: nobody writes meanwhile.
// parameters:
MERGE (clock:Meta {name: 'clock'})
SET clock.taken = true
RETURN clock.moment AS moment
