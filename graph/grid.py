"""Grids: who works in them, how many households they have, when these were visited; and care plans."""

from __future__ import annotations

from collections.abc import Sequence

from domain.coverage import GridRow, PlanLine, PlanRow, Unvisited, Worker
from domain.period import Period
from graph.record_reader import CoverageQuery, RowQuery
from graph.store import GraphReader

DEDICATED, PART_TIME = "dedicated", "part_time"
MOST_WORKERS = 10_000
MOST_PLANS = 100_000


def draw_grids(reader: GraphReader, areas: Sequence[str], grids: Sequence[str], known: str = "") -> list[GridRow]:
    """Return the grids of these areas, or these grids, by area and name."""
    homes = RowQuery("LIVES_IN", tuple(areas), tuple(grids), known=known)
    households = {c.key: c.subjects for c in reader.count_rows(homes, ("area", "grid")) if c.key[1]}
    found = {grid: area for area, grid in households}
    visits = RowQuery("VISITED", tuple(areas), tuple(grids), known=known)
    visited = {c.key[0]: c for c in reader.count_rows(visits, ("grid",)) if c.key[0]}
    asked = tuple(sorted({*found, *visited, *grids}))
    rows = reader.find_rows(RowQuery("RESPONSIBLE_FOR", grids=asked, known=known), limit=MOST_WORKERS) if asked else []
    names = reader.find_names(
        sorted({*asked, *(a for a in found.values() if a), *(r.subject for r in rows if r.subject), *areas})
    )
    workers: dict[str, dict[tuple[str, str], Worker]] = {}
    for row in rows:
        worker = Worker(row.subject, names.get(row.subject, ""), row.word, row.detail, row.date, row.statement_id)
        workers.setdefault(row.grid, {})[row.subject or row.statement_id, row.word] = worker
    drawn = []
    for grid in asked:
        own = sorted(workers.get(grid, {}).values(), key=lambda worker: (worker.name, worker.id, worker.kind))
        seen = visited.get(grid)
        drawn.append(
            GridRow(
                grid, names.get(grid, grid), names.get(found.get(grid, ""), ""), tuple(own),
                sum(worker.kind == DEDICATED for worker in own), sum(worker.kind == PART_TIME for worker in own),
                households.get((found.get(grid, ""), grid), 0), seen.subjects if seen else 0, seen.last if seen else "",
            )
        )  # fmt: skip
    return sorted(drawn, key=lambda row: (row.area, row.grid, row.id))


def draw_unvisited(
    reader: GraphReader, query: CoverageQuery, since: str, after: str, limit: int
) -> tuple[list[Unvisited], str]:
    """Return a page of households that were not visited since a day, and the id after which the next page begins."""
    counts = reader.find_unvisited(query, since, after, limit)
    names = reader.find_names(sorted({one for count in counts for one in count.key if one}))
    rows = [Unvisited(names.get(c.key[1], c.key[1]), names.get(c.key[0], ""), c.last) for c in counts]
    return rows, counts[-1].key[1] if len(counts) == limit else ""


def draw_plans(
    reader: GraphReader, areas: Sequence[str], period: Period, today: str, known: str = "", limit: int = 1_000
) -> tuple[list[PlanRow], list[PlanLine]]:
    """Return care plans by area and category, and the households whose day of review is past."""
    query = RowQuery("CARE_PLAN", tuple(areas), since=period.since, until=period.until, known=known)
    counts = reader.count_rows(query, ("area", "word"))
    late = reader.find_overdue_plans(query, today, MOST_PLANS)
    past: dict[tuple[str, str], set[str]] = {}
    for row in late:
        past.setdefault((row.area, row.word), set()).add(row.subject)
    names = reader.find_names(sorted({*(c.key[0] for c in counts if c.key[0]), *(row.subject for row in late)}))
    rows = [
        PlanRow(names.get(c.key[0], ""), c.key[1], c.subjects, len(past.get((c.key[0], c.key[1]), ()))) for c in counts
    ]
    lines = {
        row.subject + row.word: PlanLine(names.get(row.subject, ""), row.word, row.date, row.due, row.statement_id)
        for row in late
    }
    return (
        sorted(rows, key=lambda row: (row.area, row.care)),
        sorted(lines.values(), key=lambda line: (line.review, line.household))[:limit],
    )
