"""What is answered about coverage: periods compared, numbers stated and counted, allotments, entitlements, plans.

Households stand in these answers by pseudonym; all of it is for those who serve them.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.portrait import Citation, CoverageRow


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """One service in one area in the first and the last of several periods."""

    area: str
    service: str
    first: str
    last: str
    numerator_change: int
    denominator_change: int | None
    uses_change: int


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A number that a text states beside what the records add up to; `counted` None where no record is its like.

    `value` is None where the text gives no plain number; `is_about` marks 余, 多 and 约: the difference is then from a
    round figure. `rule` says what was counted.
    """

    measure: str
    value: float | None
    unit: str
    period: str
    is_about: bool
    rule: str
    counted: float | None
    difference: float | None
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class AreaNote:
    """What became of an area: `merged` into another, whose figures hold its own; or `split`, and nothing guessed."""

    area: str
    change: str
    other: str
    date: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class RecordSource:
    """A document whose rows were counted."""

    document: str
    title: str
    rows: int


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Rows by area, service and period, what changed between the periods, and what is said of the same."""

    rows: tuple[CoverageRow, ...]
    changes: tuple[CoverageChange, ...] = ()
    stated: tuple[StatedCount, ...] = ()
    areas: tuple[AreaNote, ...] = ()
    sources: tuple[RecordSource, ...] = ()


@dataclass(frozen=True, slots=True)
class AllotmentRow:
    """Who was allotted one thing in one area: in a year, or in all ("").

    `each` is the quantity of every household where it is the same. `fits` says whether the sum is within the stated
    whole, None where no whole is stated in this unit.
    """

    area: str
    item: str
    unit: str
    year: str
    households: int
    quantity: float
    each: float | None
    whole: float | None
    fits: bool | None


@dataclass(frozen=True, slots=True)
class AllotmentsPage:
    """Allotments by area, thing and year, and over all years."""

    rows: tuple[AllotmentRow, ...]
    sources: tuple[RecordSource, ...] = ()


@dataclass(frozen=True, slots=True)
class EntitlementRow:
    """What a household may use of a service in a year and has used; `left` None where it is without limit."""

    household: str
    area: str
    service: str
    year: str
    limit: str
    allowance: int | None
    used: int
    left: int | None
    over: int
    care: str


@dataclass(frozen=True, slots=True)
class EntitlementsPage:
    """Entitlements in order of household and service; `after` leads to the next page."""

    rows: tuple[EntitlementRow, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """Care plans of one category: households with one, and those whose day of review is past."""

    area: str
    care: str
    households: int
    past_review: int


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One household's plan."""

    household: str
    care: str
    date: str
    review: str
    statement: str


@dataclass(frozen=True, slots=True)
class PlansPage:
    """Care plans by category, and the households whose review is past, by day."""

    rows: tuple[PlanRow, ...]
    past: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class Worker:
    """Who is responsible for a grid, full or part time."""

    id: str
    name: str
    kind: str
    duty: str
    since: str
    statement: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A grid with its workers and households, how many were visited, and the last day on which one was."""

    id: str
    grid: str
    area: str
    workers: tuple[Worker, ...]
    dedicated: int
    part_time: int
    households: int
    visited: int
    last_visit: str


@dataclass(frozen=True, slots=True)
class Unvisited:
    """A household that was not visited since a day; `last_visit` "" where no visit is recorded."""

    household: str
    grid: str
    last_visit: str


@dataclass(frozen=True, slots=True)
class GridsPage:
    """Grids of an area, and the households that were not visited in so many days; `after` leads to the next page."""

    grids: tuple[GridRow, ...]
    since: str = ""
    unvisited: tuple[Unvisited, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class OfferedService:
    """A service that a body provides, what it promised, and with what equipment.

    A promise in working days stays one: which days those are no calendar of ours says, so nothing is overdue by it.
    """

    service: str
    provider: str
    answer_minutes: int | None
    closure_minutes: int | None
    assets: tuple[str, ...]
    evidence: tuple[Citation, ...] = ()
    answer_working_days: float | None = None
    closure_working_days: float | None = None


@dataclass(frozen=True, slots=True)
class DutyLine:
    """Who is on duty on a day."""

    id: str
    name: str
    date: str
    shift: str
    duty: str
    statement: str


@dataclass(frozen=True, slots=True)
class ServicesPage:
    """What a body or area offers, who is on duty on the asked day, and its equipment."""

    services: tuple[OfferedService, ...]
    duty: tuple[DutyLine, ...] = ()
    date: str = ""
