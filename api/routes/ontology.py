"""The closed lists that answers speak in: kinds, predicates and roles with their labels in both languages."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, Depends

from api.asking import refuse_unknown
from api.wire import OntologyAnswer, PredicateLabels
from domain.ontology.catalogue import load_kinds, load_predicates

router = APIRouter(tags=["ontology"], dependencies=[Depends(refuse_unknown)])


@router.get("/ontology")
def show_ontology() -> OntologyAnswer:
    """Show the labels of all kinds, predicates and roles."""
    return _read()


@cache
def _read() -> OntologyAnswer:
    return OntologyAnswer(
        kinds={kind.name: dict(kind.labels) for kind in load_kinds().values()},
        predicates={
            predicate.name: PredicateLabels(
                label=dict(predicate.labels), roles={role.name: dict(role.labels) for role in predicate.roles}
            )
            for predicate in load_predicates().values()
        },
    )
