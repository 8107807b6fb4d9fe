"""Gives the statements of a store of an older layout their numbers, and readings and participations those numbers."""

from __future__ import annotations

import sqlite3

from graph.sqlite.schema import read_schema

_PUT_ASIDE = (
    "DROP INDEX IF EXISTS statement_of_document",
    "DROP INDEX IF EXISTS statement_by_record",
    "DROP INDEX IF EXISTS reading_by_confidence",
    "DROP INDEX IF EXISTS participation_by_cluster",
    "DROP INDEX IF EXISTS participation_by_member",
    "ALTER TABLE statement RENAME TO statement_before",
    "ALTER TABLE reading RENAME TO reading_before",
    "ALTER TABLE participation RENAME TO participation_before",
)
_BRING_OVER = (
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


def number_statements(connection: sqlite3.Connection) -> None:
    """Copy the three tables into those of this layout; in the transaction that opens the store, so all or nothing."""
    columns = {row["name"] for row in connection.execute("PRAGMA table_info(statement)")}
    if "number" in columns:
        return
    for command in (*_PUT_ASIDE, *read_schema(), *_BRING_OVER):
        connection.execute(command)
