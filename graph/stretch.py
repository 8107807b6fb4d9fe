"""Months in which the record surely shows something: the ground of every "at the same time".

Nothing is stretched beyond what sources say: a year alone gives no month, and a holding that nobody ended counts to
the last statement that shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.partial_date import PartialDate, find_partial_date
from domain.portrait import Length
from graph.answer import StatementView
from graph.holding import PROPOSED, Spell
from lexicon.posts import is_single


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """From a month to a month, both counted since year 0.

    Where a source states the day of a beginning or an end, it is kept too: in the month of a handover two people are
    not there together. The day of an end is no longer within.
    """

    first: int
    last: int
    begin_day: date = date.min
    end_day: date = date.max

    def overlap(self, other: Stretch) -> Stretch | None:
        """Return the months of both, None when there is none or the days that are told leave none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        begin, end = max(self.begin_day, other.begin_day), min(self.end_day, other.end_day)
        return Stretch(first, last, begin, end) if first <= last and begin < end else None

    @property
    def since(self) -> str:
        """Return the first month as YYYY-MM."""
        return _write(self.first)

    @property
    def until(self) -> str:
        """Return the last month as YYYY-MM."""
        return _write(self.last)


ALWAYS = Stretch(0, 12 * 10_000 - 1)
"""The stretch of what has no time of its own: where somebody comes from, of what a unit is a part."""


def stretch_of_day(day: str) -> Stretch:
    """Return the month of a day, or the months of a partial date; ALWAYS for no day. Raises ValueError."""
    if not day:
        return ALWAYS
    span = PartialDate.parse(day)
    last = span.latest()
    return Stretch(
        _earliest(span), _latest(span), span.earliest(), last + timedelta(days=1) if last < date.max else last
    )


def _write(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _earliest(day: PartialDate) -> int:
    return day.earliest().year * 12 + day.earliest().month - 1


def _latest(day: PartialDate) -> int:
    return day.latest().year * 12 + day.latest().month - 1


def most_precise(texts: Iterable[str]) -> list[str]:
    """Return the dates that no other one says more exactly: of 1970 and 1970-03 the second."""
    found = sorted({text for text in texts if text})
    return [text for text in found if not any(other != text and other.startswith(f"{text}-") for other in found)]


def agreeing(one: str, other: str) -> str:
    """Return the more exact of two dates that may mean the same day, "" where they cannot."""
    finer, coarser = (one, other) if len(one) >= len(other) else (other, one)
    return finer if coarser and (finer == coarser or finer.startswith(f"{coarser}-")) else ""


def stretch_of_spell(spell: Spell) -> Stretch | None:
    """Return the months in which the person surely held the post.

    Where sources disagree on an end, only the months that all of them leave count.
    """
    if spell.status in PROPOSED and not spell.first_stated:
        return None
    starts = [day for text in most_precise(v.valid_from for v in spell.statements) if (day := find_partial_date(text))]
    ends = [day for text in most_precise(v.valid_to for v in spell.statements) if (day := find_partial_date(text))]
    seen = [day for text in (spell.first_stated, spell.last_stated) if (day := find_partial_date(text))]
    corrected = find_partial_date(spell.ended_on)
    first = max(map(_latest, starts)) if starts else min(map(_latest, seen), default=None)
    last = min(map(_earliest, ends)) if ends else max(map(_earliest, seen), default=None)
    if first is None and ends:
        first = min(map(_latest, ends))
    if last is None and starts:
        last = max(map(_earliest, starts))
    if first is None or last is None:
        return None
    if corrected is not None:
        last = min(last, _earliest(corrected))
        ends.append(corrected)
    begin = max((day.earliest() for day in starts if day.day is not None), default=date.min)
    end = min((day.earliest() for day in ends if day.day is not None), default=date.max)
    if first > last:
        return None
    return Stretch(first, last, begin, end) if begin < end else Stretch(first, last)


def single_post(spell: Spell) -> str:
    """Return what tells a post that one person holds at a time from all others, "" for any other post."""
    if not is_single(spell.post.text):
        return ""
    unit = spell.organisation.entity_id or spell.organisation.text if spell.organisation else ""
    return spell.post.entity_id or f"{unit}:{spell.post.text}"


def shared_by(one: Spell, other: Spell) -> Stretch | None:
    """Return the months in which two people surely served side by side, None where there are none.

    One who follows the other in a post that one person holds is not beside him in the month of the handover.
    """
    mine, held = stretch_of_spell(one), stretch_of_spell(other)
    months = mine.overlap(held) if mine and held else None
    return None if months and is_handover(single_post(one), single_post(other), months) else months


def is_handover(post: str, other_post: str, months: Stretch) -> bool:
    """True where all that two spells share is the month in which one gives way to the other in a one-person post."""
    return bool(post) and post == other_post and months.first == months.last


def stretch_of_event(view: StatementView, *roles: str) -> Stretch | None:
    """Return the month in which something happened, by its own date; None where no month is told."""
    texts = [view.text_of(role) for role in roles]
    dates = [day for text in (*texts, view.valid_from) if (day := find_partial_date(text))]
    day = dates[0] if dates else None
    return Stretch(_latest(day), _earliest(day)) if day is not None and day.month is not None else None


def length_between(since: str, until: str) -> Length | None:
    """Return how many months lie between two stated dates, None unless both are dates in order."""
    start, end = find_partial_date(since), find_partial_date(until)
    if start is None or end is None or end.latest() < start.earliest():
        return None
    if start.day is not None and end.day is not None:
        months = _latest(end) - _latest(start) - (end.day < start.day)
        return Length(max(months, 0), max(months, 0), "day")
    precision = "year" if start.month is None or end.month is None else "month"
    return Length(max(_earliest(end) - _latest(start), 0), _latest(end) - _earliest(start), precision)
