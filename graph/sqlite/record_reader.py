"""Counts the rows of records in the embedded store.

Queries are put together from fixed pieces, by which filters and groups are asked for: an index is used only where its
column is compared by itself. Values are always parameters.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.entity import Entity
from graph.case_row import CaseRow
from graph.names import sort_name
from graph.record_reader import (
    CASE_GROUPS,
    ENTITIES,
    GROUPS,
    PERIODS,
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
from graph.sqlite.connection import Connections, answering_for
from graph.sqlite.record_queries import (
    ALL_AREAS,
    AREA_MEMBERS,
    CASE_LIST,
    CASE_TIMES,
    COVERAGE,
    GAPS,
    HOUSEHOLDS,
    LAST_PLANS,
    MERGED,
    NAMES_OF_NUMBERS,
    NUMBERS_OF,
    ROW,
    UNVISITED,
)
from graph.sqlite.record_work import read_row
from graph.view import LATEST

_FILTERS = {"areas": "area", "grids": "grid", "services": "service", "bodies": "body", "subjects": "subject"}


@dataclass(frozen=True, slots=True)
class _Merges:
    """Which numbers stand for another one at the asked moment, and the cluster of each that is merged."""

    roots: Mapping[int, int]
    clusters: Mapping[int, str]

    def column(self, name: str) -> str:
        """Return the expression for a column: as it is, where nothing is merged."""
        if not self.roots:
            return name
        return f"coalesce((SELECT m.value FROM json_each(:roots) m WHERE m.key = CAST({name} AS TEXT)), {name})"

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
        where, values = self._where(query, merges)
        paged = (
            " AND (r.date, r.statement_id) > (SELECT p.date, p.statement_id FROM record_row p"
            " JOIN statement ps ON ps.id = :after JOIN record_key pd ON pd.name = ps.document_id"
            " WHERE p.document = pd.number AND p.statement_id = :after LIMIT 1)"
            if after
            else ""
        )
        rows = self._ask(
            f"{ROW.format(source='record_row r')} WHERE {where}{paged} ORDER BY r.date, r.statement_id LIMIT :limit",
            values | {"after": after, "limit": limit},
        )
        shown = self._clusters_of({row[c] for row in rows for c in ENTITIES[:5] if row[c]}, query.known, query.merged)
        return [_show(read_row(row), shown) for row in rows]

    def count_rows(self, query: RowQuery, by: Sequence[str] = ()) -> list[RowCount]:
        merges = self._find_merges(query.known, query.merged)
        where, values = self._where(query, merges)
        keys = [_group(name, merges) for name in by]
        grouped = f"GROUP BY {', '.join(str(n + 1) for n in range(len(keys)))}" if keys else ""
        subject = merges.column("r.subject")
        rows = self._ask(
            f"SELECT {''.join(f'{key}, ' for key in keys)}count(*), count(DISTINCT {subject}),"
            " count(*) - count(r.subject), coalesce(sum(r.number), 0.0), coalesce(min(nullif(r.date, '')), ''),"
            f" coalesce(max(r.date), '') FROM record_row r WHERE {where} {grouped}",
            values,
        )
        names = self._names([row[n] for row in rows for n, name in enumerate(by) if name in ENTITIES], merges)
        found = []
        for row in rows:
            key = tuple(names.get(row[n], "") if name in ENTITIES else row[n] or "" for n, name in enumerate(by))
            rest = tuple(row)[len(keys) :]
            if rest[0]:
                found.append(RowCount(key, rest[0], rest[1], rest[2], round(rest[3], 6), rest[4], rest[5]))
        return sorted(found, key=lambda count: count.key)

    def count_coverage(self, query: CoverageQuery) -> list[CoverageCount]:
        merges = self._find_merges(query.known, query.merged)
        place = "grid" if query.grids else "area"
        values = self._places(query, merges)
        where = [_standing(query.known, "r"), "r.predicate = 'USED'"]
        if query.grids:
            where.append(_IN_GRIDS.format(standing=_standing(query.known, "h"), used=_standing(query.known, "w")))
        elif query.areas:
            where.append("r.area IN (SELECT value FROM json_each(:areas))")
        if query.services:
            where.append("r.service IN (SELECT value FROM json_each(:services))")
        where += _between(query.since, query.until)
        own = "r.area"
        if query.grids:
            own = _GRID_OF_USE.format(standing=_standing(query.known, "h"))
        rows = self._ask(
            COVERAGE.format(
                place=merges.column(own), service=merges.column("r.service"), where=" AND ".join(where),
                listed=_listed(place, merges, query), care="AND listed" if query.care else "",
            ),
            values,
        )  # fmt: skip
        names = self._names([number for row in rows for number in (row[0], row[1])], merges)
        counts = [CoverageCount(names.get(row[0], ""), names.get(row[1], ""), *tuple(row)[2:]) for row in rows]
        return sorted((c for c in counts if c.area_id), key=lambda count: (count.area_id, count.service_id))

    def count_register(self, query: CoverageQuery) -> dict[str, int]:
        merges = self._find_merges(query.known, query.merged)
        place = "grid" if query.grids else "area"
        where = _register(place, query, asked=bool(query.grids or query.areas))
        column = merges.column(f"h.{place}")
        rows = self._ask(
            f"SELECT {column}, count(DISTINCT h.subject) FROM record_row h WHERE {where} GROUP BY 1",
            self._places(query, merges),
        )
        names = self._names([row[0] for row in rows], merges)
        return {names[row[0]]: row[1] for row in rows if row[0] in names}

    def find_gaps(self, query: CoverageQuery, service_id: str, after: str = "", limit: int = 100_000) -> list[str]:
        merges = self._find_merges(query.known, query.merged)
        place = "grid" if query.grids else "area"
        values = self._places(query, merges) | {
            "service": self._numbers([service_id], query.known), "after": after, "limit": limit,
        }  # fmt: skip
        used = " AND ".join([_standing(query.known, "r"), *_between(query.since, query.until)])
        register = _register(place, query, asked=True)
        return [row[0] for row in self._ask(GAPS.format(register=register, used=used), values)]

    def find_unvisited(self, query: CoverageQuery, since: str, after: str = "", limit: int = 1_000) -> list[RowCount]:
        merges = self._find_merges(query.known, query.merged)
        place = "grid" if query.grids else "area"
        values = self._places(query, merges) | {"day": since, "after": after, "limit": limit}
        register = _register(place, query, asked=True)
        rows = self._ask(UNVISITED.format(register=register, visited=_standing(query.known, "v")), values)
        return [RowCount((row[0] or "", row[1]), row[2], 1, 0, 0.0, row[3], row[3]) for row in rows]

    def find_overdue_plans(self, query: RowQuery, day: str, limit: int = 1_000) -> list[RecordRow]:
        merges = self._find_merges(query.known, query.merged)
        where, values = self._where(query, merges)
        source = LAST_PLANS.format(where=where)
        rows = self._ask(
            f"{ROW.format(source=source)} WHERE r.place = 1 AND r.due <> '' AND r.due < :day"
            " ORDER BY r.due, r.statement_id LIMIT :limit",
            values | {"day": day, "limit": limit},
        )
        shown = self._clusters_of({row[c] for row in rows for c in ENTITIES[:5] if row[c]}, query.known, query.merged)
        return [_show(read_row(row), shown) for row in rows]

    def count_cases(self, query: CaseQuery, by: Sequence[str] = ()) -> list[CaseCount]:
        merges = self._find_merges(query.known, query.merged)
        where, values = self._case_where(query, merges)
        keys = [_case_group(name, merges) for name in by]
        rows = self._ask(
            CASE_TIMES.format(
                where=where, service=merges.column("c.service"),
                promise_service=merges.column("p.service"), promises=_standing(query.known, "p"),
                keys="".join(f"{key} AS key{n}, " for n, key in enumerate(keys)),
                partition=f"PARTITION BY {', '.join(f'key{n}' for n in range(len(keys)))}" if keys else "",
                names="".join(f"key{n}, " for n in range(len(keys))),
                grouped=f"GROUP BY {', '.join(f'key{n}' for n in range(len(keys)))}" if keys else "",
                late="WHERE answer_late OR closure_late" if query.overdue else "",
            ),
            values,
        )  # fmt: skip
        names = self._names([row[n] for row in rows for n, name in enumerate(by) if name in ENTITIES], merges)
        found = []
        for row in rows:
            key = tuple(names.get(row[n], "") if name in ENTITIES else row[n] or "" for n, name in enumerate(by))
            rest = tuple(row)[len(keys) :]
            if rest[0]:
                found.append(CaseCount(key, *rest))
        return sorted(found, key=lambda count: count.key)

    def find_cases(self, query: CaseQuery, after: str = "", limit: int = 50) -> list[CaseView]:
        merges = self._find_merges(query.known, query.merged)
        where, values = self._case_where(query, merges)
        rows = self._ask(
            CASE_LIST.format(
                where=where, service=merges.column("c.service"),
                promise_service=merges.column("p.service"), promises=_standing(query.known, "p"),
                late="AND (answer_late OR closure_late)" if query.overdue else "",
            ),
            values | {"after": after, "limit": limit},
        )  # fmt: skip
        names = {row[c] for row in rows for c in ("area", "grid", "service", "body") if row[c]}
        shown = self._clusters_of(names, query.known, query.merged)
        return [_show_case(row, shown) for row in rows]

    def find_households(self, pseudonym: str) -> list[str]:
        return [row[0] for row in self._ask(HOUSEHOLDS, {"name": sort_name(pseudonym)})]

    def find_recorded_areas(self, known: str = "") -> list[tuple[str, Entity]]:
        numbers = [row[0] for row in self._ask(ALL_AREAS, {}) if row[0] is not None]
        rows = self._ask(AREA_MEMBERS, {"numbers": json.dumps(numbers), "known": known or LATEST})
        return [
            (r["cluster_id"], Entity(r["kind"], r["name"], r["founding"], r["code"], r["body"], bool(r["front_line"])))
            for r in rows
        ]

    def _where(self, query: RowQuery, merges: _Merges) -> tuple[str, dict[str, Any]]:
        parts = [_standing(query.known, "r"), "r.predicate = :predicate"]
        values: dict[str, Any] = {"predicate": query.predicate, "known": query.known, **merges.values}
        values |= {"since": query.since, "until": query.until}
        for name, column in _FILTERS.items():
            if asked := getattr(query, name):
                parts.append(f"r.{column} IN (SELECT value FROM json_each(:{name}))")
                values[name] = self._numbers(asked, query.known, query.merged)
        if query.words:
            parts.append("r.word IN (SELECT value FROM json_each(:words))")
            values["words"] = json.dumps(query.words)
        return " AND ".join([*parts, *_between(query.since, query.until)]), values

    def _case_where(self, query: CaseQuery, merges: _Merges) -> tuple[str, dict[str, Any]]:
        parts = [_standing(query.known, "c")]
        values: dict[str, Any] = {"known": query.known, "now": query.now, **merges.values}
        values |= {"since": query.since, "until": query.until}
        for name, column in _FILTERS.items():
            if asked := getattr(query, name, ()):
                parts.append(f"c.{column} IN (SELECT value FROM json_each(:{name}))")
                values[name] = self._numbers(asked, query.known, query.merged)
        if query.cases:
            parts.append("c.case_key IN (SELECT value FROM json_each(:cases))")
            values["cases"] = self._numbers(query.cases, query.known)
        if query.states:
            parts.append("c.state IN (SELECT value FROM json_each(:states))")
            values["states"] = json.dumps(query.states)
        if query.since:
            parts.append("c.raised >= :since")
        if query.until:
            parts.append("c.raised < :until")
        return " AND ".join(parts), values

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
        rows = self._ask(NUMBERS_OF, {"ids": json.dumps(sorted(asked)), "known": known or LATEST})
        return json.dumps([row[0] for row in rows])

    def _find_merges(self, known: str, merged: Mapping[str, str]) -> _Merges:
        """Return what is merged: by judgement, and as the question says."""
        values = {"known": known or LATEST, "ids": json.dumps(sorted({*merged, *merged.values()}))}
        members: dict[str, list[int]] = {}
        for number, cluster in self._ask(MERGED, values):
            members.setdefault(merged.get(cluster, cluster), []).append(number)
        roots = {number: min(own) for own in members.values() for number in own if number != min(own)}
        return _Merges(roots, {min(own): cluster for cluster, own in members.items()})

    def _names(self, numbers: Sequence[int | None], merges: _Merges) -> dict[int, str]:
        asked = sorted({number for number in numbers if number is not None} - merges.clusters.keys())
        rows = self._ask(NAMES_OF_NUMBERS, {"numbers": json.dumps(asked)})
        return {row[0]: row[1] for row in rows} | dict(merges.clusters)

    def _clusters_of(self, names: set[str], known: str, merged: Mapping[str, str]) -> dict[str, str]:
        rows = self._ask(
            "SELECT member_id, cluster_id FROM membership WHERE member_id IN (SELECT value FROM json_each(:ids))"
            " AND cluster_id <> member_id AND known_from <= :known AND (known_until = '' OR known_until > :known)",
            {"ids": json.dumps(sorted(names)), "known": known or LATEST},
        )
        found = {row[0]: row[1] for row in rows}
        return {name: merged.get(found.get(name, name), found.get(name, name)) for name in names}


_GRID_OF_USE = """coalesce(r.grid, (SELECT h.grid FROM record_row h
  WHERE h.predicate = 'LIVES_IN' AND h.subject = r.subject AND h.grid IS NOT NULL AND {standing} LIMIT 1))"""
"""A log that names no grid counts in the grid of the household's register."""

