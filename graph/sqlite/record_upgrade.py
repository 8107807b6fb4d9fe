"""Fills the rows of records in a store of a layout that had none, page by page of its records."""

from __future__ import annotations

import sqlite3

from graph.recording import rewrite_records
from graph.sqlite.work import SqliteWork

PAGE = 20_000


def fill_rows(connection: sqlite3.Connection) -> None:
    """Derive at which moments each telling of each record counted, as it would have been derived when it was stored."""
    last = connection.execute("SELECT value FROM meta WHERE name = 'moment'").fetchone()
    work = SqliteWork(connection, last[0] if last else "")
    after = ""
    while True:
        records = [
            row[0]
            for row in connection.execute(
                "SELECT DISTINCT record FROM statement WHERE record <> '' AND record > ? ORDER BY record LIMIT ?",
                (after, PAGE),
            )
        ]
        if not records:
            return
        rewrite_records(work, records, ())
        after = records[-1]
