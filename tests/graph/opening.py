"""How a test opens the store under test: picklable, so that another process can open the same one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
from graph.store import Store


class Opening(Protocol):
    """Opens the same store as often as it is asked to."""

    def open(self) -> Store:
        """Return a store of the caller's own, which the caller closes."""
        ...


@dataclass(frozen=True, slots=True)
class SqliteOpening:
    """One file."""

    path: Path

    def open(self) -> Store:
        return SqliteStore(self.path)


@dataclass(frozen=True, slots=True)
class Neo4jOpening:
    """One server, whose database is empty when the test begins."""

    url: str
    user: str
    password: str

    def open(self) -> Store:
        return Neo4jStore(self.url, self.user, self.password)
