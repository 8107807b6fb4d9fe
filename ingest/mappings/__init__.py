"""Record mappings as YAML; read them through ingest.mapping."""
