"""Counts the rows of records in the embedded store.

The text of a question is chosen by which filters and groups are asked for (graph/sqlite/record_statements.py); values
are always parameters.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.entity import Entity
from graph.case_row import CaseRow
from graph.names import sort_name
from graph.record_reader import (
    CASE_GROUPS,
    ENTITIES,
    GROUPS,
    CaseCount,
    CaseQuery,
    CaseView,
    CoverageCount,
    CoverageQuery,
    Households,
    RowCount,
    RowQuery,
)
from graph.record_row import RecordRow
from graph.sqlite import record_queries as queries
from graph.sqlite import record_statements
from graph.sqlite.connection import Connections, answering_for
from graph.sqlite.record_statements import FILTERS, CaseShape, Column, CoverageShape, RowShape
from graph.sqlite.record_work import read_row
from graph.view import LATEST


@dataclass(frozen=True, slots=True)
class _Merges:
    """Which numbers stand for another one at the asked moment, and the cluster of each that is merged."""

    roots: Mapping[int, int]
    clusters: Mapping[int, str]

    @property
    def values(self) -> dict[str, str]:
        return {"roots": json.dumps({str(key): value for key, value in self.roots.items()})}


class RecordsReader(Households):
    """Fulfils graph.record_reader.RecordReader."""

    _connections: Connections

    def _ask(self, query: str, values: Mapping[str, Any]) -> list[sqlite3.Row]:
        with answering_for(self._connections.path):
            return self._connections.get().execute(query, values).fetchall()

    def find_rows(self, query: RowQuery, after: str = "", limit: int = 1_000) -> list[RecordRow]:
        merges = self._find_merges(query.known, query.merged)
        shape, values = self._rows_asked(query, merges)
        rows = self._ask(record_statements.list_rows(shape, bool(after)), values | {"after": after, "limit": limit})
        return self._show_rows(rows, query)

    def count_rows(self, query: RowQuery, by: Sequence[str] = ()) -> list[RowCount]:
        merges = self._find_merges(query.known, query.merged)
        shape, values = self._rows_asked(query, merges)
        rows = self._ask(record_statements.count_rows(shape, _groups(by, GROUPS)), values)
        found = []
        for key, rest in self._keyed(rows, by, merges):
            if rest[0]:
                found.append(RowCount(key, rest[0], rest[1], rest[2], round(rest[3], 6), rest[4], rest[5]))
        return sorted(found, key=lambda count: count.key)

    def count_coverage(self, query: CoverageQuery) -> list[CoverageCount]:
        merges = self._find_merges(query.known, query.merged)
        rows = self._ask(record_statements.count_coverage(_cover(query, merges)), self._places(query, merges))
        names = self._names([number for row in rows for number in (row[0], row[1])], merges)
        counts = [CoverageCount(names.get(row[0], ""), names.get(row[1], ""), *tuple(row)[2:]) for row in rows]
        return sorted((c for c in counts if c.area_id), key=lambda count: (count.area_id, count.service_id))

    def count_register(self, query: CoverageQuery) -> dict[str, int]:
        merges = self._find_merges(query.known, query.merged)
        rows = self._ask(record_statements.count_register(_cover(query, merges)), self._places(query, merges))
        names = self._names([row[0] for row in rows], merges)
        return {names[row[0]]: row[1] for row in rows if row[0] in names}

    def find_gaps(self, query: CoverageQuery, service_id: str, after: str = "", limit: int = 100_000) -> list[str]:
        merges = self._find_merges(query.known, query.merged)
        values = self._places(query, merges) | {
            "service": self._numbers([service_id], query.known), "after": after, "limit": limit,
        }  # fmt: skip
        return [row[0] for row in self._ask(record_statements.list_gaps(_cover(query, merges)), values)]

    def find_unvisited(self, query: CoverageQuery, since: str, after: str = "", limit: int = 1_000) -> list[RowCount]:
        merges = self._find_merges(query.known, query.merged)
        values = self._places(query, merges) | {"day": since, "after": after, "limit": limit}
        rows = self._ask(record_statements.list_unvisited(_cover(query, merges)), values)
        return [RowCount((row[0] or "", row[1]), row[2], 1, 0, 0.0, row[3], row[3]) for row in rows]

    def find_overdue_plans(self, query: RowQuery, day: str, limit: int = 1_000) -> list[RecordRow]:
        merges = self._find_merges(query.known, query.merged)
        shape, values = self._rows_asked(query, merges)
        rows = self._ask(record_statements.list_overdue_plans(shape), values | {"day": day, "limit": limit})
        return self._show_rows(rows, query)

    def count_cases(self, query: CaseQuery, by: Sequence[str] = ()) -> list[CaseCount]:
        merges = self._find_merges(query.known, query.merged)
        shape, values = self._cases_asked(query, merges)
        rows = self._ask(record_statements.count_cases(shape, _groups(by, CASE_GROUPS)), values)
        found = [CaseCount(key, *rest) for key, rest in self._keyed(rows, by, merges) if rest[0]]
        return sorted(found, key=lambda count: count.key)

    def find_cases(self, query: CaseQuery, after: str = "", limit: int = 50) -> list[CaseView]:
        merges = self._find_merges(query.known, query.merged)
        shape, values = self._cases_asked(query, merges)
        rows = self._ask(record_statements.list_cases(shape), values | {"after": after, "limit": limit})
        names = {row[c] for row in rows for c in ("area", "grid", "service", "body") if row[c]}
        shown = self._clusters_of(names, query.known, query.merged)
        return [_show_case(row, shown) for row in rows]

    def find_households(self, pseudonym: str) -> list[str]:
        return [row[0] for row in self._ask(queries.HOUSEHOLDS, {"name": sort_name(pseudonym)})]

    def find_tellers(self, record: str) -> list[str]:
        return [row[0] for row in self._ask(queries.TELLERS, {"record": record})]

    def find_recorded_areas(self, known: str = "") -> list[tuple[str, Entity]]:
        numbers = [row[0] for row in self._ask(queries.ALL_AREAS, {}) if row[0] is not None]
        rows = self._ask(queries.AREA_MEMBERS, {"numbers": json.dumps(numbers), "known": known or LATEST})
        return [
            (r["cluster_id"], Entity(r["kind"], r["name"], r["founding"], r["code"], r["body"], bool(r["front_line"])))
            for r in rows
        ]

    def _rows_asked(self, query: RowQuery, merges: _Merges) -> tuple[RowShape, dict[str, Any]]:
        filters, values = self._filters(query, merges)
        values |= {"predicate": query.predicate, "words": json.dumps(query.words)}
        return RowShape(
            filters, bool(query.words), bool(query.since), bool(query.until), bool(query.known), bool(merges.roots)
        ), values

    def _cases_asked(self, query: CaseQuery, merges: _Merges) -> tuple[CaseShape, dict[str, Any]]:
        filters, values = self._filters(query, merges)
        values |= {"now": query.now, "states": json.dumps(query.states)}
        values["cases"] = self._numbers(query.cases, query.known) if query.cases else ""
        return CaseShape(
            filters, bool(query.cases), bool(query.states), bool(query.since), bool(query.until), query.overdue,
            bool(query.known), bool(merges.roots),
        ), values  # fmt: skip

    def _filters(self, query: RowQuery | CaseQuery, merges: _Merges) -> tuple[tuple[Column, ...], dict[str, Any]]:
        """Return by which columns a question filters, and the values that it has in common with others."""
        values: dict[str, Any] = {
            "known": query.known, "since": query.since, "until": query.until, **merges.values,
        }  # fmt: skip
        asked = [(name, column) for name, column in FILTERS.items() if getattr(query, name, ())]
        for name, _ in asked:
            values[name] = self._numbers(getattr(query, name), query.known, query.merged)
        return tuple(column for _, column in asked), values

    def _keyed(
        self, rows: Sequence[sqlite3.Row], by: Sequence[str], merges: _Merges
    ) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:
        """Yield the key of each group as it is shown, with the columns behind it."""
        names = self._names([row[n] for row in rows for n, name in enumerate(by) if name in ENTITIES], merges)
        for row in rows:
            key = tuple(names.get(row[n], "") if name in ENTITIES else row[n] or "" for n, name in enumerate(by))
            yield key, tuple(row)[len(by) :]

    def _show_rows(self, rows: Sequence[sqlite3.Row], query: RowQuery) -> list[RecordRow]:
        """Return the rows with clusters in the place of members."""
        shown = self._clusters_of({row[c] for row in rows for c in ENTITIES[:5] if row[c]}, query.known, query.merged)
        return [_show(read_row(row), shown) for row in rows]

    def _places(self, query: CoverageQuery, merges: _Merges) -> dict[str, Any]:
        values: dict[str, Any] = {
            "known": query.known, "since": query.since, "until": query.until,
            "care": f"、{query.care}、", **merges.values,
        }  # fmt: skip
        for name in ("areas", "grids", "services"):
            values[name] = self._numbers(getattr(query, name), query.known, query.merged)
        return values

    def _numbers(self, clusters: Sequence[str], known: str, merged: Mapping[str, str] | None = None) -> str:
        """Return the numbers of all members of these clusters, and of what counts as part of them, as JSON."""
        asked = {*clusters, *(part for part, whole in (merged or {}).items() if whole in clusters)}
        rows = self._ask(queries.NUMBERS_OF, {"ids": json.dumps(sorted(asked)), "known": known or LATEST})
        return json.dumps([row[0] for row in rows])

    def _find_merges(self, known: str, merged: Mapping[str, str]) -> _Merges:
        """Return what is merged: by judgement, and as the question says."""
        values = {"known": known or LATEST, "ids": json.dumps(sorted({*merged, *merged.values()}))}
        members: dict[str, list[int]] = {}
        for number, cluster in self._ask(queries.MERGED, values):
            members.setdefault(merged.get(cluster, cluster), []).append(number)
        roots = {number: min(own) for own in members.values() for number in own if number != min(own)}
        return _Merges(roots, {min(own): cluster for cluster, own in members.items()})

    def _names(self, numbers: Sequence[int | None], merges: _Merges) -> dict[int, str]:
        asked = sorted({number for number in numbers if number is not None} - merges.clusters.keys())
        rows = self._ask(queries.NAMES_OF_NUMBERS, {"numbers": json.dumps(asked)})
        return {row[0]: row[1] for row in rows} | dict(merges.clusters)

    def _clusters_of(self, names: set[str], known: str, merged: Mapping[str, str]) -> dict[str, str]:
        rows = self._ask(
            queries.CLUSTERS_OF,
            {"ids": json.dumps(sorted(names)), "known": known or LATEST},
        )
        found = {row[0]: row[1] for row in rows}
        return {name: merged.get(found.get(name, name), found.get(name, name)) for name in names}


def _cover(query: CoverageQuery, merges: _Merges) -> CoverageShape:
    return CoverageShape(
        bool(query.areas), bool(query.grids), bool(query.services), bool(query.since), bool(query.until),
        bool(query.care), bool(query.known), bool(merges.roots),
    )  # fmt: skip


def _groups(by: Sequence[str], known: Sequence[str]) -> tuple[Column, ...]:
    if any(name not in known for name in by):
        raise ValueError(f"there are no groups by {by}")
    return tuple(Column(name) for name in by)


def _show(row: RecordRow, shown: Mapping[str, str]) -> RecordRow:
    """Return the row with clusters in the place of members."""
    area, grid, service, body, subject = (shown.get(name, name) for name in row.entities)
    return replace(row, area=area, grid=grid, service=service, body=body, subject=subject)


def _show_case(row: sqlite3.Row, shown: Mapping[str, str]) -> CaseView:
    area, grid, service, body = (shown.get(row[c] or "", row[c] or "") for c in ("area", "grid", "service", "body"))
    case = CaseRow(
        row["case_id"], area, grid, service, body, row["state"], row["raised"], row["answered"], row["closed"],
        row["answer_minutes"],
        row["closure_minutes"], row["promised"], row["paused"], row["paused_since"],
    )  # fmt: skip
    return CaseView(
        case, row["answer_promise"], row["closure_promise"], bool(row["answer_late"]), bool(row["closure_late"])
    )
