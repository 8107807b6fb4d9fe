"""Opens the embedded database: WAL, full sync, one connection a thread."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from domain.errors import StoreUnavailable
from graph.facet import area_facet, line_facet
from graph.private_file import make_private_file
from graph.sqlite.naming import fill_names
from graph.sqlite.record_upgrade import fill_rows
from graph.sqlite.schema import read_schema
from graph.sqlite.table_upgrade import number_statements, put_text_last

SCHEMA = "7"
"""Version of the layout; a store of another version is refused rather than guessed at, but for those of UPGRADES."""

RUNS_OF_READINGS = """
INSERT OR IGNORE INTO run SELECT DISTINCT s.document_id, r.known_from, r.version
FROM reading r JOIN statement s ON s.number = r.statement
"""

RUNS_THAT_FOUND_NOTHING = """
INSERT OR IGNORE INTO run SELECT d.id, coalesce((
  SELECT max(r.known_until) FROM reading r JOIN statement s ON s.number = r.statement WHERE s.document_id = d.id
), d.known_from), d.version
FROM document d WHERE NOT EXISTS (
  SELECT 1 FROM reading r JOIN statement s ON s.number = r.statement WHERE s.document_id = d.id AND r.known_until = '')
"""

FACETS = """
INSERT OR IGNORE INTO facet SELECT id, line, area FROM (
  SELECT e.id, line_facet(e.kind, e.name, coalesce(b.name, '')) AS line, area_facet(e.kind, e.name, e.code) AS area
  FROM entity e LEFT JOIN entity b ON b.id = e.body AND e.body <> ''
) WHERE line <> '' OR area <> ''
"""

JUDGED_REFERENCES = """
INSERT OR IGNORE INTO judged_reference SELECT j.ground, j.subject FROM judgement j
JOIN document d ON d.id = j.ground WHERE j.verdict = 'is' AND j.ground <> ''
"""

NAMED_BODIES = """
INSERT OR IGNORE INTO named SELECT j.ground, e.body FROM judgement j JOIN entity e ON e.id = j.object
JOIN document d ON d.id = j.ground WHERE j.verdict = 'is' AND e.body <> ''
"""

Step = str | Callable[[sqlite3.Connection], None]
"""A statement, or what takes more than one; all steps run in the transaction that opens the store."""


def _add_locator(connection: sqlite3.Connection) -> None:
    """Give documents the place for where their text stands in their file; what is there has none."""
    columns = {row["name"] for row in connection.execute("PRAGMA table_info(document)")}
    if "locator" not in columns:
        connection.execute("ALTER TABLE document ADD COLUMN locator TEXT NOT NULL DEFAULT ''")


UPGRADES: dict[str, tuple[Step, ...]] = {
    "2": (number_statements, RUNS_OF_READINGS, RUNS_THAT_FOUND_NOTHING),
    "3": (number_statements, fill_names, JUDGED_REFERENCES, NAMED_BODIES, FACETS),
    "4": (number_statements, _add_locator, fill_rows),
    "5": (number_statements,),
    "6": (put_text_last,),
}
"""What brings a store of each older version to the next when it is opened; new tables are there already, empty.

2 lacks the runs, which its readings tell; 3 the keys of names, what a retraction asks of a document beside its
readings, the line of each post and the area of each body; 4 where the text of a document stands in its file, and the
rows of records; 5 the numbers of statements, by which readings and participations know them; 6 had the text of a
document before its days.
"""

LONGEST_LOG = 128 << 20
"""Bytes of the write-ahead log from which a writer brings it into the file before it goes on."""

BUSY_SECONDS = 120.0
"""How long a writer waits for the writer beside it; two `ingest` at once take turns document by document."""

TURN_SECONDS = 0.002
"""How often a writer looks whether it is its turn. The engine itself looks ever more seldom, until the store lies idle
for up to a tenth of a second between two writers."""

_WAIT = "PRAGMA busy_timeout = 120000"
"""The engine's own wait, as long as BUSY_SECONDS."""


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


def refuse_other(path: Path) -> None:
    """Raise StoreUnavailable for a database that is not a store of this layout; asked before anything is written.

    An empty file is a store to be. So is one whose maker is still at work: its layout appears whole or not at all.
    """
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return
        found = None
        if tables >= {"meta", "document", "statement"}:
            found = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    if found is None:
        raise StoreUnavailable(f"{path.name}: 这是别的程序的数据库，没有改动它；请用 --store 换一个文件")
    if found[0] not in (SCHEMA, *UPGRADES):
        raise StoreUnavailable(
            f"{path.name}: 数据库版本为 {found[0]}，本程序需要 {SCHEMA}，没有改动它；"
            "请用写它的那个版本打开，或用 --store 换一个新文件，重新读入原始文件"
        )


class Connections:
    """Hands out one connection to each thread and closes them all at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._log = path.with_name(path.name + "-wal")
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        try:
            make_private_file(path)
            refuse_other(path)
            connection = self.get()
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement in read_schema():
                    connection.execute(statement)
                connection.execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", (SCHEMA,))
                _bring_up(connection)
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise StoreUnavailable(
                f"{path.name}: 打不开数据库（{error}）；请检查路径和权限，或用 --store 换一个文件"
            ) from error

    def get(self) -> sqlite3.Connection:
        """Return this thread's connection, opened on first use."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            connection.row_factory = sqlite3.Row
            connection.create_function("line_facet", 3, line_facet, deterministic=True)
            connection.create_function("area_facet", 3, area_facet, deterministic=True)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("PRAGMA wal_autocheckpoint = 8192")
            connection.execute("PRAGMA temp_store = MEMORY")
            self._local.connection = connection
            with self._lock:
                self._all.append(connection)
        return connection

    def begin(self, connection: sqlite3.Connection) -> None:
        """Begin a transaction that writes, as soon as the writer before it is done."""
        last = time.monotonic() + BUSY_SECONDS
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                        raise
                    time.sleep(TURN_SECONDS)
                else:
                    return
        finally:
            connection.execute(_WAIT)

    def widen_cache(self) -> None:
        """Let this thread's connection keep more pages in memory: it brings in documents, whose rows go to many.

        Not for readers: a service has a connection for each of its threads.
        """
        self.get().execute("PRAGMA cache_size = -262144")

    def shorten_log(self, connection: sqlite3.Connection) -> None:
        """Bring a long write-ahead log into the file, so that it begins anew.

        The engine does so by itself where nobody writes meanwhile; between writers that take turns it never comes to
        that, and the log would grow as long as they write.
        """
        with suppress(OSError):
            if os.stat(self._log).st_size > LONGEST_LOG:
                connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()

    def close(self) -> None:
        """Close every connection that was handed out."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()


def _bring_up(connection: sqlite3.Connection) -> None:
    """Fill what the layouts before this one did not have, and say that the store is of this one."""
    found = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    versions = list(UPGRADES)
    for version in versions[versions.index(found[0]) :] if found[0] in UPGRADES else ():
        for step in UPGRADES[version]:
            if isinstance(step, str):
                connection.execute(step)
            else:
                step(connection)
    connection.execute("UPDATE meta SET value = ? WHERE name = 'schema' AND value <> ?", (SCHEMA, SCHEMA))
