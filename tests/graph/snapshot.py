"""All that a store answers, without clocks: two stores that hold the same give equal snapshots."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from domain.judgement import Judgement
from domain.plain import to_json
from graph.answer import StatementView
from graph.portrait import draw_portrait
from graph.store import Store

TODAY = date(2024, 12, 31)
STEPS = 2
HUB = 6


def without_clock(view: StatementView) -> StatementView:
    """Return the statement without the moment at which this store learned it."""
    return view._replace(known_from="")


def timeless(judgements: Iterable[Judgement]) -> list[tuple[str, ...]]:
    """Return judgements by what they say and whether they are open."""
    return sorted(
        (j.id, j.subject, str(j.verdict), j.object, j.by, j.why, j.ground, "closed" if j.known_until else "open")
        for j in judgements
    )


def portraits(store: Store) -> dict[str, str]:
    """Return a hash of each person's portrait."""
    return {
        entity.id: hashlib.sha256(to_json(draw_portrait(store, entity, "", "", TODAY)).encode()).hexdigest()
        for entity in store.iter_entities()
        if entity.kind == "Person"
    }


def clusters(store: Store) -> set[tuple[str, ...]]:
    """Return which entities are one."""
    return {entity.members for entity in store.iter_entities()}


def snapshot(store: Store) -> dict[str, Any]:
    """Return every answer of the store that does not depend on when it learned something."""
    entities = list(store.iter_entities())
    statements = [without_clock(view) for view in store.iter_statements()]
    mentions = list(store.iter_mentions())
    documents = sorted({view.document_id for view in statements})
    return {
        "entities": entities,
        "statements": statements,
        "mentions": mentions,
        "count": store.count(),
        "sources": [
            (s.source, s.documents, s.published, bool(s.arrived), bool(s.undated))
            for s in store.source_arrivals(TODAY.isoformat())
        ],
        "source_runs": store.last_source_runs(),
        "failures": [replace(stage, at="") for stage in store.failures()],
        "documents": [store.find_document(document) for document in documents],
        "versions": store.find_versions(documents),
        "statements_in": {d: [without_clock(v) for v in store.statements_in(d)] for d in documents},
        "single": {v.id: without_clock(found) for v in statements if (found := store.find_statement(v.id))},
        "members": {member: store.find_entity(member) for entity in entities for member in entity.members},
        "codes": {entity.code: store.find_by_code(entity.code) for entity in entities if entity.code},
        "about": {e.id: [without_clock(v) for v in store.statements_about(e.id)] for e in entities},
        "adjacent": {e.id: store.adjacent(e.id) for e in entities},
        "degrees": store.degree_of([e.id for e in entities]),
        "near": {e.id: store.neighbourhood([e.id], STEPS, HUB) for e in entities},
        "called": store.find_names([e.id for e in entities]),
        "use": {e.id: store.service_use(e.id) for e in entities},
        "households": {e.id: store.households_in(e.id) for e in entities},
        "names": {name: store.find_by_name(name, front_line=True) for name in sorted({e.name for e in entities})},
        "portraits": portraits(store),
    }


def as_known(store: Store, entity_ids: Iterable[str], known: str) -> dict[str, Any]:
    """Return what the store knew of these entities at a moment."""
    return {
        entity_id: (
            store.find_entity(entity_id, known),
            [without_clock(view) for view in store.statements_about(entity_id, known=known)],
            store.adjacent(entity_id, known),
            store.degree_of([entity_id], known),
            store.neighbourhood([entity_id], STEPS, HUB, known),
        )
        for entity_id in entity_ids
    }
