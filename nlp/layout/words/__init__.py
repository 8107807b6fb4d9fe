"""Word lists and counts of page layout."""
