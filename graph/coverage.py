"""Area × service × period: how many of the register's households a service reached, and which it did not.

Everything is counted in the store. Without a register the area's own figure of households is the denominator; without
either it is unknown, not zero. Uses without a household are unknown, not uncovered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from domain.coverage import CoverageChange, RecordSource
from domain.period import Period, read_period
from domain.portrait import CoverageRow
from graph.answer import EntityView
from graph.measure import load_measures
from graph.record_reader import CoverageCount, CoverageQuery, RowQuery
from graph.store import GraphReader

REGISTER, POPULATION = "register", "population"
MOST_SOURCES = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What coverage is asked of: areas or grids, periods, a service by name, a care category, as known at a moment.

    `merged` says which areas became part of one of these.
    """

    places: tuple[EntityView, ...]
    periods: tuple[Period, ...]
    service: str = ""
    care: str = ""
    known: str = ""
    merged: Mapping[str, str] = field(default_factory=dict)
    gaps: bool = True

    @property
    def is_grids(self) -> bool:
        return all(place.kind == "Grid" for place in self.places)

    def query(self, period: Period, services: Sequence[str] = ()) -> CoverageQuery:
        """Return what the store is asked for one period."""
        ids = tuple(place.id for place in self.places)
        areas, grids = ((), ids) if self.is_grids else (ids, ())
        return CoverageQuery(
            areas, grids, tuple(services), period.since, period.until, self.care, self.known, self.merged
        )


def count_coverage(
    reader: GraphReader, area: EntityView, period: str = "", service: str = "", known: str = ""
) -> list[CoverageRow]:
    """Return a row for each service recorded in the area, by service name, with the gap list."""
    return draw_coverage(reader, Asked((area,), (read_period(period),), service, known=known))


def draw_coverage(reader: GraphReader, asked: Asked) -> list[CoverageRow]:
    """Return a row for each area, service and period, by these; services recorded in the area in any of the periods.

    Gap lists are given where they were asked for and one area is asked of; `uncovered` counts them everywhere.
    """
    services = _find_services(reader, asked)
    if not asked.places or (asked.service and not services):
        return []
    counts = {
        period: {(c.area_id, c.service_id): c for c in reader.count_coverage(asked.query(period, services))}
        for period in asked.periods
    }
    known = sorted({key for found in counts.values() for key in found})
    names = reader.find_names([service for _, service in known if service])
    places = {place.id: place.name for place in asked.places}
    rows = []
    for period in asked.periods:
        register = reader.count_register(asked.query(period))
        population = _find_population(reader, asked, period, {place for place in places if place not in register})
        for key in known:
            if key[0] in places:
                count = counts[period].get(key, CoverageCount(*key, 0, 0, 0, 0))
                row = _make_row(count, register.get(key[0]), population.get(key[0]), asked, period)
                gaps = _find_gaps(reader, asked, period, key[1]) if row.basis == REGISTER else ()
                rows.append(replace(row, area=places[key[0]], service=names.get(key[1], key[1]), gaps=gaps))
    return sorted(rows, key=lambda row: (row.area, row.service, row.period))


def compare_periods(rows: Iterable[CoverageRow]) -> tuple[CoverageChange, ...]:
    """Return how each area and service changed between its first and its last period."""
    changes = []
    ordered = sorted(rows, key=lambda row: (row.area, row.service, row.care, row.period))
    for _, group in groupby(ordered, key=lambda row: (row.area, row.service, row.care)):
        own = list(group)
        first, last = own[0], own[-1]
        if len(own) < 2:
            continue
        is_known = first.denominator is not None and last.denominator is not None
        changes.append(
            CoverageChange(
                first.area, first.service, first.period, last.period, last.numerator - first.numerator,
                (last.denominator or 0) - (first.denominator or 0) if is_known else None, last.uses - first.uses,
            )
        )  # fmt: skip
    return tuple(changes)


def find_care(reader: GraphReader, asked: Asked) -> list[str]:
    """Return the care categories of the register of these places, in order."""
    query = asked.query(asked.periods[-1])
    rows = RowQuery("LIVES_IN", query.areas, query.grids, until=query.until, known=asked.known, merged=asked.merged)
    words = {word for count in reader.count_rows(rows, ("word",)) for word in count.key[0].split("、")}
    return sorted(words - {""})


def find_sources(reader: GraphReader, query: RowQuery) -> tuple[RecordSource, ...]:
    """Return the documents whose rows a question counts, by title; the first fifty."""
    counts = reader.count_rows(query, ("document",))[:MOST_SOURCES]
    arrivals = reader.find_arrivals([count.key[0] for count in counts])
    found = []
    for count in counts:
        own = arrivals.get(count.key[0], ())
        title = next((a.title for a in own if a.title), "") or next((_file(a.path) for a in own if a.path), "")
        found.append(RecordSource(count.key[0], title, count.rows))
    return tuple(sorted(found, key=lambda source: (source.title, source.document)))


def _file(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _make_row(
    count: CoverageCount, register: int | None, population: int | None, asked: Asked, period: Period
) -> CoverageRow:
    is_listed = register is not None
    denominator = register if is_listed else population
    numerator = count.listed if is_listed or asked.care else count.served
    return CoverageRow(
        count.area_id,
        count.service_id,
        period.name,
        numerator,
        denominator,
        count.unknown,
        count.uses or 0,
        count.served - count.listed if is_listed and not asked.care else 0,
        (),
        max(0, denominator - numerator) if denominator is not None else None,
        REGISTER if is_listed else POPULATION if population is not None else "",
        asked.care,
    )


def _find_services(reader: GraphReader, asked: Asked) -> tuple[str, ...]:
    if not asked.service:
        return ()
    found = reader.find_by_name(asked.service, ("Service",))
    return tuple(match.entity.id for match in found if match.matched_by == "exact")


def _find_gaps(reader: GraphReader, asked: Asked, period: Period, service_id: str) -> tuple[str, ...]:
    if not asked.gaps or len(asked.places) > 1:
        return ()
    ids = reader.find_gaps(asked.query(period), service_id)
    return tuple(sorted(reader.find_names(ids).values()))


def _find_population(reader: GraphReader, asked: Asked, period: Period, places: set[str]) -> dict[str, int]:
    """Return the areas' own figures of households, the last before the period's end."""
    if not places or asked.care:
        return {}
    ids = tuple(sorted(places))
    areas, grids = ((), ids) if asked.is_grids else (ids, ())
    query = RowQuery(
        "POPULATION", areas, grids, words=load_measures().households, until=period.until, known=asked.known,
        merged=asked.merged,
    )  # fmt: skip
    rows = reader.find_rows(query, limit=10_000)
    return {(row.grid if asked.is_grids else row.area): int(row.number or 0) for row in rows}
