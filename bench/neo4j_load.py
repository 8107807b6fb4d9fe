"""Fills Neo4j with what the embedded store holds: the server store's own statements, many documents a transaction.

One document a transaction would take a quarter of an hour. What is derived (clusters, attachments,
participations) is taken from the embedded store, where put_document has derived it, and the final state is
written once: no closed rows. The benches then compare the answers of both.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from neo4j import Driver, ManagedTransaction

from bench.output import say
from domain.judgement import Verdict
from graph.derivation import earliest_date
from graph.neo4j.work import Neo4jWork
from graph.sqlite.work import read_judgement
from graph.store import DocumentCommit
from graph.work import Participation

T = TypeVar("T")

DOCUMENTS = 100
ROWS = 2_000


def load_neo4j(driver: Driver, commits: Iterable[DocumentCommit], number: int, source: sqlite3.Connection) -> None:
    """Write the documents, then who is one with whom, then who takes part in what."""
    begin, done = time.monotonic(), 0
    for batch in _batches(commits, DOCUMENTS):
        _write(driver, lambda work, commits=batch: _insert(work, commits))  # type: ignore[misc]
        done += len(batch)
        if done % 1_000 < DOCUMENTS:
            say(f"neo4j: loaded {done:,} of {number:,} documents")
    source.row_factory = sqlite3.Row
    open_rows = "SELECT * FROM judgement WHERE known_until = '' AND verdict = ?"
    judgements = map(read_judgement, source.execute(open_rows, (str(Verdict.SAME),)))
    for same in _batches(judgements, ROWS):
        _write(driver, lambda work, rows=same: work.open_judgements(rows))  # type: ignore[misc]
    moved = source.execute(
        "SELECT member_id, cluster_id FROM membership WHERE known_until = '' AND member_id <> cluster_id"
    )
    for members in _batches(moved, ROWS):
        _write(driver, lambda work, rows=members: work.move({row[0]: row[1] for row in rows}))  # type: ignore[misc]
    parties = source.execute(
        "SELECT statement_id, role, member_id, cluster_id, predicate FROM participation WHERE known_until = ''"
    )
    for parts in _batches(parties, ROWS):
        _write(
            driver,
            lambda work, rows=parts: work.insert_participations([Participation(*tuple(row)) for row in rows]),  # type: ignore[misc]
        )
    driver.execute_query("CALL db.awaitIndexes(300)")
    driver.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    say(f"neo4j: loaded in {time.monotonic() - begin:.0f} s")


def count_neo4j(driver: Driver) -> tuple[int, int]:
    """Return how many nodes and relationships the database holds."""
    row = driver.execute_query("RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS edges").records[0]
    return row["nodes"], row["edges"]


def _insert(work: Neo4jWork, commits: Iterable[DocumentCommit]) -> None:
    for commit in commits:
        work.insert_document(commit, earliest_date(commit.arrivals))


def _write(driver: Driver, change: Callable[[Neo4jWork], None]) -> None:
    def run(transaction: ManagedTransaction) -> None:
        work = Neo4jWork(transaction)
        change(work)
        work.finish()

    with driver.session(database="neo4j") as session:
        session.execute_write(run)


def _batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
