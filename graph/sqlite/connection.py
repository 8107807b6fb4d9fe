"""Opens the embedded database: WAL, full sync, one connection a thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from domain.errors import StoreUnavailable

SCHEMA = "2"
"""Version of the layout; a store of another version is refused rather than guessed at."""

BUSY_SECONDS = 120.0
"""How long a writer waits for the writer beside it; two `ingest` at once take turns document by document."""


@contextmanager
def answering_for(path: Path) -> Iterator[None]:
    """Turn what the engine reports (disk full, file damaged, locked too long) into one clear error."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(
            f"{path.name}: 数据库不能完成操作（{error}）；请检查磁盘空间、权限和是否有别的程序占用"
        ) from error
    except sqlite3.DatabaseError as error:
        raise StoreUnavailable(f"{path.name}: 数据库文件有误（{error}）；请换一个文件或从备份恢复") from error


class Connections:
    """Hands out one connection to each thread and closes them all at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = self.get()
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement in _statements():
                    connection.execute(statement)
                connection.execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", (SCHEMA,))
            found = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()[0]
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise StoreUnavailable(
                f"{path.name}: 打不开数据库（{error}）；请检查路径和权限，或用 --store 换一个文件"
            ) from error
        if found != SCHEMA:
            self.close()
            raise StoreUnavailable(
                f"{path.name}: 数据库版本为 {found}，本程序需要 {SCHEMA}；请用相应版本打开或重新导入"
            )

    def get(self) -> sqlite3.Connection:
        """Return this thread's connection, opened on first use."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("PRAGMA temp_store = MEMORY")
            self._local.connection = connection
            with self._lock:
                self._all.append(connection)
        return connection

    def close(self) -> None:
        """Close every connection that was handed out."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()


def _statements() -> list[str]:
    script = files("graph.sqlite").joinpath("schema.sql").read_text("utf-8")
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    return [statement for statement in "\n".join(lines).split(";") if statement.strip()]
