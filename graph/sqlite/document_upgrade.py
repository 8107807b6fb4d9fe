"""Moves the text of the documents of a store of an older layout behind the columns that are asked for beside it."""

from __future__ import annotations

import sqlite3

from graph.sqlite.schema import read_schema

_PUT_ASIDE = ("DROP INDEX IF EXISTS document_by_text", "ALTER TABLE document RENAME TO document_before")
_BRING_OVER = (
    """
    INSERT INTO document (id, stated, known_from, version, text_sha256, media, encoding, reader, locator, text)
    SELECT id, stated, known_from, version, text_sha256, media, encoding, reader, locator, text FROM document_before
    """,
    "DROP TABLE document_before",
)


def put_text_last(connection: sqlite3.Connection) -> None:
    """Copy the documents into the table of this layout; in the transaction that opens the store, so all or nothing."""
    columns = [row["name"] for row in connection.execute("PRAGMA table_info(document)")]
    if columns[-1] == "text":
        return
    for command in (*_PUT_ASIDE, *read_schema(), *_BRING_OVER):
        connection.execute(command)
