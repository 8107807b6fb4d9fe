"""A real Neo4j server without Docker."""
