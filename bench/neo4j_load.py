"""Fills Neo4j with what the embedded store holds: the same rows by batched UNWIND, many documents a transaction.

One document a transaction would take a quarter of an hour. The rows come from the server store's own packing;
what is derived (clusters, attachments, participations) is taken from the embedded store, where put_document has
derived it, and only its final state is written: no closed rows. What people browse is drawn by the store's own
statement. The bench then compares the answers of both engines' stores with bare queries.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from neo4j import Driver

from bench.neo4j_bare import Neo4jBare, Written, pack_batch
from bench.output import say
from domain.judgement import Verdict
from graph.neo4j.cypher import load_cypher
from graph.neo4j.rows import Values, pack_judgement
from graph.store import DocumentCommit
from graph.view import read_judgement

T = TypeVar("T")

DOCUMENTS = 100
ROWS = 2_000
MOMENT = "2024-01-01T00:00:00.000000+00:00"


def load_neo4j(bare: Neo4jBare, commits: Iterable[DocumentCommit], number: int, source: sqlite3.Connection) -> None:
    """Write the documents, then who is one with whom, then who takes part in what."""
    begin, done = time.monotonic(), 0
    for documents in _batches(commits, DOCUMENTS):
        bare.insert(Written(pack_batch(documents, MOMENT)))
        done += len(documents)
        if done % 1_000 < DOCUMENTS:
            say(f"neo4j: loaded {done:,} of {number:,} documents")
    source.row_factory = sqlite3.Row
    same = source.execute("SELECT * FROM judgement WHERE known_until = '' AND verdict = ?", (str(Verdict.SAME),))
    for rows in _batches(same, ROWS):
        judgements = [pack_judgement(read_judgement(row), MOMENT) for row in rows]
        bare.insert(Written(pack_batch((), MOMENT, judgements=judgements)))
    for table in ("membership", "participation"):
        held = source.execute(f"SELECT * FROM {table} WHERE known_until = ''")
        for rows in _batches(held, ROWS):
            bare.insert(Written(pack_batch((), MOMENT, **{f"{table}s": [list(row) for row in rows]})))
    say("neo4j: drawing ties")
    _draw(bare.driver, source)
    bare.driver.execute_query("CALL db.awaitIndexes(300)")
    say(f"neo4j: loaded in {time.monotonic() - begin:.0f} s")


def count_neo4j(driver: Driver) -> tuple[int, int]:
    """Return how many nodes and relationships the database holds."""
    row = driver.execute_query("RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS edges").records[0]
    return row["nodes"], row["edges"]


def _draw(driver: Driver, source: sqlite3.Connection) -> None:
    posts = [row[0] for row in source.execute("SELECT id FROM entity WHERE body <> '' ORDER BY id")]
    holdings = [row[0] for row in source.execute("SELECT id FROM statement WHERE predicate = 'HOLDS_POST' ORDER BY id")]
    for part, ids in (("entities", posts), ("statements", holdings)):
        for some in _batches(ids, ROWS):
            _draw_some(driver, {"entities": [], "statements": []} | {part: some})


def _draw_some(driver: Driver, batch: Values) -> None:
    with driver.session(database="neo4j") as session:
        session.execute_write(lambda transaction: transaction.run(load_cypher("work/draw"), batch=batch).consume())


def _batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
