"""What is answered about courses and person files: who was reached, what is there and how fresh; never a grade."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """Attendance of a branch, a township or a mode: people once each, attendances, hours.

    `denominator` is the number of members that the body's own figures give at the period's end, None where none do.
    """

    by: str
    name: str
    attendees: int
    attendances: int
    hours: float
    courses: int
    denominator: int | None
    unknown: int


@dataclass(frozen=True, slots=True)
class HeldCourse:
    """A course or training that was held, as its record tells."""

    organiser: str
    course: str
    date: str
    people: int | None
    statement: str


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """Attendance by branch, by township and by mode in one period, and the courses held."""

    rows: tuple[TrainingRow, ...]
    held: tuple[HeldCourse, ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section of a person's file: items, the newest day, and whether it is as fresh as configured."""

    section: str
    items: int
    newest: str
    is_fresh: bool | None


@dataclass(frozen=True, slots=True)
class FileLine:
    """A person's file at a day: which sections have an item and are fresh, which have none."""

    id: str
    name: str
    sections: tuple[SectionLine, ...]
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class SectionCount:
    """How many files have a section, and how many have it fresh."""

    section: str
    files: int
    complete: int
    fresh: int


@dataclass(frozen=True, slots=True)
class FilesPage:
    """Files by name, and sections counted over all files; `after` leads to the next page."""

    at: str
    files: tuple[FileLine, ...]
    sections: tuple[SectionCount, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationLine:
    """Who judged whom on which scheme, when, with which outcome, as a sheet tells; the words are the issuer's."""

    body: str
    target: str
    scheme: str
    criterion: str
    outcome: str
    vote: str
    date: str
    statement: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EvaluationsPage:
    """Evaluations in the order of their days."""

    rows: tuple[EvaluationLine, ...]
    after: str = ""
