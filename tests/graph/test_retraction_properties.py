"""What is left after retractions is what a store holds that never met the documents: over random histories."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from neo4j import Driver

from graph.commit import DocumentCommit
from graph.neo4j.store import Neo4jStore
from graph.store import Store
from tests.graph.remaining import Recorder, replay
from tests.graph.snapshot import as_known, snapshot
from tests.graph.steps import Step, histories_with_retractions, run
from tests.graph.test_properties import fresh_store, without_order
from tests.neo4j_server import empty_database

pytestmark = pytest.mark.slow

TIMES = 10 if os.environ.get("QUNXIANG_PROPERTIES") == "search" else 1
BRIEF = settings(max_examples=25 * TIMES, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(BRIEF, max_examples=200 * TIMES)


def words(store: Store) -> list[tuple[str, bool]]:
    """Return what people said, and whether it applies to something."""
    return sorted((word.judgement.id, word.applies) for word in store.words_of_people())


def check_remaining(one: Store, two: Store, history: list[Step]) -> None:
    """Run the history in one store and what remains of it in the other; compare every answer."""
    recorder = Recorder(one)
    store: Any = recorder
    run(store, history)
    replay(recorder, two)
    assert words(one) == words(two)
    here, there = without_order(snapshot(one)), without_order(snapshot(two))
    for question, answer in there.items():
        assert here[question] == answer, question
    check_gone(recorder)


def check_gone(recorder: Recorder) -> None:
    """Nothing of what is withdrawn now is told at any moment: no document, no statement, nobody known from it alone."""
    store = recorder.store
    stones = store.find_tombstones(sorted(recorder.retracted))
    assert set(stones) == recorder.retracted - set(store.find_versions(sorted(recorder.retracted)))
    moments = sorted({run.known_from for d in store.find_versions(_documents(recorder)) for run in store.find_runs(d)})
    entities = sorted(_entities(recorder))
    rests = store.find_tombstones(entities)
    for known in ("", *moments):
        answers = as_known(store, entities, known)
        for entity_id, (entity, views, ties, _, near) in answers.items():
            told = {view.document_id for view in views}
            assert not told & set(stones)
            assert not {view.id for view in views if store.find_statement(view.id) is None}
            assert {edge.statement_id for edge in (*ties, *near)} <= {v.id for v in store.iter_statements()} or known
            if entity_id in rests and store.find_entity(entity_id) is None:
                assert (entity, views, ties) == (None, [], [])
            if entity is not None:
                assert entity.id in entity.members
                assert all(store.find_names([member]) for member in entity.members)
    for document_id in stones:
        assert store.find_document(document_id) is None
        assert store.statements_in(document_id) == []
        assert store.find_runs(document_id) == []


def _documents(recorder: Recorder) -> list[str]:
    return sorted({act.document.id for act in recorder.acts if isinstance(act, DocumentCommit)})


def _entities(recorder: Recorder) -> set[str]:
    return {entity.id for act in recorder.acts if isinstance(act, DocumentCommit) for entity in act.entities}


def check(history: list[Step]) -> None:
    with fresh_store() as one, fresh_store() as two:
        check_remaining(one, two, history)


@BRIEF
@given(history=histories_with_retractions())
def test_what_remains_is_a_fresh_build(history: list[Step]) -> None:
    """Documents come, go, are read anew and judged in any order: the store answers as if it had met what is left."""
    check(history)


@pytest.mark.slow
@LONG
@given(history=histories_with_retractions(6, 24))
def test_what_remains_is_a_fresh_build_at_length(history: list[Step]) -> None:
    """Likewise for longer histories and more examples."""
    check(history)


@pytest.fixture
def server(neo4j_clean: Driver, neo4j_url: str, neo4j_password_file: Path) -> Iterator[tuple[Neo4jStore, Driver]]:
    """The server store and the driver that empties it between examples."""
    password = neo4j_password_file.read_text(encoding="utf-8").strip()
    store = Neo4jStore(neo4j_url, urlsplit(neo4j_url).username or "neo4j", password)
    yield store, neo4j_clean
    store.close()


@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.timeout(900)
@settings(BRIEF, max_examples=6, phases=[Phase.explicit, Phase.generate])
@given(history=histories_with_retractions(6, 14))
def test_what_remains_on_a_server_is_a_fresh_build_in_a_file(
    server: tuple[Neo4jStore, Driver], history: list[Step]
) -> None:
    """The server store after a history answers as an embedded store that only met what is left of it."""
    remote, driver = server
    empty_database(driver)
    with fresh_store() as local:
        check_remaining(remote, local, history)
