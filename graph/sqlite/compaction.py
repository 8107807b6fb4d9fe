"""Takes deleted bytes out of the files of the embedded store: full-text indexes, free pages, the log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from domain.errors import StoreUnavailable
from graph.sqlite.connection import Connections, answering_for

BUSY_SECONDS = 3.0
"""How long it waits for somebody who writes before it says so."""

INDEXES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%' ORDER BY name"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of the store's files before and after."""

    before: int
    after: int


def compact(path: Path) -> Sizes:
    """Write the store anew; every step is a transaction of its own, so that whoever stops it loses nothing.

    Raises StoreUnavailable while another process writes, before anything has changed, and where one that reads keeps
    the log from being emptied: then it has to be run again.
    """
    Connections(path).close()  # refuses what is no store of ours, and brings an older one up to date
    before = measure(path)
    with (
        answering_for(path),
        closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection,
    ):
        # What is freed is overwritten. The new copy is built on disk: it would not fit into memory.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("PRAGMA synchronous = FULL")
        _write_indexes(connection, path)
        _vacuum(connection, path)
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreUnavailable(
                f"{path.name}: 已整理，但别的程序正在读，日志还不能清空；请停下它，再运行一次 compact"
            )
    return Sizes(before, measure(path))


def measure(path: Path) -> int:
    """Return how many bytes the store's files hold: database, log and its index."""
    files = (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))
    return sum(file.stat().st_size for file in files if file.exists())


def _write_indexes(connection: sqlite3.Connection, path: Path) -> None:
    """Build every full-text index anew: a deleted row leaves its words in an index until then."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise _busy(path) from error
    for (name,) in connection.execute(INDEXES).fetchall():
        for command in ("rebuild", "optimize"):
            connection.execute(f'INSERT INTO "{name}" ("{name}") VALUES (?)', (command,))
    connection.execute("COMMIT")


def _vacuum(connection: sqlite3.Connection, path: Path) -> None:
    try:
        connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise _busy(path) from error
        raise


def _busy(path: Path) -> StoreUnavailable:
    return StoreUnavailable(f"{path.name}: 别的程序正在写，没有整理；请等它写完或停下它，再运行 compact")
