"""The closed lists of entity kinds, predicates and words, as YAML; read them through domain.ontology.catalogue."""
