"""The closed lists that answers speak in: kinds, predicates, roles and words with their labels in both languages."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, Depends

from api.asking import refuse_unknown
from api.wire import OntologyAnswer, PredicateLabels
from domain.ontology.catalogue import WordSpec, load_kinds, load_predicates, load_words

router = APIRouter(tags=["ontology"], dependencies=[Depends(refuse_unknown)])


@router.get("/ontology")
def show_ontology() -> OntologyAnswer:
    """Show the labels of all kinds, predicates, roles and closed words."""
    return _read()


@cache
def _read() -> OntologyAnswer:
    return OntologyAnswer(
        kinds={kind.name: dict(kind.labels) for kind in load_kinds().values()},
        predicates={
            predicate.name: PredicateLabels(
                label=dict(predicate.labels),
                roles={role.name: dict(role.labels) for role in predicate.roles},
                words={role.name: _label(role.words) for role in predicate.roles if role.words},
            )
            for predicate in load_predicates().values()
        },
        words={name: _label(words) for name, words in load_words().items()},
    )


def _label(words: tuple[WordSpec, ...]) -> dict[str, dict[str, str]]:
    return {word.name: dict(word.labels) for word in words}
