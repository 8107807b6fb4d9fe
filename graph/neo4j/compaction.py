"""Copies a store from one Neo4j server into another, empty one: only what is in the graph comes along.

A server keeps deleted words in its store files, its indexes and its transaction logs. A copy has none of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from domain.errors import StoreError
from domain.ontology.catalogue import load_kinds
from domain.plain import to_json
from graph.neo4j.connection import Connection

BATCH = 2_000

LABELS = frozenset({
    "Document", "Arrival", "Article", "Mention", "Statement", "Entity", "Judgement", "Stage", "Meta", "Tombstone",
    "RecordRow", "CaseRow",
    "SourceRun",
}) | frozenset(load_kinds())  # fmt: skip
TYPES = frozenset({
    "ARRIVED", "HAS_ARTICLE", "MENTIONS", "SAYS", "SAYS_OF", "IS", "NAMES", "MEMBER_OF_CLUSTER", "HOLDS_POST", "OF",
})  # fmt: skip
"""What a store of ours consists of; a server that holds anything else is not copied (RESPONSIBLE.md R12)."""

Row = Mapping[str, Any]


@contextmanager
def copying(source: Connection, target: Connection) -> Iterator[int]:
    """Copy everything and let nobody write to the source until the end of the block; gives the number of nodes.

    Raises StoreError when the source holds what is not ours, the target is not empty, or the copy differs.
    """
    if next(target.stream("copy/read_nodes"), None) is not None:
        raise StoreError("the server that the store is copied to is not empty")
    with source.holding("copy/hold"):
        ids: dict[str, str] = {}
        for nodes in _batches(source.stream("copy/read_nodes")):
            _check(label for row in nodes for label in row["labels"] if label not in LABELS)
            ids |= {row["before"]: row["after"] for row in target.put("copy/write_nodes", rows=nodes)}
        for ties in _batches(source.stream("copy/read_ties")):
            _check(row["type"] for row in ties if row["type"] not in TYPES)
            rows = [{**row, "source": ids[row["source"]], "target": ids[row["target"]]} for row in ties]
            target.put("copy/write_ties", rows=rows)
        if _digest(source) != _digest(target):
            raise StoreError("复制出来的数据与原来的不同，没有改动原来的数据；请把情况附在问题报告里")
        yield len(ids)


def _check(foreign: Iterable[str]) -> None:
    for name in foreign:
        raise StoreError(f"这台 Neo4j 里还有别的数据（{name}），没有整理；请把它移到另一台服务器")


def _batches(rows: Iterator[Row]) -> Iterator[list[dict[str, Any]]]:
    while batch := [dict(row) for row in islice(rows, BATCH)]:
        yield batch


def _digest(connection: Connection) -> tuple[int, int, int]:
    """Return how many nodes and relationships there are, and a sum over what each holds, whatever their order."""
    nodes = ties = total = 0
    for row in connection.stream("copy/read_nodes"):
        nodes += 1
        total += _number([sorted(row["labels"]), sorted(row["values"].items())])
    for row in connection.stream("copy/read_ties"):
        ties += 1
        total += _number([row["type"], sorted(row["values"].items())])
    return nodes, ties, total


def _number(value: object) -> int:
    return int.from_bytes(hashlib.sha256(to_json(value).encode()).digest()[:8], "big")
