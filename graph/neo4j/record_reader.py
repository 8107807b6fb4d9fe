"""Counts the rows of records in Neo4j: each question is one statement, its filters one map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from neo4j import Record

from domain.entity import Entity
from graph.case_row import CaseRow
from graph.names import sort_name
from graph.neo4j.connection import Connection
from graph.neo4j.record_work import minute_of, read_row
from graph.neo4j.rows import Values, read_entity
from graph.record_reader import (
    CASE_GROUPS,
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
from graph.view import LATEST


@dataclass(frozen=True, slots=True)
class _Merges:
    """The cluster of each member that is one with something else, and the members of each such cluster."""

    roots: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]

    def spread(self, clusters: Sequence[str]) -> list[str]:
        """Return all members of these clusters, themselves included."""
        return sorted({one for cluster in clusters for one in (cluster, *self.members.get(cluster, ()))})


class RecordsReader(Households):
    """Fulfils graph.record_reader.RecordReader."""

    _connection: Connection

    def find_rows(self, query: RowQuery, after: str = "", limit: int = 1_000) -> list[RecordRow]:
        merges = self._find_merges(query.known, query.merged)
        rows = self._connection.read("record_rows", query=_pack(query, merges), after=after, limit=limit)
        return [_show(read_row(row), merges) for row in rows]

    def count_rows(self, query: RowQuery, by: Sequence[str] = ()) -> list[RowCount]:
        if any(name not in GROUPS for name in by):
            raise ValueError(f"rows are not grouped by {by}")
        packed = _pack(query, self._find_merges(query.known, query.merged))
        counts = [
            RowCount(
                tuple(row["key"]), row["rows"], row["subjects"], row["unnamed"], round(row["total"], 6), row["first"],
                row["last"],
            )
            for row in self._connection.read("record_counts", query=packed, by=list(by))
        ]  # fmt: skip
        return sorted((count for count in counts if count.rows), key=lambda count: count.key)

    def count_coverage(self, query: CoverageQuery) -> list[CoverageCount]:
        packed = _pack_coverage(query, self._find_merges(query.known, query.merged))
        rows = self._connection.read("record_coverage_grids" if query.grids else "record_coverage", query=packed)
        counts = [
            CoverageCount(
                row["place"], row["service"] or "", row["served"], row["listed"], int(row["uses"]), row["unknown"]
            )
            for row in rows
        ]
        return sorted((c for c in counts if c.area_id), key=lambda count: (count.area_id, count.service_id))

    def count_register(self, query: CoverageQuery) -> dict[str, int]:
        packed = _pack_coverage(query, self._find_merges(query.known, query.merged))
        return {row["place"]: row["households"] for row in self._connection.read("record_register", query=packed)}

    def find_gaps(self, query: CoverageQuery, service_id: str, after: str = "", limit: int = 100_000) -> list[str]:
        merges = self._find_merges(query.known, query.merged)
        rows = self._connection.read(
            "record_gaps", query=_pack_coverage(query, merges), services=merges.spread([service_id]), after=after,
            limit=limit,
        )  # fmt: skip
        return [row["id"] for row in rows]

    def find_unvisited(self, query: CoverageQuery, since: str, after: str = "", limit: int = 1_000) -> list[RowCount]:
        packed = _pack_coverage(query, self._find_merges(query.known, query.merged))
        rows = self._connection.read("record_unvisited", query=packed, day=since, after=after, limit=limit)
        return [
            RowCount((row["grid"], row["subject"]), row["visits"], 1, 0, 0.0, row["last"], row["last"]) for row in rows
        ]

    def find_overdue_plans(self, query: RowQuery, day: str, limit: int = 1_000) -> list[RecordRow]:
        merges = self._find_merges(query.known, query.merged)
        rows = self._connection.read("record_overdue_plans", query=_pack(query, merges), day=day, limit=limit)
        return [_show(read_row(row), merges) for row in rows]

    def count_cases(self, query: CaseQuery, by: Sequence[str] = ()) -> list[CaseCount]:
        if any(name not in CASE_GROUPS for name in by):
            raise ValueError(f"cases are not grouped by {by}")
        packed = _pack_cases(query, self._find_merges(query.known, query.merged))
        counts = [
            CaseCount(
                tuple(row["key"]), row["cases"], row["closed"], row["answered"], row["answer_median"],
                row["answer_p90"], row["closure_median"], row["closure_p90"], row["promised"], row["answer_late"],
                row["closure_late"],
            )
            for row in self._connection.read("case_counts", query=packed, by=list(by))
        ]  # fmt: skip
        return sorted((count for count in counts if count.cases), key=lambda count: count.key)

    def find_cases(self, query: CaseQuery, after: str = "", limit: int = 50) -> list[CaseView]:
        merges = self._find_merges(query.known, query.merged)
        rows = self._connection.read("cases", query=_pack_cases(query, merges), after=after, limit=limit)
        return [_show_case(row, merges) for row in rows]

    def find_households(self, pseudonym: str) -> list[str]:
        return [row["id"] for row in self._connection.read("households", name=sort_name(pseudonym))]

    def find_tellers(self, record: str) -> list[str]:
        return [row["id"] for row in self._connection.read("tellers", record=record)]

    def find_recorded_areas(self, known: str = "") -> list[tuple[str, Entity]]:
        rows = self._connection.read("recorded_areas", known=known or LATEST)
        return [(row["cluster_id"], read_entity(row)) for row in rows]

    def _find_merges(self, known: str, merged: Mapping[str, str]) -> _Merges:
        ids = sorted({*merged, *merged.values()})
        rows = self._connection.read("merged_members", ids=ids, known=known or LATEST)
        roots: dict[str, str] = {}
        members: dict[str, list[str]] = {}
        for row in rows:
            root = merged.get(row["cluster_id"], row["cluster_id"])
            members.setdefault(root, []).append(row["member_id"])
            if row["member_id"] != root:
                roots[row["member_id"]] = root
        return _Merges(roots, {root: tuple(sorted(own)) for root, own in members.items()})


def _pack(query: RowQuery, merges: _Merges) -> Values:
    """Return the filters of a question about rows, and by which index its rows are sought."""
    seek = next((name for name, asked in (
        ("subject", query.subjects), ("grid", query.grids), ("body", query.bodies), ("area", query.areas),
    ) if asked), "all")  # fmt: skip
    return {
        "predicate": query.predicate, "seek": seek, "areas": merges.spread(query.areas),
        "grids": merges.spread(query.grids), "services": merges.spread(query.services),
        "bodies": merges.spread(query.bodies), "subjects": merges.spread(query.subjects), "words": list(query.words),
        "since": query.since, "until": query.until, "known": query.known, "roots": dict(merges.roots),
    }  # fmt: skip


def _pack_coverage(query: CoverageQuery, merges: _Merges) -> Values:
    return {
        "areas": merges.spread(query.areas), "grids": merges.spread(query.grids),
        "services": merges.spread(query.services), "since": query.since, "until": query.until, "care": query.care,
        "known": query.known, "roots": dict(merges.roots),
    }  # fmt: skip


def _pack_cases(query: CaseQuery, merges: _Merges) -> Values:
    packed: dict[str, Any] = {
        name: merges.spread(getattr(query, name)) for name in ("areas", "grids", "services", "bodies")
    }
    return packed | {
        "cases": list(query.cases), "states": list(query.states), "since": query.since, "until": query.until,
        "minute": minute_of(query.now), "overdue": query.overdue, "known": query.known, "roots": dict(merges.roots),
    }  # fmt: skip


def _show(row: RecordRow, merges: _Merges) -> RecordRow:
    """Return the row with clusters in the place of members."""
    area, grid, service, body, subject = (merges.roots.get(name, name) for name in row.entities)
    return replace(row, area=area, grid=grid, service=service, body=body, subject=subject)


def _show_case(row: Record, merges: _Merges) -> CaseView:
    area, grid, service, body = (
        merges.roots.get(row[name] or "", row[name] or "") for name in ("area", "grid", "service", "body")
    )
    case = CaseRow(
        row["case_id"], area, grid, service, body, row["state"], row["raised"], row["answered"], row["closed"],
        row["answer_minutes"], row["closure_minutes"], row["promised"], row["paused"], row["paused_since"],
    )  # fmt: skip
    return CaseView(case, row["answer_promise"], row["closure_promise"], row["answer_late"], row["closure_late"])
