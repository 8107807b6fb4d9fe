"""The rows of records and cases in a unit of work on SQLite.

Entities stand in these tables as small numbers (`record_key`): half a million rows are counted by scanning an index,
and an index of numbers is a fifth of one of ids.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.case_row import CaseRow
from graph.record_row import COLUMNS, RecordRow
from graph.sqlite import record_queries as queries
from graph.sqlite.rows import Packed, array
from graph.work import MaskedWords, RowSource, Span, Telling

_ROW = "INSERT INTO record_row VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
_CASE = "INSERT INTO case_row VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"


class SqliteRecords:
    """What graph.work.Work asks of rows, inside a transaction that the store opened."""

    def __init__(self, connection: sqlite3.Connection, moment: str, packed: Packed | None = None) -> None:
        self._connection = connection
        self._packed = packed
        self.moment = moment
        self._numbers: dict[str, int] = {}
        """The numbers of statements that were asked for in this unit of work."""

    def _rows(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[sqlite3.Row]:
        return self._connection.execute(query, values).fetchall()

    def _write(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        self._connection.executemany(query, rows)

    def find_records(self, statement_ids: Sequence[str], document_id: str) -> set[str]:
        return {row[0] for row in self._rows(queries.RECORDS, (*array(statement_ids), document_id))}

    def find_contested(self, document_id: str) -> set[str]:
        return {row[0] for row in self._rows(queries.CONTESTED, (document_id,))}

    def find_tellings(self, records: Collection[str]) -> list[Telling]:
        return [Telling(*row) for row in self._rows(queries.TELLINGS, (*array(records), *array(COLUMNS)))]

    def find_row_sources(self, statement_ids: Sequence[str]) -> list[RowSource]:
        return [RowSource(*row) for row in self._rows(queries.ROW_SOURCES, array(statement_ids))]

    def find_participants(self, statement_ids: Sequence[str]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for statement_id, role, member_id in self._rows(queries.PARTICIPANTS, array(statement_ids)):
            found.setdefault(statement_id, {})[role] = member_id
        return found

    def find_open_rows(self, statement_ids: Sequence[str]) -> dict[str, RecordRow]:
        return {row[0]: read_row(row) for row in self._rows(queries.OPEN_ROWS, array(statement_ids))}

    def open_rows(self, rows: Sequence[RecordRow]) -> None:
        self._insert_rows([(row, Span(self.moment, "")) for row in rows])

    def _insert_rows(self, rows: Sequence[tuple[RecordRow, Span]]) -> None:
        if not rows:
            return
        keys = self._number(
            {name for r, _ in rows for name in (r.document_id, r.area, r.grid, r.service, r.body, r.subject)}
        )
        self._write(
            _ROW,
            [
                (
                    r.statement_id, keys[r.document_id], r.predicate, keys[r.area], keys[r.grid], keys[r.service],
                    keys[r.body], keys[r.subject], r.word, r.detail, r.number, r.second, r.date, r.due,
                    span.known_from, span.known_until,
                )
                for r, span in rows
            ],
        )  # fmt: skip

    def _number(self, names: Collection[str]) -> dict[str, int | None]:
        """Return the number of each name, new ones for those that have none yet; None of ""."""
        asked = sorted(set(names) - {""})
        found: dict[str, int | None] = {row[0]: row[1] for row in self._rows(queries.KEYS, array(asked))}
        fresh = [name for name in asked if name not in found]
        if fresh:
            self._write("INSERT INTO record_key (name) VALUES (?)", [(name,) for name in fresh])
            found |= {row[0]: row[1] for row in self._rows(queries.KEYS, array(fresh))}
        found[""] = None
        return found

    def close_rows(self, rows: Sequence[RecordRow]) -> None:
        keys = self._number({row.document_id for row in rows}) if rows else {}
        places = [(self.moment, keys[row.document_id], row.statement_id) for row in rows]
        self._write(queries.DELETE_UNSEEN_ROWS, places)
        self._write(queries.CLOSE_ROWS, places)

    def mask_rows(self, rows: Sequence[MaskedWords]) -> None:
        self._write(
            queries.MASK_ROWS,
            [(row.masked_word, row.masked_detail, row.statement_id, row.word, row.detail) for row in rows],
        )

    def replace_rows(self, statement_ids: Sequence[str], rows: Sequence[tuple[RecordRow, Span]]) -> None:
        self._write(queries.DELETE_ROWS, [array(statement_ids)])
        self._insert_rows(rows)

    def find_case_events(self, case_ids: Sequence[str]) -> list[tuple[RecordRow, Span]]:
        rows = self._rows(queries.CASE_EVENTS, array(case_ids))
        return [(read_row(row), Span(row["known_from"], row["known_until"])) for row in rows]

    def find_told_cases(self, document_id: str) -> set[str]:
        return {row[0] for row in self._rows(queries.TOLD_CASES, (document_id,))}

    def replace_cases(self, case_ids: Sequence[str], rows: Sequence[tuple[CaseRow, Span]]) -> None:
        self._write(queries.DELETE_CASES, [array(case_ids)])
        if not rows:
            return
        keys = self._number({name for c, _ in rows for name in (c.case_id, c.area, c.grid, c.service, c.body)})
        self._write(
            _CASE,
            [
                (
                    keys[c.case_id], keys[c.area], keys[c.grid], keys[c.service], keys[c.body], c.state, c.raised,
                    c.answered, c.closed, c.answer_minutes, c.closure_minutes, c.promised, c.paused, c.paused_since,
                    span.known_from, span.known_until,
                )
                for c, span in rows
            ],
        )  # fmt: skip


def read_row(row: sqlite3.Row) -> RecordRow:
    """Return the record row in the first columns of a row of queries.ROW."""
    return RecordRow(
        row["statement_id"], row["document_id"], row["predicate"], row["record"], row["area"] or "", row["grid"] or "",
        row["service"] or "", row["body"] or "", row["subject"] or "", row["word"], row["detail"], row["number"],
        row["second"], row["date"], row["due"],
    )  # fmt: skip
