"""The questions about rows in the embedded store, one text for each combination of filters and groups.

An index is used only where its column is compared by itself, so a filter that is not asked for is not in the text.
No text comes in from outside: what is asked for is said by yes or no and by members of a closed list, which makes the
texts a finite set of constants. Values are always parameters. tests/responsible/test_i4.py holds this module to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from graph.sqlite.record_queries import (
    CASE_LIST,
    CASE_TIMES,
    COVERAGE,
    GAPS,
    GRID_OF_USE,
    IN_GRIDS,
    LAST_PLANS,
    ROW_COLUMNS,
    ROW_NAMES,
    UNVISITED,
)


class Column(Enum):
    """What rows and cases are filtered and grouped by; a period is the beginning of the date."""

    AREA = "area"
    GRID = "grid"
    SERVICE = "service"
    BODY = "body"
    SUBJECT = "subject"
    DOCUMENT = "document"
    WORD = "word"
    DETAIL = "detail"
    STATE = "state"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


FILTERS = {
    "areas": Column.AREA, "grids": Column.GRID, "services": Column.SERVICE, "bodies": Column.BODY,
    "subjects": Column.SUBJECT,
}  # fmt: skip
"""By which column each list of entities filters; the list is the parameter of that name."""

_PERIODS = {Column.YEAR: 4, Column.MONTH: 7, Column.DAY: 10}
_NUMBERED = (Column.AREA, Column.GRID, Column.SERVICE, Column.BODY, Column.SUBJECT, Column.DOCUMENT)


@dataclass(frozen=True, slots=True)
class RowShape:
    """Which filters a question about rows has; `past` asks as of a moment, `merged` counts some entities as one."""

    filters: tuple[Column, ...]
    words: bool
    since: bool
    until: bool
    past: bool
    merged: bool


@dataclass(frozen=True, slots=True)
class CoverageShape:
    """Which filters a question about coverage has; it is by grid where grids are asked for."""

    areas: bool
    grids: bool
    services: bool
    since: bool
    until: bool
    care: bool
    past: bool
    merged: bool

    @property
    def place(self) -> str:
        return "grid" if self.grids else "area"


@dataclass(frozen=True, slots=True)
class CaseShape:
    """Which filters a question about cases has."""

    filters: tuple[Column, ...]
    cases: bool
    states: bool
    since: bool
    until: bool
    overdue: bool
    past: bool
    merged: bool


def list_rows(shape: RowShape, after: bool) -> str:
    """Return the text for a page of rows; `after` when a page comes before it."""
    paged = (
        " AND (r.date, r.statement_id) > (SELECT p.date, p.statement_id FROM record_row p"
        " JOIN statement ps ON ps.id = :after JOIN record_key pd ON pd.name = ps.document_id"
        " WHERE p.document = pd.number AND p.statement_id = :after LIMIT 1)"
        if after
        else ""
    )
    return (
        f"{ROW_COLUMNS}FROM record_row r{ROW_NAMES} WHERE {_rows(shape)}{paged}"
        " ORDER BY r.date, r.statement_id LIMIT :limit"
    )


def count_rows(shape: RowShape, by: tuple[Column, ...]) -> str:
    """Return the text for rows counted in groups."""
    keys = "".join(f"{_group(shape.merged, 'r', 'r.date', column)}, " for column in by)
    grouped = f"GROUP BY {', '.join(f'{n}' for n, _ in enumerate(by, 1))}" if by else ""
    return (
        f"SELECT {keys}count(*), count(DISTINCT {_root(shape.merged, 'r.subject')}),"
        " count(*) - count(r.subject), coalesce(sum(r.number), 0.0), coalesce(min(nullif(r.date, '')), ''),"
        f" coalesce(max(r.date), '') FROM record_row r WHERE {_rows(shape)} {grouped}"
    )


def list_overdue_plans(shape: RowShape) -> str:
    """Return the text for the last plans whose day of review is past."""
    source = LAST_PLANS.format(where=_rows(shape))
    return (
        f"{ROW_COLUMNS}FROM {source}{ROW_NAMES} WHERE r.place = 1 AND r.due <> '' AND r.due < :day"
        " ORDER BY r.due, r.statement_id LIMIT :limit"
    )


def count_coverage(shape: CoverageShape) -> str:
    """Return the text for use counted by place and service."""
    where = [_standing(shape.past, "r"), "r.predicate = 'USED'"]
    own = "r.area"
    if shape.grids:
        where.append(IN_GRIDS.format(standing=_standing(shape.past, "h"), used=_standing(shape.past, "w")))
        own = GRID_OF_USE.format(standing=_standing(shape.past, "h"))
    elif shape.areas:
        where.append(_among("r", "area", "areas"))
    if shape.services:
        where.append(_among("r", "service", "services"))
    where += _between("r.date", shape.since, shape.until)
    return COVERAGE.format(
        place=_root(shape.merged, own), service=_root(shape.merged, "r.service"), where=" AND ".join(where),
        listed=_listed(shape), care="AND listed" if shape.care else "",
    )  # fmt: skip


def count_register(shape: CoverageShape) -> str:
    """Return the text for the households of the register by place."""
    return (
        f"SELECT {_root(shape.merged, f'h.{shape.place}')}, count(DISTINCT h.subject) FROM record_row h"
        f" WHERE {_register(shape, shape.areas or shape.grids)} GROUP BY 1"
    )


def list_gaps(shape: CoverageShape) -> str:
    """Return the text for the households of the register that one service did not reach."""
    used = " AND ".join([_standing(shape.past, "r"), *_between("r.date", shape.since, shape.until)])
    return GAPS.format(register=_register(shape, True), used=used)


def list_unvisited(shape: CoverageShape) -> str:
    """Return the text for the households of the register that nobody visited since a day."""
    return UNVISITED.format(register=_register(shape, True), visited=_standing(shape.past, "v"))


def count_cases(shape: CaseShape, by: tuple[Column, ...]) -> str:
    """Return the text for cases counted in groups, with their times."""
    keys = [_group(shape.merged, "c", "c.raised", column) for column in by]
    listed = ", ".join(f"key{n}" for n, _ in enumerate(by))
    return CASE_TIMES.format(
        where=_cases(shape), service=_root(shape.merged, "c.service"),
        promise_service=_root(shape.merged, "p.service"), promises=_standing(shape.past, "p"),
        wanted="".join(f"{key} AS key{n}, " for n, key in enumerate(keys)) + "c.answer_minutes, c.closure_minutes, ",
        partition=f"PARTITION BY {listed}" if by else "", names=f"{listed}, " if by else "",
        grouped=f"GROUP BY {listed}" if by else "",
        late="WHERE answer_late OR closure_late" if shape.overdue else "",
    )  # fmt: skip


def list_cases(shape: CaseShape) -> str:
    """Return the text for a page of single cases."""
    return CASE_LIST.format(
        where=_cases(shape), service=_root(shape.merged, "c.service"),
        promise_service=_root(shape.merged, "p.service"), promises=_standing(shape.past, "p"), wanted="c.*, ",
        late="AND (answer_late OR closure_late)" if shape.overdue else "",
    )  # fmt: skip


def _rows(shape: RowShape) -> str:
    parts = [_standing(shape.past, "r"), "r.predicate = :predicate"]
    parts += [_among("r", column.value, name) for name, column in FILTERS.items() if column in shape.filters]
    if shape.words:
        parts.append(_among("r", "word", "words"))
    return " AND ".join([*parts, *_between("r.date", shape.since, shape.until)])


def _cases(shape: CaseShape) -> str:
    parts = [_standing(shape.past, "c")]
    parts += [_among("c", column.value, name) for name, column in FILTERS.items() if column in shape.filters]
    if shape.cases:
        parts.append(_among("c", "case_key", "cases"))
    if shape.states:
        parts.append(_among("c", "state", "states"))
    return " AND ".join([*parts, *_between("c.raised", shape.since, shape.until)])


def _register(shape: CoverageShape, asked: bool) -> str:
    """Return the condition that a row of the register counts on the asked day, and in the asked places."""
    parts = ["h.predicate = 'LIVES_IN'", _standing(shape.past, "h")]
    if asked:
        parts.append(_among("h", shape.place, f"{shape.place}s"))
    if shape.until:
        parts.append("h.date < :until")
    if shape.care:
        parts.append("instr('、' || h.word || '、', :care) > 0")
    return " AND ".join(parts)


def _listed(shape: CoverageShape) -> str:
    """Return the expression that tells whether a served household stands in the register of the place.

    A register names no service; with that said, the index by area answers without a look at the row.
    """
    place = _root(shape.merged, f"h.{shape.place}")
    return (
        f"EXISTS (SELECT 1 FROM record_row h WHERE h.subject = x.subject AND {place} = x.place AND h.service IS NULL"
        f" AND {_register(shape, False)})"
    )


def _among(row: str, column: str, name: str) -> str:
    return f"{row}.{column} IN (SELECT value FROM json_each(:{name}))"


def _standing(past: bool, row: str) -> str:
    """Return the condition that a row counts now, or counted at the asked moment."""
    if not past:
        return f"{row}.known_until = ''"
    return f"{row}.known_from <= :known AND ({row}.known_until = '' OR {row}.known_until > :known)"


def _between(date: str, since: bool, until: bool) -> list[str]:
    return [*([f"{date} >= :since"] if since else []), *([f"{date} < :until"] if until else [])]


def _root(merged: bool, column: str) -> str:
    """Return the expression for a column of entities: as it is, where nothing is merged."""
    if not merged:
        return column
    return f"coalesce((SELECT m.value FROM json_each(:roots) m WHERE m.key = CAST({column} AS TEXT)), {column})"


def _group(merged: bool, row: str, date: str, column: Column) -> str:
    if column in _PERIODS:
        return f"substr({date}, 1, {_PERIODS[column]})"
    return _root(merged, f"{row}.{column.value}") if column in _NUMBERED else f"{row}.{column.value}"
