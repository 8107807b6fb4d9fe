"""Draws the list of households to visit, and looks the households up again when it comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.gap_list import GapLine, HomeState
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
    return sorted(lines, key=lambda line: (line.state.area, line.state.grid, line.state.household))


def find_states(reader: GraphReader, households: Sequence[str]) -> dict[str, HomeState]:
    """Return what the record says of these households now, by id; those in no register are left out."""
    homes: dict[str, RecordRow] = {}
    visits: dict[str, str] = {}
    for part in _parts(sorted(set(households))):
        for row in _rows(reader, RowQuery("LIVES_IN", subjects=part)):
            homes[row.subject] = row
        for count in reader.count_rows(RowQuery("VISITED", subjects=part), ("subject",)):
            visits[count.key[0]] = count.last
    ids = {one for row in homes.values() for one in (row.subject, row.area, row.grid) if one}
    names = reader.find_names(sorted(ids))
    return {
        household: HomeState(
            household, names.get(household, ""), row.area, names.get(row.area, ""), row.grid, names.get(row.grid, ""),
            row.word, row.record, visits.get(household, ""),
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
