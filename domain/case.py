"""What is answered about requests: counts by state, times without pauses, promises, and the way of one case.

Median and 90th percentile are nearest ranks: of n times in order the ⌈n/2⌉th and the ⌈9n/10⌉th, always a time that
occurred. Both stores count them so.
"""

from __future__ import annotations

from dataclasses import dataclass

METHOD = "nearest-rank"
"""How the times of a group are read off, said with every answer."""


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Cases of one group; times in whole minutes without pauses, None where no case of it has one.

    `overdue_answer` and `overdue_closure` count the cases that took, or have by now taken, longer than was promised;
    `promised` are those for which a closure was promised at all.
    """

    area: str
    service: str
    state: str
    period: str
    cases: int
    answered: int
    closed: int
    answer_median: int | None
    answer_p90: int | None
    closure_median: int | None
    closure_p90: int | None
    promised: int
    overdue_answer: int
    overdue_closure: int


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case."""

    id: str
    name: str
    area: str
    service: str
    state: str
    raised: str
    answered: str
    closed: str
    answer_minutes: int | None
    closure_minutes: int | None
    answer_promised: int | None
    closure_promised: int | None
    paused_minutes: int
    paused_since: str
    overdue_answer: bool
    overdue_closure: bool


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a case, with the statement that tells it."""

    event: str
    date: str
    body: str
    due: str
    channel: str
    statement: str
    document: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with its transitions in the order of time."""

    case: CaseLine
    transitions: tuple[Transition, ...]


@dataclass(frozen=True, slots=True)
class CasesPage:
    """Groups of cases, and a page of single ones where they were asked for; `after` leads to the next page."""

    groups: tuple[CaseGroup, ...]
    cases: tuple[CaseLine, ...] = ()
    after: str = ""
    method: str = METHOD
    now: str = ""
