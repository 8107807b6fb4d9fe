"""The same questions as of an earlier moment, after many documents were read anew: the store beside a bare query.

A newer version of the reader replaces what an older one said of the last documents; the portraits of those they name
are then asked as they stood before. What is measured is what history costs, in both engines.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, LiteralString

from bench.output import say
from bench.timing import Race, run_race
from graph.commit import DocumentCommit
from graph.store import Store

NEWER = "bench-newer"
READ_AGAIN = 400
"""How many of the last documents are read again."""

SQL = """
SELECT s.id, s.predicate, s.document_id, s.start, s."end", s.quote, s.arguments, r.valid_from, r.valid_to, d.stated
FROM participation p JOIN statement s ON s.number = p.statement
JOIN reading r ON r.statement = s.number AND r.known_from <= :known AND (r.known_until = '' OR r.known_until > :known)
JOIN document d ON d.id = s.document_id
WHERE p.cluster_id = :id AND p.known_from <= :known AND (p.known_until = '' OR p.known_until > :known)
ORDER BY s.document_id, s.start, s.id
"""
CYPHER: LiteralString = """
MATCH (:Entity {id: $id})<-[p:SAYS_OF]-(s:Statement)
WHERE p.known_from <= $known AND (p.known_until = '' OR p.known_until > $known)
MATCH (s)<-[r:SAYS]-(d:Document)
WHERE r.known_from <= $known AND (r.known_until = '' OR r.known_until > $known)
RETURN s.id, s.predicate, s.document_id, s.start, s.end, s.quote, s.arguments, r.valid_from, r.valid_to, d.stated
ORDER BY s.document_id, s.start, s.id
"""
PEOPLE = """
SELECT DISTINCT p.cluster_id FROM participation p JOIN statement s ON s.number = p.statement
JOIN entity e ON e.id = p.cluster_id AND e.kind = 'Person'
WHERE s.document_id IN (SELECT value FROM json_each(?)) AND p.known_until = '' ORDER BY p.cluster_id
"""

Ask = Callable[[str, str], Sequence[Any]]
"""Asks the bare query for the portrait of a person as of a moment; rows begin with the statement's id."""


def ask_sqlite(connection: sqlite3.Connection, person: str, known: str) -> Sequence[Any]:
    """Ask by the hand-written SQL."""
    return connection.execute(SQL, {"id": person, "known": known}).fetchall()


def race_as_of(
    store: Store, bare: Ask, commits: Iterable[DocumentCommit], people: Sequence[str], seconds: float
) -> Race:
    """Read these documents anew, then ask for the people's portraits as of the moment before."""
    before = datetime.now(UTC).isoformat(timespec="microseconds")
    for commit in commits:
        readings = tuple(replace(reading, version=NEWER, confidence=0.8) for reading in commit.readings)
        store.put_document(replace(commit, version=NEWER, readings=readings))
    say("asking as of the moment before")
    for person in people[:5]:
        views = store.statements_about(person, known=before)
        if [view.id for view in views] != [row[0] for row in bare(person, before)] or not views:
            raise SystemExit(f"the store and the bare query differ as of {before} on {person}")
    return run_race(people, partial(store.statements_about, known=before), partial(_ask_at, bare, before), seconds)


def _ask_at(bare: Ask, known: str, person: str) -> Sequence[Any]:
    return bare(person, known)
