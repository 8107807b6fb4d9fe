"""What can be asked of the rows of records: counted in the store, grouped by what is in a closed list.

Areas, services, bodies and people are asked for and answered as clusters, as they were one at the asked moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Protocol

from domain.entity import Entity
from domain.period import read_period
from graph.case_row import CaseRow
from graph.record_row import RecordRow

ENTITIES = ("area", "grid", "service", "body", "subject", "document")
"""Columns of a row that hold an entity, or the document that tells it."""

WORDS = ("word", "detail")
PERIODS = {"year": 4, "month": 7, "day": 10}
"""How much of a date makes a period."""

GROUPS = (*ENTITIES, *WORDS, *PERIODS)
CASE_GROUPS = ("area", "grid", "service", "body", "state", "year", "month")
"""What may be grouped by; cases by the month in which they were raised."""

NO_MERGES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RowQuery:
    """Rows of one predicate; an empty field asks for all. `since` is the first day, `until` the day after the last.

    `merged` says of entities as whose part they count besides what was judged: an area that became part of another.
    A row without a day is in no period but in the one that has neither beginning nor end.
    """

    predicate: str
    areas: tuple[str, ...] = ()
    grids: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    known: str = ""
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowCount:
    """How many rows a group has, how many subjects, how many rows name none, the sum of numbers, first and last day."""

    key: tuple[str, ...]
    rows: int
    subjects: int
    unnamed: int
    total: float
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class CoverageQuery:
    """Which use is counted: in these areas or grids, of these services, in a period, of households of these categories.

    `until` is also the day before which a household must stand in the register.
    """

    areas: tuple[str, ...] = ()
    grids: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    care: str = ""
    known: str = ""
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoverageCount:
    """Use of one service in one area or grid: households served, those of them in its register, uses, unknown ones."""

    area_id: str
    service_id: str
    served: int
    listed: int
    uses: int
    unknown: int


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Cases raised in a period; an empty field asks for all. `now` is the moment until which open ones have run."""

    areas: tuple[str, ...] = ()
    grids: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    now: str = ""
    overdue: bool = False
    cases: tuple[str, ...] = ()
    known: str = ""
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseCount:
    """Cases of a group; the times are whole minutes without pauses, percentiles by nearest rank.

    `answer_late` and `closure_late` count the cases that took, or have by now taken, longer than promised; only cases
    with a promise are late or in time: `promised` are those with one for closure.
    """

    key: tuple[str, ...]
    cases: int
    closed: int
    answered: int
    answer_median: int | None
    answer_p90: int | None
    closure_median: int | None
    closure_p90: int | None
    promised: int
    answer_late: int
    closure_late: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with what was promised for it and whether it is late."""

    case: CaseRow
    answer_promised: int | None
    closure_promised: int | None
    answer_late: bool
    closure_late: bool


@dataclass(frozen=True, slots=True)
class ServiceUse:
    """Numbers of one area, service and period: households served, uses, and uses without a household."""

    area_id: str
    service_id: str
    period: str
    households: tuple[str, ...]
    uses: int
    unknown: int


class RecordReader(Protocol):
    """Every method is one bounded query or a fixed few in the store."""

    def find_rows(self, query: RowQuery, after: str = "", limit: int = 1_000) -> list[RecordRow]:
        """Return rows by day and statement; `after` is the statement of the last row of the page before."""
        ...

    def count_rows(self, query: RowQuery, by: Sequence[str] = ()) -> list[RowCount]:
        """Return counts grouped by columns of GROUPS, in the order of their keys."""
        ...

    def count_coverage(self, query: CoverageQuery) -> list[CoverageCount]:
        """Return use by area (or grid, when grids are asked for) and service, in the order of their ids."""
        ...

    def count_register(self, query: CoverageQuery) -> dict[str, int]:
        """Return how many households the register has in each area or grid, by id."""
        ...

    def find_gaps(self, query: CoverageQuery, service_id: str, after: str = "", limit: int = 100_000) -> list[str]:
        """Return the households of the register that no row of the service names, by id."""
        ...

    def find_unvisited(self, query: CoverageQuery, since: str, after: str = "", limit: int = 1_000) -> list[RowCount]:
        """Return the households of the register not visited since a day: key (grid, household), number, last visit."""
        ...

    def find_overdue_plans(self, query: RowQuery, day: str, limit: int = 1_000) -> list[RecordRow]:
        """Return the last plan of each household and category where its day of review is before a day, by review."""
        ...

    def count_cases(self, query: CaseQuery, by: Sequence[str] = ()) -> list[CaseCount]:
        """Return cases grouped by columns of CASE_GROUPS, in the order of their keys."""
        ...

    def find_cases(self, query: CaseQuery, after: str = "", limit: int = 50) -> list[CaseView]:
        """Return cases by id; `after` is the id of the last one of the page before."""
        ...

    def find_households(self, pseudonym: str) -> list[str]:
        """Return the households that bear this pseudonym, by id."""
        ...

    def find_tellers(self, record: str) -> list[str]:
        """Return the documents that tell a record now, by id."""
        ...

    def find_recorded_areas(self, known: str = "") -> list[tuple[str, Entity]]:
        """Return the areas of which the register or the service log speaks: cluster and member, by member id."""
        ...


class Households:
    """What a store answers out of what it counts."""

    def service_use(
        self: RecordReader, area_id: str, period: str = "", service_id: str = "", known: str = ""
    ) -> list[ServiceUse]:
        """Return use per service in an area or grid and a period: households served, uses, unknown ones."""
        time = read_period(period)
        query = replace(_rows_in("USED", area_id, known), since=time.since, until=time.until)
        counts = self.count_rows(replace(query, services=(service_id,) if service_id else ()), ("service", "subject"))
        found: dict[str, list[RowCount]] = {}
        for count in counts:
            found.setdefault(count.key[0], []).append(count)
        return [
            ServiceUse(
                area_id, service, period, tuple(c.key[1] for c in own if c.key[1]), int(sum(c.total for c in own)),
                sum(c.unnamed for c in own),
            )
            for service, own in sorted(found.items())
            if service
        ]  # fmt: skip

    def households_in(self: RecordReader, area_id: str, known: str = "") -> list[str]:
        """Return the ids of the households that the register puts into the area or grid, in order."""
        return [count.key[0] for count in self.count_rows(_rows_in("LIVES_IN", area_id, known), ("subject",))]


def _rows_in(predicate: str, area_id: str, known: str) -> RowQuery:
    if area_id.startswith("grid-"):
        return RowQuery(predicate, grids=(area_id,), known=known)
    return RowQuery(predicate, areas=(area_id,), known=known)
