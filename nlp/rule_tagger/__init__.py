"""The tagger that reads names by lexicons, patterns and the cheapest path through a text, without training."""
