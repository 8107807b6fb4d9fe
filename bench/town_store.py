"""Loads the town's files through the real pipeline into SQLite, and as a first load into an empty Neo4j.

The second store is filled as a first load is: rows are created and nothing is looked up but the ends of ties; what is
derived is taken from the embedded store at the end, in its final state.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from bench.neo4j_import import ImportFiles
from domain.errors import InputError
from domain.extract import Extract
from graph.sqlite.store import SqliteStore
from ingest.collecting import keeping_all
from ingest.crew import Crew, Hand, choose_size
from ingest.job import Job
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from ingest.report import Report
from ingest.run import iter_settled
from tools.neo4j.server import Neo4jServer


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
def open_hand(path: Path) -> Iterator[Hand[Job, Report]]:
    """Open what one process of a crew does."""
    with open_town(path) as pipeline:
        yield pipeline.take


def load_town(files: Sequence[Path], path: Path, processes: int = 0) -> Loaded:
    """Read the files as `ingest` does, in so many processes; without a number in as many as it would start."""
    begin = time.perf_counter()
    with open_town(path) as pipeline, ExitStack() as stack:
        size = choose_size(files, processes)
        opener, ordered = partial(open_hand, path), attrgetter("is_ordered")
        crew = stack.enter_context(Crew(opener, size, pipeline.lose, ordered)) if size > 1 else None
        report = pipeline.run(files, crew=crew)
    seconds = time.perf_counter() - begin
    failures = tuple(map(str, report.failures))
    failures += tuple(str(f) for f in report.findings if f.severity == "reject")
    return Loaded(report.statements, seconds, failures)


def load_neo4j(files: Sequence[Path], path: Path, folder: Path, server: Neo4jServer) -> float:
    """Bring the same documents into a Neo4j by its bulk importer; return the seconds without the reading."""
    seconds = 0.0
    with ImportFiles(folder) as written:
        with open_town(path) as pipeline:
            for item in iter_settled(files, ()):
                if isinstance(item, InputError):
                    continue
                with keeping_all():
                    commit = pipeline.prepare(Report(), item)
                    begin = time.perf_counter()
                    written.add(commit)
                    seconds += time.perf_counter() - begin
        begin = time.perf_counter()
        source = sqlite3.connect(path)
        source.row_factory = sqlite3.Row
        written.add_derived(source)
        source.close()
    server.load(written.nodes, written.ties)
    return seconds + time.perf_counter() - begin
