"""Both stores answer every question alike, whatever they are fed: clocks apart, no read tells them apart."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from neo4j import Driver

from domain.errors import QunxiangError
from domain.judgement import Judgement
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
from graph.store import Store
from tests.graph.snapshot import as_known, snapshot, timeless
from tests.graph.steps import SEARCHES, Step, histories, take
from tests.neo4j_server import empty_database

pytestmark = [pytest.mark.neo4j, pytest.mark.slow, pytest.mark.timeout(600)]

EXAMPLES = 14


@pytest.fixture
def server(neo4j_clean: Driver, neo4j_url: str, neo4j_password_file: Path) -> Any:
    """The server store and the driver that empties it between examples."""
    password = neo4j_password_file.read_text(encoding="utf-8").strip()
    store = Neo4jStore(neo4j_url, urlsplit(neo4j_url).username or "neo4j", password)
    yield store, neo4j_clean
    store.close()


def answers(store: Store, step: Step) -> object:
    """Take a step; return what it answered, or the error by which it was refused."""
    try:
        answer = take(store, step)
    except QunxiangError as error:
        return type(error)
    return replace(answer, known_from="") if isinstance(answer, Judgement) else answer


def judgements(store: Store) -> dict[str, list[tuple[str, ...]]]:
    """Return all judgements, undone ones too, on everything they can be on."""
    subjects = [member for entity in store.iter_entities() for member in entity.members]
    subjects += [view.id for view in store.iter_statements()]
    subjects += [stored.reference_id for _, stored, _ in store.iter_mentions()]
    return {subject: timeless(store.judgements_on(subject)) for subject in subjects}


def reviewed(store: Store) -> list[object]:
    """Return what waits, what people said and whether it applies, and by which versions each document was read."""
    waiting = [view.id for view in store.find_waiting(0.95)]
    words = sorted((*timeless([word.judgement]), word.applies) for word in store.words_of_people())
    documents = sorted({view.document_id for view in store.iter_statements()})
    runs = [[run.version for run in store.find_runs(document)] for document in documents]
    then = [[len(store.statements_in(d, run.known_from)) for run in store.find_runs(d)] for d in documents]
    pages = [[view.id for view in store.find_waiting(0.95, after=one, limit=2)] for one in waiting]
    return [waiting, words, runs, then, pages]


def searched(store: Store) -> dict[str, tuple[object, ...]]:
    """Return what words find, as names and in passages."""
    return {
        words: (store.find_by_name(words), store.find_by_name(words, ("Person",), 3, front_line=True),
                store.find_passages(words), store.find_passages(words, 2))
        for words in SEARCHES
    }  # fmt: skip


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(history=histories())
def test_both_stores_answer_alike(server: tuple[Neo4jStore, Driver], history: list[Step]) -> None:
    """The same random documents, newer versions, judgements and undos give the same answers to every question."""
    remote, driver = server
    empty_database(driver)
    with tempfile.TemporaryDirectory() as folder:
        local = SqliteStore(Path(folder) / "parity.db")
        try:
            moments = []
            for step in history:
                assert answers(local, step) == answers(remote, step)
                moments.append(datetime.now(UTC).isoformat(timespec="microseconds"))
            here, there = snapshot(local), snapshot(remote)
            for question, answer in here.items():
                assert there[question] == answer, question
            assert judgements(remote) == judgements(local)
            assert reviewed(remote) == reviewed(local)
            assert searched(remote) == searched(local)
            members = [member for entity in local.iter_entities() for member in entity.members]
            for moment in moments[:: max(1, len(moments) // 3)]:
                assert as_known(remote, members, moment) == as_known(local, members, moment)
        finally:
            local.close()
