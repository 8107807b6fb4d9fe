"""Draws the list of households or of grids to visit, and looks them up again when it comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.gap_list import GapLine, GridState, HomeState
from domain.period import Period
from graph.grid import draw_grids
from graph.measure import load_measures
from graph.record_reader import CoverageQuery, RowQuery
from graph.record_row import RecordRow
from graph.store import GraphReader

PAGE = 5_000
MOST_LINES = 100_000


def draw_unvisited_list(reader: GraphReader, areas: Sequence[str], since: str, reason: str) -> list[GapLine]:
    """Return a line for each registered household of these areas that was not visited since a day."""
    query = CoverageQuery(tuple(areas))
    found: list[str] = []
    after = ""
    while len(found) < MOST_LINES:
        counts = reader.find_unvisited(query, since, after, PAGE)
        found += [count.key[1] for count in counts]
        if len(counts) < PAGE:
            break
        after = counts[-1].key[1]
    return _draw(reader, found, reason)


def draw_unserved_list(reader: GraphReader, query: CoverageQuery, service_id: str, reason: str) -> list[GapLine]:
    """Return a line for each registered household that no use of the service names."""
    return _draw(reader, reader.find_gaps(query, service_id, limit=MOST_LINES), reason)


def _draw(reader: GraphReader, households: Sequence[str], reason: str) -> list[GapLine]:
    states = find_states(reader, households)
    lines = [GapLine(states[one], reason) for one in households if one in states]
    return sorted(lines, key=lambda line: (line.state.area, line.state.grid, line.state.code))


def draw_grid_list(
    reader: GraphReader, areas: Sequence[str], since: str, period: Period, services: Sequence[str], service: str
) -> list[GapLine]:
    """Return a line for each grid of these areas that something is missing in, with what.

    Asked of services: no use of them in the period. Else: no visit since a day ("" any) or in the period, no use of any
    service in a period, nobody responsible.
    """
    states = find_grid_states(reader, _list_grids(reader, areas))
    if not states:
        return []
    lacks: dict[str, list[str]] = {grid: [] for grid in states}
    query = CoverageQuery(grids=tuple(states), services=tuple(services), since=period.since, until=period.until)
    if services or period.name:
        served = {count.area_id for count in reader.count_coverage(query) if count.uses}
        for grid in states.keys() - served:
            lacks[grid].append(f"{period.name}没有{service or '任何服务'}的记录")
    if not services:
        visits = RowQuery("VISITED", grids=tuple(states), since=period.since or since, until=period.until)
        seen = {count.key[0] for count in reader.count_rows(visits, ("grid",))}
        for grid, state in states.items():
            if grid not in seen:
                lacks[grid].append(f"{period.name}没有走访" if period.name else _since(since, state.last_visit))
            if not state.workers:
                lacks[grid].append("没有登记网格员")
    lines = [GapLine(states[grid], "；".join(reasons)) for grid, reasons in lacks.items() if reasons]
    return sorted(lines, key=lambda line: (line.state.area, line.state.grid, line.state.code))


def _since(since: str, last: str) -> str:
    return f"{since} 以来没有走访" if since and last else "没有走访过"


def _list_grids(reader: GraphReader, areas: Sequence[str]) -> list[str]:
    """Return the grids that the register, the log of visits or the roster of workers of these areas knows."""
    own = tuple(areas)
    queries = (RowQuery("LIVES_IN", own), RowQuery("VISITED", own), RowQuery("RESPONSIBLE_FOR", bodies=own))
    return sorted({c.key[0] for query in queries for c in reader.count_rows(query, ("grid",)) if c.key[0]})


def find_grid_states(reader: GraphReader, grids: Sequence[str]) -> dict[str, GridState]:
    """Return what the record says of these grids now, by id; those that no record names are left out."""
    found: dict[str, GridState] = {}
    for part in _parts(sorted(set(grids))):
        areas = _find_areas(reader, part)
        names = reader.find_names(sorted({*part, *areas.values()}))
        visits: dict[str, set[str]] = {}
        for count in reader.count_rows(RowQuery("VISITED", grids=part), ("grid", "day")):
            if count.unnamed:
                visits.setdefault(count.key[0], set()).add(count.key[1])
        figures: dict[str, dict[str, int]] = {}
        for row in _rows(reader, RowQuery("POPULATION", grids=part, words=load_measures().households)):
            figures.setdefault(row.grid, {})[row.date] = int(row.number or 0)
        for grid in draw_grids(reader, (), part):
            area = areas.get(grid.id, "")
            if not area:
                continue
            workers = tuple(dict.fromkeys(worker.name for worker in grid.workers if worker.name))
            found[grid.id] = GridState(
                grid.id, names.get(grid.id, ""), area, names.get(area, ""), workers, grid.households, grid.last_visit,
                frozenset(visits.get(grid.id, ())), tuple(sorted(figures.get(grid.id, {}).items())),
            )  # fmt: skip
    return found


def _find_areas(reader: GraphReader, grids: tuple[str, ...]) -> dict[str, str]:
    """Return the community of each grid: that of its register, else of its visits, else of its roster."""
    found: dict[str, str] = {}
    for predicate, column in (("LIVES_IN", "area"), ("VISITED", "area"), ("RESPONSIBLE_FOR", "body")):
        for count in reader.count_rows(RowQuery(predicate, grids=grids), ("grid", column)):
            if count.key[1]:
                found.setdefault(*count.key)
    return found


def find_states(reader: GraphReader, households: Sequence[str]) -> dict[str, HomeState]:
    """Return what the record says of these households now, by id; those in no register are left out."""
    homes: dict[str, RecordRow] = {}
    visits: dict[str, set[str]] = {}
    for part in _parts(sorted(set(households))):
        for row in _rows(reader, RowQuery("LIVES_IN", subjects=part)):
            homes[row.subject] = row
        for count in reader.count_rows(RowQuery("VISITED", subjects=part), ("subject", "day")):
            visits.setdefault(count.key[0], set()).add(count.key[1])
    ids = {one for row in homes.values() for one in (row.subject, row.area, row.grid) if one}
    names = reader.find_names(sorted(ids))
    return {
        household: HomeState(
            household, names.get(household, ""), row.area, names.get(row.area, ""), row.grid, names.get(row.grid, ""),
            row.word, row.record, max(visits.get(household, ()), default=""), frozenset(visits.get(household, ())),
        )
        for household, row in homes.items()
    }  # fmt: skip


def find_grids(reader: GraphReader, area_id: str) -> dict[str, str]:
    """Return the grids of an area that its register names, by name."""
    counts = reader.count_rows(RowQuery("LIVES_IN", (area_id,)), ("grid",))
    ids = sorted({count.key[0] for count in counts if count.key[0]})
    return {name: grid for grid, name in reader.find_names(ids).items()}


def _rows(reader: GraphReader, query: RowQuery) -> Iterator[RecordRow]:
    after = ""
    while True:
        rows = reader.find_rows(query, after, PAGE)
        yield from rows
        if len(rows) < PAGE:
            return
        after = rows[-1].statement_id


def _parts(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(ids), 500):
        yield tuple(ids[start : start + 500])
