"""Rows of records after any history are those of a fresh build, and at every moment those of the newest telling."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.document import Arrival
from graph.commit import DocumentCommit
from graph.record_reader import CaseQuery, CaseView, CoverageCount, CoverageQuery, RowQuery
from graph.record_row import COLUMNS, RecordRow
from graph.sqlite.store import SqliteStore
from graph.store import Store
from tests.graph.commits import NEWER, VERSION, Page
from tests.graph.sheets import event, home, use, write_sheet

pytestmark = pytest.mark.slow

TIMES = 10 if os.environ.get("QUNXIANG_PROPERTIES") == "search" else 1
BRIEF = settings(max_examples=40 * TIMES, deadline=None, suppress_health_check=list(HealthCheck))

AREA, OTHER = "望槐社区", "听雨嘎查"
DAYS = ("2024-01-01", "2024-02-01", "2024-03-01")


def write_pages() -> list[Page]:
    """Return documents that tell the same records otherwise: logs, registers and requests."""
    return [
        write_sheet([use("一", "2024-01-03", AREA, "助餐", "户甲"), use("二", "2024-01-04", AREA, "助浴", "户乙")]),
        write_sheet([use("一", "2024-01-03", AREA, "助餐", "户甲", "3"), use("三", "2024-02-01", OTHER, "助餐")],
                    note="二"),
        write_sheet([home("户甲", AREA, "一网格"), home("户乙", AREA)], note="三"),
        write_sheet([home("户乙", OTHER), use("二", "2024-01-09", AREA, "助浴", "户丙")], note="四"),
        write_sheet([event("甲", "raised", "2024-01-01T08:00"), event("甲", "answered", "2024-01-01T09:00")],
                    note="五"),
        write_sheet([
            event("甲", "raised", "2024-01-01T08:00"), event("甲", "paused", "2024-01-02T08:00"),
            event("甲", "done", "2024-01-03T08:00"), event("乙", "raised", "2024-02-01"),
        ], note="六"),
    ]  # fmt: skip


NUMBER = len(write_pages())


@dataclass(frozen=True, slots=True)
class Put:
    """A document is read, in the first version or in a newer one that finds its last statement no more."""

    place: int
    is_newer: bool


@dataclass(frozen=True, slots=True)
class Date:
    """A document turns out to have been published on a day."""

    place: int
    day: str


@dataclass(frozen=True, slots=True)
class Retract:
    """A document is withdrawn."""

    place: int


Step = Put | Date | Retract

PLACES = st.integers(0, NUMBER - 1)
HISTORIES = st.lists(
    st.one_of(
        st.builds(Put, PLACES, st.booleans()),
        st.builds(Put, PLACES, st.just(False)),
        st.builds(Date, PLACES, st.sampled_from(DAYS)),
        st.builds(Retract, PLACES),
    ),
    min_size=2,
    max_size=14,
)


def commit_of(place: int, *, is_newer: bool) -> DocumentCommit:
    """Return what a version of the reader finds in a document."""
    page = write_pages()[place]
    if is_newer:
        for kept in (page.statements, page.readings, page.classes):
            kept.pop()  # type: ignore[attr-defined]
    return page.commit(NEWER if is_newer else VERSION)


@contextmanager
def fresh_store() -> Iterator[SqliteStore]:
    """Give an empty store that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "store.db")
        yield store
        store.close()


Answers = tuple[set[RecordRow], list[CaseView], list[CoverageCount], dict[str, int]]


def answers(store: Store, known: str = "") -> Answers:
    """Return all rows, cases and counts."""
    return (
        {row for predicate in COLUMNS for row in store.find_rows(RowQuery(predicate, known=known), limit=1_000)},
        store.find_cases(CaseQuery(now="2024-12-31T00:00", known=known), limit=1_000),
        store.count_coverage(CoverageQuery(known=known)),
        store.count_register(CoverageQuery(known=known)),
    )


def run(store: Store, history: list[Step]) -> list[DocumentCommit | Arrival]:
    """Make the history; return what of it a store holds that never met what was withdrawn."""
    left: dict[str, list[DocumentCommit | Arrival]] = {}
    ids = [page.id for page in write_pages()]
    for step in history:
        document_id = ids[step.place]
        match step:
            case Put(place, is_newer):
                commit = commit_of(place, is_newer=is_newer)
                store.put_document(type(commit)(**{f: getattr(commit, f) for f in commit.__slots__} | {"again": True}))
                left.setdefault(document_id, []).append(commit)
            case Date(_, day):
                if document_id in left:
                    arrival = Arrival(document_id, f"{day}.csv", published=day)
                    store.put_arrivals([arrival])
                    left[document_id].append(arrival)
            case Retract():
                if document_id in left:
                    store.retract(document_id, "error")
                    del left[document_id]
    return [act for acts in left.values() for act in acts]


def expected_rows(store: SqliteStore, known: str) -> set[str]:
    """Return the statements that count at a moment, straight from readings and documents."""
    rows = store._connections.get().execute(
        "SELECT s.record, s.id, d.stated, d.known_from, d.id FROM statement s JOIN document d ON d.id = s.document_id"
        " JOIN reading r ON r.statement = s.number"
        " AND r.known_from <= ?1 AND (r.known_until = '' OR r.known_until > ?1)",
        (known,),
    ).fetchall()  # fmt: skip
    newest: dict[str, tuple[str, ...]] = {}
    for record, _, *order in rows:
        newest[record] = max(newest.get(record, tuple(order)), tuple(order))
    return {statement for record, statement, *order in rows if tuple(order) == newest[record]}


@BRIEF
@given(history=HISTORIES)
def test_rows_are_those_of_a_fresh_build(history: list[Step]) -> None:
    """Documents come, are dated, read anew and withdrawn in any order: rows, cases and counts are as if built now."""
    with fresh_store() as one, fresh_store() as two:
        for act in run(one, history):
            if isinstance(act, Arrival):
                two.put_arrivals([act])
            else:
                two.put_document(act)
        assert answers(one) == answers(two)
        assert {row.statement_id for row in answers(one)[0]} == expected_rows(one, "9999")


@BRIEF
@given(history=st.lists(st.one_of(st.builds(Put, PLACES, st.booleans()), st.builds(Retract, PLACES)), max_size=10))
def test_rows_are_those_of_the_newest_telling_at_every_moment(history: list[Step]) -> None:
    """As of every earlier moment the rows are those of the newest telling of then, without what is withdrawn now."""
    with fresh_store() as store:
        run(store, history)
        documents = [page.id for page in write_pages()]
        moments = sorted({run.known_from for one in documents for run in store.find_runs(one)})
        for known in moments:
            assert {row.statement_id for row in answers(store, known)[0]} == expected_rows(store, known), known


def test_rows_of_an_older_layout_are_filled_when_it_is_opened(tmp_path: Path) -> None:
    """A store of the layout before has no rows; opened, it has those that it would have had."""
    store = SqliteStore(tmp_path / "store.db")
    run(store, [Put(place, is_newer=False) for place in range(NUMBER)])
    before = answers(store)
    moments = [run.known_from for page in write_pages() for run in store.find_runs(page.id)]
    past = [answers(store, moment) for moment in moments]
    connection = store._connections.get()
    for table in ("record_row", "case_row", "record_key"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE meta SET value = '4' WHERE name = 'schema'")
    store.close()
    store = SqliteStore(tmp_path / "store.db")
    assert answers(store) == before
    assert [answers(store, moment) for moment in moments] == past
    store.close()
