"""Copies the tables of a store of an older layout into those of this one; in the transaction that opens the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.sqlite.schema import read_schema

_STATEMENTS_ASIDE = (
    "DROP INDEX IF EXISTS statement_of_document",
    "DROP INDEX IF EXISTS statement_by_record",
    "DROP INDEX IF EXISTS reading_by_confidence",
    "DROP INDEX IF EXISTS participation_by_cluster",
    "DROP INDEX IF EXISTS participation_by_member",
    "ALTER TABLE statement RENAME TO statement_before",
    "ALTER TABLE reading RENAME TO reading_before",
    "ALTER TABLE participation RENAME TO participation_before",
)
_STATEMENTS_OVER = (
    """
    INSERT INTO statement (id, document_id, predicate, "start", "end", quote, arguments, masks, data_class, record)
    SELECT id, document_id, predicate, "start", "end", quote, arguments, masks, data_class, record
    FROM statement_before ORDER BY document_id, "start", id
    """,
    """
    INSERT INTO reading (statement, known_from, known_until, extractor, version, confidence, valid_from, valid_to)
    SELECT s.number, r.known_from, r.known_until, r.extractor, r.version, r.confidence, r.valid_from, r.valid_to
    FROM statement s JOIN reading_before r ON r.statement_id = s.id ORDER BY s.number
    """,
    """
    INSERT INTO participation (statement, role, member_id, cluster_id, predicate, known_from, known_until)
    SELECT s.number, p.role, p.member_id, p.cluster_id, p.predicate, p.known_from, p.known_until
    FROM statement s JOIN participation_before p ON p.statement_id = s.id ORDER BY s.number
    """,
    "DROP TABLE participation_before",
    "DROP TABLE reading_before",
    "DROP TABLE statement_before",
)
_DOCUMENTS_ASIDE = ("DROP INDEX IF EXISTS document_by_text", "ALTER TABLE document RENAME TO document_before")
_DOCUMENTS_OVER = (
    """
    INSERT INTO document (id, stated, known_from, version, text_sha256, media, encoding, reader, locator, text)
    SELECT id, stated, known_from, version, text_sha256, media, encoding, reader, locator, text FROM document_before
    """,
    "DROP TABLE document_before",
)


def number_statements(connection: sqlite3.Connection) -> None:
    """Give the statements their numbers, and readings and participations those numbers."""
    if "number" not in _columns(connection, "PRAGMA table_info(statement)"):
        _run(connection, (*_STATEMENTS_ASIDE, *read_schema(), *_STATEMENTS_OVER))


def put_text_last(connection: sqlite3.Connection) -> None:
    """Put the text of the documents behind the columns that are asked for beside it."""
    if _columns(connection, "PRAGMA table_info(document)")[-1] != "text":
        _run(connection, (*_DOCUMENTS_ASIDE, *read_schema(), *_DOCUMENTS_OVER))


def _columns(connection: sqlite3.Connection, question: str) -> list[str]:
    return [row["name"] for row in connection.execute(question)]


def _run(connection: sqlite3.Connection, commands: Iterable[str]) -> None:
    for command in commands:
        connection.execute(command)
