"""The term of a holding: between which days one statement shows somebody in a post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.partial_date import find_partial_date

LAPSE = timedelta(days=365)
"""How long a holding that nothing has ended counts as held after the last statement that shows it."""

TERM = timedelta(days=5 * 365 + 1)
"""A term of office: so far an appointment that nothing has ended, and a removal without a beginning, may reach."""

HELD = frozenset({"", "current", "appointed"})
"""Statuses that show somebody in the post when the document came out ("" is current)."""

ENDED = frozenset({"removed", "former"})
"""Statuses that say it is over; without a date of its own an end is no later than the document."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One statement's word on a holding, as the resolver compares it."""

    member_id: str
    statement_id: str
    status: str
    valid_from: str
    valid_to: str
    stated: str
    born: str = ""
    """The birth date that the same document states of the person, partial, "" where it states none."""

    @property
    def ends(self) -> str:
        """Return the day that an end names; a removal without one came with its document."""
        return self.valid_to or (self.stated if self.status == "removed" else "")

    @property
    def begins(self) -> str:
        """Return the day that a beginning names; an appointment without one came with its document."""
        return self.valid_from or (self.stated if self.status == "appointed" else "")

    def window(self) -> tuple[date, date] | None:
        """Return the days around which the holding is surely meant; None when the statement gives no time.

        A holding reported on a day counts twelve months to both sides; a stated start or end limits it.
        """
        since, until = find_partial_date(self.valid_from), find_partial_date(self.valid_to)
        stated = find_partial_date(self.stated)
        if self.status not in HELD | ENDED:
            return None
        first = since.earliest() if since else None
        last = until.latest() if until else None
        if stated is not None and not (first and last):
            day = stated.earliest()
            if self.status in HELD:
                first = first or day - LAPSE
                last = last or max(day, first) + LAPSE
            elif self.status == "removed":
                last = last or stated.latest()
                first = first or last - LAPSE
        if first is None and last is not None:
            first = last
        if last is None and first is not None:
            last = first
        return None if first is None or last is None or last < first else (first, last)


Window = tuple[date, date]


def place(tenures: Sequence[Tenure]) -> Iterator[tuple[Tenure, Window | None]]:
    """Yield each tenure of one name in one post with its window, as long as the others allow.

    An appointment reaches on for a term of office, or to the first end; a removal reaches back as far, or to the end
    before it. 曾任 without a date speaks of what was known of the name in the post before it.
    """
    closed = [end for t in tenures if t.status in ENDED and (end := find_partial_date(t.ends))]
    ends = sorted(end.latest() for end in closed)
    held = sorted(
        window for t in tenures if t.status in HELD | {"removed"} and (window := t.window()) is not None
    )  # fmt: skip
    for tenure in tenures:
        window = tenure.window()
        begin, end = find_partial_date(tenure.begins), find_partial_date(tenure.ends)
        if tenure.status in HELD and window is not None and begin is not None and not tenure.valid_to:
            until = begin.earliest() + TERM
            until = min([until, *(day for day in ends if begin.latest() <= day)])
            window = window[0], max(window[1], until)
        elif tenure.status in ENDED and end is not None and not tenure.valid_from:
            since = end.earliest() - TERM
            since = max([since, *(day for day in ends if day < end.earliest())])
            window = (min(window[0], since) if window else since), (window[1] if window else end.latest())
        elif tenure.status == "former" and window is None:
            window = _place_former(tenure, ends, held)
        yield tenure, window


def _place_former(tenure: Tenure, ends: Sequence[date], held: Sequence[Window]) -> Window | None:
    """Return the last day before the word on which the post was left or held, within a term of office."""
    stated = find_partial_date(tenure.stated)
    if stated is None:
        return None
    last = stated.latest()
    left = max((day for day in ends if last - TERM <= day <= last), default=None)
    seen = max((first for first, _ in held if last - TERM <= first + LAPSE and first <= last), default=None)
    if left is not None:
        return left, left
    return None if seen is None else (min(seen + LAPSE, last), min(seen + LAPSE, last))
