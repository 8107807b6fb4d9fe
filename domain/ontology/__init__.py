"""The closed lists of entity kinds and predicates, as YAML; read them through domain.ontology.catalogue."""
