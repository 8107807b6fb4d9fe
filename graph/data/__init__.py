"""Word lists by which numbers of records are asked for; each file says what it is."""
