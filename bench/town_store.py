"""Loads the town's files through the real pipeline into SQLite and, beside it, into an empty Neo4j in batches.

The second store is filled as a first load is: rows are created and nothing is looked up but the ends of ties; what is
derived is taken from the embedded store at the end, in its final state.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from bench.neo4j_bare import Neo4jBare, Written, pack_batch
from bench.neo4j_load import MOMENT
from domain.extract import Extract
from graph.case_row import CaseRow
from graph.neo4j.cypher import load_cypher
from graph.neo4j.record_work import pack_case, pack_row
from graph.record_row import RecordRow
from graph.sqlite.store import SqliteStore
from graph.store import DocumentCommit
from graph.work import Span
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms

T = TypeVar("T")
ROWS = 5_000


class NoReader:
    """Stands where the language reader stands: a town has tables only."""

    version = "none"

    def read(self, document_id: str, text: str, title: str = "", published: str = "") -> Extract:
        """Raise: no text is to be read."""
        raise AssertionError("the town has no texts")


@dataclass
class Beside:
    """An embedded store that hands every new document to a second, bare one, and measures what that takes."""

    store: SqliteStore
    bare: Neo4jBare | None
    seconds: float = 0.0
    known: set[str] = field(default_factory=set)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def put_document(self, commit: DocumentCommit) -> bool:
        """Store the document in the first store, and where it is new in the second one too."""
        is_new = self.store.put_document(commit)
        if is_new and self.bare is not None:
            begin = time.perf_counter()
            self.bare.insert(Written(pack_batch([commit], MOMENT)))
            self.seconds += time.perf_counter() - begin
        return is_new


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, and how long each store took: the first with all the reading, the second without it."""

    statements: int
    sqlite_seconds: float
    neo4j_seconds: float
    failures: tuple[str, ...]


def load_town(files: Sequence[Path], path: Path, bare: Neo4jBare | None = None) -> Loaded:
    """Read the files in order through the pipeline; then write to Neo4j what was derived."""
    store = SqliteStore(path)
    pseudonyms = Pseudonyms(path.with_name("identifiers.db"))
    beside = Beside(store, bare)
    reader: Any = NoReader()
    store_of_both: Any = beside
    pipeline = Pipeline(store_of_both, reader, pseudonyms)
    begin = time.perf_counter()
    reports = [pipeline.run([file]) for file in files]
    whole = time.perf_counter() - begin
    statements = sum(report.statements for report in reports)
    failures = tuple(str(failure) for report in reports for failure in report.failures)
    failures += tuple(str(f) for report in reports for f in report.findings if f.severity == "reject")
    derived = 0.0
    if bare is not None:
        begin = time.perf_counter()
        _write_derived(bare, path)
        derived = time.perf_counter() - begin
    store.close()
    pseudonyms.close()
    return Loaded(statements, whole - beside.seconds, beside.seconds + derived, failures)


def _write_derived(bare: Neo4jBare, path: Path) -> None:
    source = sqlite3.connect(path)
    source.row_factory = sqlite3.Row
    for table in ("membership", "participation"):
        for rows in _batches(source.execute(f"SELECT * FROM {table} WHERE known_until = ''"), ROWS):
            bare.insert(Written(pack_batch((), MOMENT, **{f"{table}s": [list(row) for row in rows]})))
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
