"""Finders: each reads one scene and yields the statements of one predicate, with rule and confidence."""
