"""The embedded store: one SQLite file, many readers beside one writer, nothing to start."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from domain.document import Arrival
from domain.judgement import Judgement
from graph.commit import Correction, DocumentCommit, Stage
from graph.derivation import add_arrivals
from graph.retraction import foresee_retraction, put_unless_retracted, retract_document
from graph.source import SourceRun
from graph.sqlite.connection import Connections, answering_for
from graph.sqlite.reader import SqliteReader
from graph.sqlite.retraction import SqliteRetraction
from graph.sqlite.rows import Packed, pack_statements
from graph.tombstone import Retraction
from graph.verdict import correct, judge, unjudge

T = TypeVar("T")


class SqliteStore(SqliteReader):
    """Fulfils graph.store.Store in one file."""

    def __init__(self, path: Path) -> None:
        super().__init__(Connections(path))
        self._path = path

    @property
    def address(self) -> str:
        return f"sqlite:///{self._path}"

    def close(self) -> None:
        self._connections.close()

    def put_document(self, commit: DocumentCommit) -> bool:
        with answering_for(self._path):
            self._connections.widen_cache()
        packed = Packed(commit, tuple(pack_statements(commit)))
        return self._write(lambda work: put_unless_retracted(work, commit), packed)

    def put_arrivals(self, arrivals: Iterable[Arrival]) -> int:
        return self._write(lambda work: add_arrivals(work, tuple(arrivals)))

    def put_judgement(self, judgement: Judgement) -> Judgement:
        return self._write(lambda work: judge(work, judgement))

    def put_correction(self, correction: Correction) -> Judgement:
        return self._write(lambda work: correct(work, correction))

    def undo_judgement(self, judgement_id: str) -> bool:
        return self._write(lambda work: unjudge(work, judgement_id))

    def retract(self, document_id: str, ground: str) -> Retraction:
        return self._write(lambda work: retract_document(work, document_id, ground))

    def foresee_retraction(self, document_id: str) -> Retraction:
        return foresee_retraction(self._write, document_id)

    def put_stage(self, stage: Stage) -> None:
        self._write(lambda work: work.put_stage(stage))

    def put_source_run(self, run: SourceRun) -> None:
        self._write(lambda work: work.put_source_run(run))

    def _write(self, change: Callable[[SqliteRetraction], T], packed: Packed | None = None) -> T:
        with answering_for(self._path):
            return self._commit(change, packed)

    def _commit(self, change: Callable[[SqliteRetraction], T], packed: Packed | None) -> T:
        connection = self._connections.get()
        self._connections.begin(connection)
        try:
            last = connection.execute("SELECT value FROM meta WHERE name = 'moment'").fetchone()
            moment = next_moment(last[0] if last else "")
            result = change(SqliteRetraction(connection, moment, packed))
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('moment', ?)", (moment,))
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        self._connections.shorten_log(connection)
        return result


def next_moment(last: str) -> str:
    """Return a moment later than the last one, also when the machine's clock went back."""
    now = datetime.now(UTC)
    if last:
        now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds")
