"""What is known of a source before anything of it is read: its passport, and the counts that a run of it should find.

A count has a key: `documents`, `failed`, `rows`, `rejected_rows`, `statements`, `mentions`, or one of these by kind,
as `rows.service_log`, `statements.USED`, `mentions.PERSON`.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from domain.partial_date import PartialDate, find_partial_date
from domain.plain import to_json, to_plain

COUNTS = ("documents", "failed", "rows", "rejected_rows", "statements", "mentions")
"""What a run is counted by as a whole, in the order in which it is told."""

BY_KIND = ("rows", "statements", "mentions")
"""What is counted by kind as well: rows by kind of record, statements by predicate, mentions by what they name."""

GRACE = {"day": 1, "week": 3, "month": 10, "quarter": 20, "year": 45}
"""How often a source may come, and for how many days after the expected one it is due before it is late."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Expectation:
    """How much of one count a run should find: from `low` to `high`, or within so many percent of the last run."""

    count: str
    low: int | None = None
    high: int | None = None
    within_last: int | None = None

    def find_range(self, last: int | None) -> tuple[int | None, int | None]:
        """Return the least and the most that fits, None where there is no such end.

        `last` is what the last run of the source found, None when there was none or it did not count this: then
        what is said of the last run does not apply, nor where it found nothing.
        """
        low, high = self.low, self.high
        if self.within_last is not None and last:
            least = -(-last * max(100 - self.within_last, 0) // 100)
            most = last * (100 + self.within_last) // 100
            low = least if low is None else max(low, least)
            high = most if high is None else min(high, most)
        return low, high


@dataclass(frozen=True, slots=True)
class Passport:
    """A source as who imports it describes it (docs/sources.md); kind and `every` are words of closed lists."""

    name: str
    publisher: str
    kind: str
    areas: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    licence: str = ""
    contact: str = ""
    every: str = ""
    expects: tuple[Expectation, ...] = ()

    def needs(self, count: str) -> bool:
        """True when something is expected of this count, as a whole or by kind."""
        return any(expectation.count.partition(".")[0] == count for expectation in self.expects)

    def pack(self) -> str:
        """Return what a store keeps of it: all but the expectations, which are the file's."""
        plain = to_plain(self)
        del plain["expects"]
        return to_json(plain)


@dataclass(frozen=True, slots=True)
class Breach:
    """An expectation that a run broke: what was found, and between what it should have been."""

    count: str
    found: int
    low: int | None
    high: int | None
    last: int | None = None
    """What the last run found, where the expectation speaks of it."""


def find_breaches(passport: Passport, counts: Mapping[str, int], last: Mapping[str, int] | None) -> list[Breach]:
    """Return the expectations that these counts of a run break, in the passport's order.

    What was never met counts 0. `last` are the counts of the source's last run, None when there was none.
    """
    found = []
    for expectation in passport.expects:
        number = counts.get(expectation.count, 0)
        before = find_last(expectation.count, last)
        low, high = expectation.find_range(before)
        if (low is not None and number < low) or (high is not None and number > high):
            shown = before if expectation.within_last is not None else None
            found.append(Breach(expectation.count, number, low, high, shown))
    return found


def find_last(count: str, last: Mapping[str, int] | None) -> int | None:
    """Return what the last run counted; None where it did not count this at all, and 0 where it met no such kind."""
    if last is None or count.partition(".")[0] not in last:
        return None
    return last.get(count, 0)


@dataclass(frozen=True, slots=True)
class Freshness:
    """Whether a source came when it should have: never, in_time, due, late, ended, or open where nothing is said.

    `expected` is the day by which the next of it should be here, `late_days` how many days ago that was.
    """

    state: str
    expected: str = ""
    late_days: int = 0


def find_freshness(every: str, until: str, last: str, today: date) -> Freshness:
    """Return the freshness of a source whose last document is of this day, "" when nothing of it ever came."""
    day = find_partial_date(last)
    if day is None:
        return Freshness("never")
    if every not in GRACE:
        return Freshness("open")
    expected = find_next(every, day.latest())
    end = find_partial_date(until)
    if end is not None and expected > end.latest():
        return Freshness("ended")
    late = (today - expected).days
    if late <= 0:
        return Freshness("in_time", expected.isoformat())
    return Freshness("late" if late > GRACE[every] else "due", expected.isoformat(), late)


def find_next(every: str, last: date) -> date:
    """Return the day by which the next is expected; after the last day of a month comes the last day of another."""
    if every == "day":
        return last + timedelta(days=1)
    if every == "week":
        return last + timedelta(days=7)
    months = last.year * 12 + last.month - 1 + _MONTHS[every]
    year, month = months // 12, months % 12 + 1
    if year > date.max.year:
        return date.max
    length = calendar.monthrange(year, month)[1]
    is_end = last.day == calendar.monthrange(last.year, last.month)[1]
    return date(year, month, length if is_end else min(last.day, length))


def check_period(since: str, until: str) -> bool:
    """True unless a period ends before it begins; raises ValueError for what is no date."""
    begin = PartialDate.parse(since) if since else None
    end = PartialDate.parse(until) if until else None
    return begin is None or end is None or begin.earliest() <= end.latest()
