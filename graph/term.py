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

NEAR = timedelta(days=31)
"""So far apart two sources may tell one end: one by its day, one by when it came out."""

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
    other_posts: bool = False
    """Whether the same document states another post of the person."""

    @property
    def ends(self) -> str:
        """Return the day that an end names; a removal without one came with its document."""
        return self.valid_to or (self.stated if self.status == "removed" else "")

    @property
    def begins(self) -> str:
        """Return the day that a beginning names; an appointment without one came with its document."""
        return self.valid_from or (self.stated if self.status == "appointed" else "")

    @property
    def day_shown(self) -> date | None:
        """Return a day on which the post is surely held by whom it is said of, None where there is none."""
        day = find_partial_date(self.valid_from or self.stated) if self.status in HELD else None
        return day.latest() if day is not None else None

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


def limit(tenures: Sequence[Tenure], others: Sequence[date] = ()) -> Iterator[tuple[Tenure, Window | None]]:
    """Yield each tenure of one name in one post with the window in which it can be joined to another.

    As place has it, but no report reaches beyond an end: who was removed before it, and who is shown after one, may be
    another person of the name. `others` are days on which somebody else is shown in a post that one person holds:
    no term reaches across.
    """
    told = [end for t in tenures if t.status in ENDED and (end := find_partial_date(t.ends))]
    for tenure, window in place(tenures, others):
        stated = find_partial_date(tenure.stated)
        if window is not None and stated is not None and tenure.status in HELD:
            first, last = window
            if not tenure.valid_from:
                after = [end.latest() + timedelta(days=1) for end in told if end.latest() < stated.earliest()]
                first = max([first, *after])
            if not tenure.valid_to:
                last = min([last, *(end.latest() for end in told if end.earliest() > stated.latest())])
            window = (first, max(first, last))
        yield tenure, window


def place(tenures: Sequence[Tenure], others: Sequence[date] = ()) -> Iterator[tuple[Tenure, Window | None]]:
    """Yield each tenure of one name in one post with its window, as long as the others allow.

    An appointment reaches on for a term of office, or to the first end; a removal reaches back as far, or to the end
    before it; neither reaches across a day of `others`. 曾任 without a date speaks of what the record has of the name
    in the post before it, if that is one row.
    """
    told = [end for t in tenures if t.status in ENDED and (end := find_partial_date(t.ends))]
    ends = sorted(end.latest() for end in told)
    placed = [(tenure, _reach(tenure, ends, others)) for tenure in tenures]
    windows = sorted(window for _, window in placed if window is not None)
    for tenure, window in placed:
        is_former = window is None and tenure.status == "former"
        yield tenure, _place_former(tenure, windows) if is_former else window


def _reach(tenure: Tenure, ends: Sequence[date], others: Sequence[date]) -> Window | None:
    """Return the window of one tenure, an open side of which reaches to the next end, for a term at most."""
    window = tenure.window()
    begin, end = find_partial_date(tenure.begins), find_partial_date(tenure.ends)
    is_begun = tenure.status in HELD or (tenure.status == "former" and tenure.valid_from != "")
    if is_begun and window is not None and begin is not None and not tenure.valid_to:
        closes = [*(day for day in ends if begin.latest() <= day), *(day for day in others if begin.latest() < day)]
        until = min([begin.earliest() + TERM, *closes])
        return window[0], max(window[1], until)
    if tenure.status in ENDED and end is not None and not tenure.valid_from:
        opens = [_follow(day, end.earliest()) for day in ends if day < end.earliest()]
        after = [day + timedelta(days=1) for day in others if day < end.earliest()]
        since = max([end.earliest() - TERM, *opens, *after])
        return (min(window[0], since), window[1]) if window else (since, end.latest())
    return window


def _follow(before: date, end: date) -> date:
    """Return how far back an end reaches behind the one before it: not to that day, unless both may be one end."""
    return before if end - before <= NEAR else before + timedelta(days=1)


def _place_former(tenure: Tenure, windows: Sequence[Window]) -> Window | None:
    """Return the last day before the word that is in the one row of windows, None when there are several rows."""
    stated = find_partial_date(tenure.stated)
    before = [window for window in windows if stated is not None and window[0] <= stated.latest()]
    if stated is None or not before:
        return None
    reach = before[0][1]
    for first, last in before[1:]:
        if first > reach:
            return None
        reach = max(reach, last)
    day = min(reach, stated.latest())
    return day, day
