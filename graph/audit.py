"""The audit log: one committed row before personal data is read, one after. No names, only ids."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from domain.errors import AuditUnavailable
from graph.policy import Reader
from graph.private_file import make_private_file

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, phase TEXT NOT NULL, intent INTEGER, actor TEXT NOT NULL,
  role TEXT NOT NULL, purpose TEXT NOT NULL, action TEXT NOT NULL, subjects TEXT NOT NULL, outcome TEXT NOT NULL
)
"""


class AuditLog:
    """A SQLite file of its own in the project folder, with either store."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def record(self, reader: Reader, action: str, subjects: Sequence[str] = ()) -> Iterator[None]:
        """Commit the intent, let the read happen, then write how it went.

        Raises AuditUnavailable when the intent cannot be committed: then nothing has been read.
        """
        number = self._write(reader, action, subjects, "intent", None, "")
        try:
            yield
        except BaseException as error:
            self._write(reader, action, subjects, "outcome", number, type(error).__name__)
            raise
        self._write(reader, action, subjects, "outcome", number, "answered")

    def _write(
        self, reader: Reader, action: str, subjects: Sequence[str], phase: str, intent: int | None, outcome: str
    ) -> int:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        try:
            with self._lock:
                cursor = self._open().execute(
                    "INSERT INTO entry (at, phase, intent, actor, role, purpose, action, subjects, outcome)"
                    " VALUES (?,?,?,?,?,?,?,?,?)",
                    (
                        at,
                        phase,
                        intent,
                        reader.name,
                        reader.role,
                        reader.purpose,
                        action,
                        json.dumps(list(subjects)),
                        outcome,
                    ),
                )
        except (sqlite3.Error, OSError) as error:
            raise AuditUnavailable(
                f"审计记录写不进去（{error}），所以没有读取任何个人数据；请检查 {self._path.name}"
            ) from error
        return int(cursor.lastrowid or 0)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            make_private_file(self._path)
            connection = sqlite3.connect(self._path, timeout=30, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(_SCHEMA)
            self._connection = connection
        return self._connection