_IN_GRIDS = """r.rowid IN (
  SELECT w.rowid FROM record_row w WHERE w.predicate = 'USED' AND {used}
  AND w.grid IN (SELECT value FROM json_each(:grids))
  UNION SELECT w.rowid FROM record_row h JOIN record_row w ON w.predicate = 'USED' AND w.subject = h.subject
    AND w.grid IS NULL AND {used}
  WHERE h.predicate = 'LIVES_IN' AND {standing} AND h.grid IN (SELECT value FROM json_each(:grids)))"""


def _standing(known: str, row: str) -> str:
    """Return the condition that a row counts now, or counted at the asked moment."""
    if not known:
        return f"{row}.known_until = ''"
    return f"{row}.known_from <= :known AND ({row}.known_until = '' OR {row}.known_until > :known)"


def _between(since: str, until: str) -> list[str]:
    return [*(["r.date >= :since"] if since else []), *(["r.date < :until"] if until else [])]


def _register(place: str, query: CoverageQuery, *, asked: bool) -> str:
    """Return the condition that a row of the register counts on the asked day in the asked places."""
    parts = ["h.predicate = 'LIVES_IN'", _standing(query.known, "h")]
    if asked:
        parts.append(f"h.{place} IN (SELECT value FROM json_each(:{place}s))")
    if query.until:
        parts.append("h.date < :until")
    if query.care:
        parts.append("instr('、' || h.word || '、', :care) > 0")
    return " AND ".join(parts)


def _listed(place: str, merges: _Merges, query: CoverageQuery) -> str:
    """Return the expression that tells whether a served household stands in the register of the place."""
    register = _register(place, query, asked=False)
    return f"EXISTS (SELECT 1 FROM record_row h WHERE h.subject = x.subject AND {merges.column(f'h.{place}')} = x.place AND {register})"  # noqa: E501


def _group(name: str, merges: _Merges) -> str:
    if name not in GROUPS:
        raise ValueError(f"rows are not grouped by {name}")
    if name in PERIODS:
        return f"substr(r.date, 1, {PERIODS[name]})"
    return merges.column(f"r.{name}") if name in ENTITIES else f"r.{name}"


def _case_group(name: str, merges: _Merges) -> str:
    if name not in CASE_GROUPS:
        raise ValueError(f"cases are not grouped by {name}")
    if name in PERIODS:
        return f"substr(c.raised, 1, {PERIODS[name]})"
    return merges.column(f"c.{name}") if name in ENTITIES else f"c.{name}"


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
