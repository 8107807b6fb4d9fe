"""Statements and judgements become graph, portrait, holders and coverage; knows nothing of spaCy."""
