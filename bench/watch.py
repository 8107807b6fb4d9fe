"""Looks at how far an ingest has come from outside, without touching what it does."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from neo4j import GraphDatabase

from bench.server import Neo4j

Watch = Callable[[], int]
"""Returns how many documents the store holds now."""


@contextmanager
def watch_sqlite(path: Path) -> Iterator[Watch]:
    """Count in the file, which may not be there yet."""

    def count() -> int:
        if not path.exists():
            return 0
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                return int(connection.execute("SELECT count(*) FROM ledger").fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # the schema is being written, or the log is being recovered

    yield count


@contextmanager
def watch_neo4j(server: Neo4j) -> Iterator[Watch]:
    """Count on the server; it keeps this number, so the question costs it nothing."""
    with (
        GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
        driver.session() as session,
    ):
        yield lambda: int(session.run("MATCH (l:Stage) RETURN count(l) AS number").single(strict=True)["number"])


def empty_neo4j(server: Neo4j) -> None:
    """Delete every node and relationship, some thousand at a time; constraints and indexes stay."""
    with (
        GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
        driver.session() as session,
    ):
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
