"""Loads the town's files through the real pipeline into SQLite and, beside it, into an empty Neo4j in batches.

The second store is filled as a first load is: rows are created and nothing is looked up but the ends of ties; what is
derived is taken from the embedded store at the end, in its final state.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from bench.neo4j_bare import Neo4jBare, Written, pack_batch
from bench.neo4j_load import MOMENT
from domain.errors import InputError
from domain.extract import Extract
from graph.case_row import CaseRow
from graph.neo4j.cypher import load_cypher
from graph.neo4j.record_work import pack_case, pack_row
from graph.record_row import RecordRow
from graph.sqlite.store import SqliteStore
from graph.work import Span
from ingest.collecting import keeping_all
from ingest.crew import Crew, choose_size
from ingest.job import Job
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from ingest.report import Report
from ingest.run import iter_settled

T = TypeVar("T")
ROWS = 5_000


class NoReader:
    """Stands where the language reader stands: a town has tables only."""

    version = "none"

    def read(self, document_id: str, text: str, title: str = "", published: str = "") -> Extract:
        """Raise: no text is to be read."""
        raise AssertionError("the town has no texts")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded into the embedded store, and how many seconds all of it took, reading included."""

    statements: int
    seconds: float
    failures: tuple[str, ...]


@contextmanager
def open_town(path: Path) -> Iterator[Pipeline]:
    """Open the way into the town's embedded store, its pseudonyms beside it."""
    store, pseudonyms = SqliteStore(path), Pseudonyms(path.with_name("identifiers.db"))
    reader: Any = NoReader()
    yield Pipeline(store, reader, pseudonyms)
    pseudonyms.close()
    store.close()


@contextmanager
def open_hand(path: Path) -> Iterator[Callable[[Job], Report]]:
    """Open what one process of a crew does."""
    with open_town(path) as pipeline:
        yield pipeline.take


def load_town(files: Sequence[Path], path: Path, processes: int = 0) -> Loaded:
    """Read the files as `ingest` does, in so many processes; without a number in as many as it would start."""
    begin = time.perf_counter()
    with open_town(path) as pipeline, ExitStack() as stack:
        size = choose_size(files, processes)
        crew = stack.enter_context(Crew(partial(open_hand, path), size, pipeline.lose)) if size > 1 else None
        report = pipeline.run(files, crew=crew)
    seconds = time.perf_counter() - begin
    failures = tuple(map(str, report.failures))
    failures += tuple(str(f) for f in report.findings if f.severity == "reject")
    return Loaded(report.statements, seconds, failures)


def copy_town(files: Sequence[Path], path: Path, bare: Neo4jBare) -> float:
    """Write the same documents to Neo4j as a first load does; return the seconds without the reading."""
    seconds = 0.0
    with open_town(path) as pipeline:
        for item in iter_settled(files, ()):
            if isinstance(item, InputError):
                continue
            with keeping_all():
                batch = Written(pack_batch([pipeline.prepare(Report(), item)], MOMENT))
            begin = time.perf_counter()
            bare.insert(batch)
            seconds += time.perf_counter() - begin
    begin = time.perf_counter()
    _write_derived(bare, path)
    return seconds + time.perf_counter() - begin


_DERIVED = {
    "memberships": "SELECT * FROM membership WHERE known_until = ''",
    "participations": "SELECT s.id, p.role, p.member_id, p.cluster_id, p.predicate, p.known_from, p.known_until"
    " FROM participation p JOIN statement s ON s.number = p.statement WHERE p.known_until = ''",
}


def _write_derived(bare: Neo4jBare, path: Path) -> None:
    source = sqlite3.connect(path)
    source.row_factory = sqlite3.Row
    for name, query in _DERIVED.items():
        for rows in _batches(source.execute(query), ROWS):
            bare.insert(Written(pack_batch((), MOMENT, **{name: [list(row) for row in rows]})))
    keys = {row[0]: row[1] for row in source.execute("SELECT number, name FROM record_key")}
    keys[None] = ""
    records = {row[0]: (row[1], row[2]) for row in source.execute("SELECT id, document_id, record FROM statement")}
    span = Span(MOMENT, "")
    packed = (
        pack_row(_row(row, keys, records[row["statement_id"]]), span)
        for row in source.execute("SELECT * FROM record_row WHERE known_until = ''")
    )
    _create(bare, "work/insert_rows", packed)
    cases = (
        pack_case(_case(row, keys), span) for row in source.execute("SELECT * FROM case_row WHERE known_until = ''")
    )
    _create(bare, "work/insert_cases", cases)
    source.close()
    bare.driver.execute_query("CALL db.awaitIndexes(600)")


def _create(bare: Neo4jBare, name: str, rows: Iterable[dict[str, Any]]) -> None:
    for batch in _batches(rows, ROWS):
        with bare.driver.session(database="neo4j") as session:
            session.execute_write(
                lambda transaction, given: transaction.run(load_cypher(name), batch={"rows": given}).consume(), batch
            )


def _row(row: sqlite3.Row, keys: dict[int | None, str], told: tuple[str, str]) -> RecordRow:
    area, grid, service, body, subject = (keys[row[c]] for c in _ENTITIES)
    return RecordRow(
        row["statement_id"], told[0], row["predicate"], told[1], area, grid, service, body, subject, row["word"],
        row["detail"], row["number"], row["second"], row["date"], row["due"],
    )  # fmt: skip


_ENTITIES = ("area", "grid", "service", "body", "subject")


def _case(row: sqlite3.Row, keys: dict[int | None, str]) -> CaseRow:
    area, grid, service, body = (keys[row[c]] for c in _ENTITIES[:4])
    return CaseRow(
        keys[row["case_key"]], area, grid, service, body, row["state"], row["raised"], row["answered"], row["closed"],
        row["answer_minutes"], row["closure_minutes"], row["promised"], row["paused"], row["paused_since"],
    )  # fmt: skip


def _batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
