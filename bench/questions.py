"""What is asked: people, organisations, names, words and areas drawn from the data itself, by seed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from bench.world import load_words
from graph.answer import EntityView
from graph.coverage import count_coverage
from graph.hub import HUB
from graph.organisation import draw_organisation
from graph.portrait import draw_portrait
from graph.store import Store

PERIOD = "2024"
TODAY = date(2025, 1, 1)
STATEMENTS = (6, 10)
"""A person with about eight statements."""

LIMIT = 50

_PEOPLE = """
SELECT p.cluster_id FROM participation p JOIN entity e ON e.id = p.cluster_id AND e.kind = 'Person'
WHERE p.known_until = '' GROUP BY p.cluster_id HAVING count(DISTINCT p.statement) BETWEEN ? AND ?
ORDER BY p.cluster_id
"""
_OF_KIND = """
SELECT m.cluster_id FROM membership m JOIN entity e ON e.id = m.cluster_id AND e.kind = ?
WHERE m.known_until = '' AND m.member_id = m.cluster_id ORDER BY m.cluster_id
"""
_AREAS = """
SELECT DISTINCT cluster_id FROM participation WHERE predicate = 'LIVES_IN' AND role = 'area' ORDER BY cluster_id
"""
_NAMES = "SELECT DISTINCT name FROM entity WHERE kind = 'Person' ORDER BY name"


class Bare(Protocol):
    """The same questions by hand-written queries: rows as the engine gives them, no objects of ours."""

    def portrait(self, person: str) -> list[Any]: ...
    def portrait_page(self, person: str) -> tuple[list[Any], list[Any]]: ...
    def organisation_page(self, organisation: str) -> list[Any]: ...
    def name_exact(self, name: str) -> list[Any]: ...
    def name_prefix(self, name: str) -> list[Any]: ...
    def name_part(self, name: str) -> list[Any]: ...
    def text(self, words: str) -> list[Any]: ...
    def neighbourhood(self, person: str) -> list[Any]: ...
    def coverage(self, area: str) -> tuple[list[Any], list[Any]]: ...


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of question: its instances, how the store and the bare side answer, and what must be equal in both."""

    name: str
    asked: list[Any]
    store: Callable[[Store, Any], Any]
    bare: Callable[[Bare, Any], Any]
    same: Callable[[Any, Any], bool]


def draw_questions(connection: sqlite3.Connection, seed: int, number: int) -> list[Question]:
    """Return all kinds of questions with so many instances each."""
    chance = random.Random(seed)

    def draw(found: list[str]) -> list[str]:
        return chance.choices(found, k=number)

    def ask(query: str, *values: object) -> list[str]:
        return [row[0] for row in connection.execute(query, values)]

    words = load_words()
    people, names = draw(ask(_PEOPLE, *STATEMENTS)), draw(ask(_NAMES))
    organisations, areas = draw(ask(_OF_KIND, "Organisation")), draw(ask(_AREAS))
    characters = draw(list(words["given"]))
    talk = "".join(words["remarks"])
    pairs = [pair for at in range(len(talk) - 1) if (pair := talk[at : at + 2]).isalpha()]
    return [
        Question("portrait", people, lambda s, q: s.statements_about(q), lambda b, q: b.portrait(q), _same_ids),
        Question("portrait_page", people, _draw_portrait, lambda b, q: b.portrait_page(q), _same_sources),
        Question(
            "organisation_page", organisations, _draw_organisation, lambda b, q: b.organisation_page(q), _same_evidence
        ),
        Question("name_exact", names, _find_name, lambda b, q: b.name_exact(q), _holds_all),
        Question("name_prefix", draw(list(words["surnames"])), _find_name, lambda b, q: b.name_prefix(q), _any),
        Question("name_one_character", characters, _find_name, lambda b, q: b.name_part(q), _any),
        Question(
            "name_two_characters", [name[-2:] for name in names], _find_name, lambda b, q: b.name_part(q), _holds_all
        ),
        Question("text_one_character", draw(list(talk)), _find_text, lambda b, q: b.text(q), _same_places),
        Question("text_two_characters", draw(pairs), _find_text, lambda b, q: b.text(q), _same_places),
        Question(
            "neighbourhood_2_steps", people, lambda s, q: s.neighbourhood((q,), 2, HUB),
            lambda b, q: b.neighbourhood(q), _same_ties,
        ),
        Question("coverage", areas, _count_coverage, lambda b, q: b.coverage(q), _same_coverage),
    ]  # fmt: skip


def _get(store: Store, entity_id: str) -> EntityView:
    entity = store.find_entity(entity_id)
    assert entity is not None
    return entity


def _draw_portrait(store: Store, person: str) -> Any:
    return draw_portrait(store, _get(store, person), "", "", TODAY)


def _draw_organisation(store: Store, organisation: str) -> Any:
    return draw_organisation(store, _get(store, organisation), TODAY.isoformat(), "", TODAY)


def _find_name(store: Store, name: str) -> Any:
    return store.find_by_name(name, limit=LIMIT)


def _find_text(store: Store, words: str) -> Any:
    return store.find_passages(words, LIMIT)


def _count_coverage(store: Store, area: str) -> Any:
    return count_coverage(store, _get(store, area), PERIOD)


def _same_ids(views: Any, rows: Any) -> bool:
    return [view.id for view in views] == [row[0] for row in rows]


def _same_sources(portrait: Any, answer: Any) -> bool:
    """Compare the sources; derived ties bring to the page those of the other side as well."""
    return {source.document for source in portrait.sources} >= {row[0] for row in answer[1]}


def _same_evidence(page: Any, rows: Any) -> bool:
    lines = (*page.leadership, *page.last_known, *page.activities, *page.awards)
    return {citation.statement for line in lines for citation in line.evidence} <= {row[0] for row in rows}


def _holds_all(matches: Any, rows: Any) -> bool:
    return len(matches) == LIMIT or {row[0] for row in rows} <= {match.entity.id for match in matches}


def _any(matches: Any, rows: Any) -> bool:
    return bool(matches) == bool(rows) or len(rows) == 0


def _same_places(passages: Any, rows: Any) -> bool:
    return [(p.document_id, p.number) for p in passages] == [(row[0], row[1]) for row in rows]


def _same_ties(edges: Any, rows: Any) -> bool:
    return [(e.source, e.target, e.statement_id) for e in edges] == [tuple(row[:3]) for row in rows]


def _same_coverage(lines: Any, answer: Any) -> bool:
    uses, register = answer
    households = {row[0] for row in register}
    served: dict[str, set[str]] = {}
    for service, household in uses:
        served.setdefault(service, set()).add(household)
    return sorted(line.numerator for line in lines) == sorted(len(ids & households) for ids in served.values())
