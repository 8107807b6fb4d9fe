"""A case row: one request as its transitions tell it, with what they add up to.

Derived from the rows of its events in the order of their times. Time is counted in minutes; while a case is paused it
does not run. A day without an hour counts from its midnight, a promise without an hour until the end of its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from graph.record_row import RecordRow

OPEN_STATES = ("raised", "received", "assigned", "answered", "paused", "reopened")
CLOSED_STATES = ("done", "declined")
DAY = 24 * 60

_ORDER = {
    word: place
    for place, word in enumerate(
        ("raised", "received", "assigned", "answered", "paused", "resumed", "done", "declined", "reopened")
    )
}
_ANSWERS = frozenset({"answered", "done", "declined"})


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case: when it was raised, answered first and closed, and the minutes between without pauses.

    `promised` is the case's own promise in minutes from when it was raised. `paused` are the minutes of pauses that
    have ended; `paused_since` is when the one began that has not, "" where none is open.
    """

    case_id: str
    area: str
    grid: str
    service: str
    body: str
    state: str
    raised: str
    answered: str
    closed: str
    answer_minutes: int | None
    closure_minutes: int | None
    promised: int | None
    paused: int
    paused_since: str


def fold_case(events: Sequence[RecordRow]) -> CaseRow | None:
    """Return the case that these events make, None where none has a time."""
    dated = sorted(
        (event for event in events if read_moment(event.date) is not None),
        key=lambda event: (read_moment(event.date), _ORDER.get(event.word, 0), event.statement_id),
    )
    if not dated:
        return None
    raised = answered = closed = paused_since = ""
    paused = answer_paused = closure_paused = 0
    state = ""
    for event in dated:
        word, at = event.word, event.date
        state = "received" if word == "resumed" else word
        if word == "raised":
            raised = raised or at
        if word == "paused":
            paused_since = paused_since or at
            continue
        if paused_since and (word == "resumed" or word in CLOSED_STATES):
            paused += minutes_between(paused_since, at)
            paused_since = ""
        if word in _ANSWERS and not answered:
            answered = at
            answer_paused = paused + (minutes_between(paused_since, at) if paused_since else 0)
        if word in CLOSED_STATES:
            closed, closure_paused = at, paused
        if word == "reopened":
            closed = ""
    if state == "received" and answered and not closed:
        state = "answered"
    since = raised or dated[0].date
    due = next((event.due for event in reversed(dated) if event.due), "")
    return CaseRow(
        dated[0].subject,
        _latest(dated, "area"),
        _latest(dated, "grid"),
        _latest(dated, "service"),
        _latest(dated, "body"),
        state,
        since,
        answered,
        closed,
        max(0, minutes_between(since, answered) - answer_paused) if answered else None,
        max(0, minutes_between(since, closed) - closure_paused) if closed else None,
        minutes_between(since, due) + (0 if "T" in due or ":" in due else DAY) if read_moment(due) else None,
        paused,
        paused_since,
    )


def _latest(events: Sequence[RecordRow], column: str) -> str:
    """Return what the last event says that says anything: a case that was handed on is where it is now."""
    return next((value for event in reversed(events) if (value := str(getattr(event, column)))), "")


def read_moment(text: str) -> datetime | None:
    """Return the moment that a day or a day with its time names; None for less than a day."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) < len("2024-01-01"):
        return None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def minutes_between(since: str, until: str) -> int:
    """Return the whole minutes from one moment to another; negative where the later one comes first."""
    first, last = read_moment(since), read_moment(until)
    if first is None or last is None:
        return 0
    return (last - first) // timedelta(minutes=1)
