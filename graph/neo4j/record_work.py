"""The rows of records and cases in a unit of work on Neo4j: a node a row, its entities by id."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict

from neo4j import Record

from graph.case_row import CaseRow, minutes_between, read_moment
from graph.neo4j.rows import Values
from graph.neo4j.unit import Neo4jUnit
from graph.record_row import COLUMNS, RecordRow
from graph.work import MaskedWords, RowSource, Span, Telling

ROWS = 10_000
"""How many rows are written by one statement."""

_EPOCH = "1970-01-01"


class Neo4jRecords(Neo4jUnit):
    """What graph.work.Work asks of rows, inside a unit of work."""

    def find_records(self, statement_ids: Sequence[str], document_id: str) -> set[str]:
        rows = self._ask("records_of", ids=sorted(set(statement_ids)), document=document_id)
        return {str(row["record"]) for row in rows}

    def find_contested(self, document_id: str) -> set[str]:
        return {str(row["record"]) for row in self._ask("contested", document=document_id)}

    def find_tellings(self, records: Collection[str]) -> list[Telling]:
        rows = self._ask("tellings", ids=sorted(set(records)), predicates=sorted(COLUMNS))
        return [Telling(**row) for row in rows]

    def find_row_sources(self, statement_ids: Sequence[str]) -> list[RowSource]:
        return [RowSource(**row) for row in self._ask("row_sources", ids=sorted(set(statement_ids)))]

    def find_participants(self, statement_ids: Sequence[str]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for row in self._ask("participants", ids=sorted(set(statement_ids))):
            found.setdefault(row["statement_id"], {})[row["role"]] = row["member_id"]
        return found

    def find_open_rows(self, statement_ids: Sequence[str]) -> dict[str, RecordRow]:
        return {row["statement_id"]: read_row(row) for row in self._ask("open_rows_of", ids=sorted(set(statement_ids)))}

    def open_rows(self, rows: Sequence[RecordRow]) -> None:
        self._insert_rows([(row, Span(self.moment, "")) for row in rows])

    def _insert_rows(self, rows: Sequence[tuple[RecordRow, Span]]) -> None:
        for start in range(0, len(rows), ROWS):
            packed = [pack_row(row, span) for row, span in rows[start : start + ROWS]]
            self._rows("insert_rows", batch=self._batch(packed))

    def close_rows(self, rows: Sequence[RecordRow]) -> None:
        if rows:
            self._rows("close_rows", batch=self._batch({"statement_id": row.statement_id} for row in rows))

    def mask_rows(self, rows: Sequence[MaskedWords]) -> None:
        if rows:
            self._rows("mask_rows", batch=self._batch(asdict(row) for row in rows))

    def replace_rows(self, statement_ids: Sequence[str], rows: Sequence[tuple[RecordRow, Span]]) -> None:
        self._rows("delete_rows", ids=sorted(set(statement_ids)))
        self._insert_rows(rows)

    def find_case_events(self, case_ids: Sequence[str]) -> list[tuple[RecordRow, Span]]:
        rows = self._ask("case_events", ids=sorted(set(case_ids)))
        return [(read_row(row), Span(row["known_from"], row["known_until"])) for row in rows]

    def find_told_cases(self, document_id: str) -> set[str]:
        return {str(row["id"]) for row in self._ask("told_cases", document=document_id)}

    def replace_cases(self, case_ids: Sequence[str], rows: Sequence[tuple[CaseRow, Span]]) -> None:
        self._rows("delete_cases", ids=sorted(set(case_ids)))
        if rows:
            self._rows("insert_cases", batch=self._batch(pack_case(case, span) for case, span in rows))


def pack_row(row: RecordRow, span: Span) -> Values:
    """Return the properties of a row; what it does not say it does not have."""
    packed = {name: value for name, value in asdict(row).items() if value != ""}
    return {"word": "", "detail": "", "date": "", "due": "", **packed, **asdict(span)}


def pack_case(case: CaseRow, span: Span) -> Values:
    """Return the properties of a case; moments also as minutes, with which Cypher can count."""
    packed = {name: value for name, value in asdict(case).items() if value != "" or name not in _PLACES}
    paused = minute_of(case.paused_since) if case.paused_since else None
    return {**packed, **asdict(span), "raised_minute": minute_of(case.raised), "paused_minute": paused}


_PLACES = frozenset({"area", "grid", "service", "body"})


def minute_of(moment: str) -> int | None:
    """Return the minutes since 1970, None for no moment."""
    return minutes_between(_EPOCH, moment) if read_moment(moment) is not None else None


def read_row(row: Record) -> RecordRow:
    """Return the record row in a record."""
    return RecordRow(
        row["statement_id"], row["document_id"], row["predicate"], row["record"], row["area"] or "", row["grid"] or "",
        row["service"] or "", row["body"] or "", row["subject"] or "", row["word"], row["detail"], row["number"],
        row["second"], row["date"], row["due"],
    )  # fmt: skip
