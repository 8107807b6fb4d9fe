"""The days on which the record has no holder of a post: the holes between its spells, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.partial_date import PartialDate, find_partial_date
from domain.portrait import Citation, Stretch
from graph.holding import Cover, Spell
from graph.line import cite
from graph.term import LAPSE
from lexicon.posts import is_single

WHY = {
    "before": "此前没有何人任职的记载",
    "between": "前后任之间没有何人任职的记载",
    "left": "{name}离任后没有何人任职的记载",
    "seen": "此后首次见到任职者是 {day}，就任日期未载",
    "until": "{name}任此职至 {day}，何时起任未载",
    "dateless": "{name}曾任此职，起止日期未载",
    "silent": "自 {day} 以来没有{name}任此职的记载",
    "undated": "{name}离任的日期未载，最后见于 {day}",
    "begin": "{name}就任的日期只载到 {day}，不能定到哪一天",
    "end": "{name}离任的日期只载到 {day}，不能定到哪一天",
    "nobody": "没有何人在这一时间任此职的记载",
}

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Reach:
    """The days from `first` to before `end` on which a spell covers the post.

    A spell of which only the stated end is known reaches from that day to that day: before it nothing is sure but
    that it was held, after it that it was over.
    """

    first: date
    end: date
    spell: Spell
    is_ended: bool

    @property
    def is_point(self) -> bool:
        return self.spell.valid_from == "" and self.spell.first_stated == ""


def find_unheld(shown: Sequence[Spell], today: date) -> tuple[list[Stretch], list[Stretch]]:
    """Return the gaps between a stated end and a stated beginning, and the other days without a holder.

    A day that any spell covers is in neither. In a post of several people there are no gaps, and what is unknown of
    one stands even where another holds such a post.
    """
    if not shown:
        return [], []
    single = is_single(shown[0].post.text)
    reaches = sorted(
        (reach for spell in shown if (reach := _reach(spell)) is not None),
        key=lambda r: (r.first, not r.is_point, r.end, r.spell.person.name),
    )
    gaps: list[Stretch] = []
    unknown: list[Stretch] = []
    for left, right in _find_holes(reaches, today):
        stretch, is_stated = _tell(left, right)
        (gaps if is_stated and single else unknown).append(stretch)
    if not single:
        unknown += [_tell(r, None)[0] for r in reaches if r.spell.is_open and r.end <= today]
        unknown += [_tell(None, r)[0] for r in reaches if r.is_point]
    unknown += [piece for spell in shown for piece in _tell_dateless(spell, reaches)]
    return gaps, sorted(dict.fromkeys(unknown), key=lambda s: (_day(s.valid_from), s.valid_to or "9999", s.why))


def explain(shown: Sequence[Spell], span: PartialDate) -> Stretch:
    """Return why nobody is known in the post on days that no stretch accounts for: a vague date, or no word at all."""
    for spell in shown:
        for key, told in (("begin", spell.valid_from), ("end", spell.valid_to)):
            vague = find_partial_date(told)
            if vague is None or vague.day is not None or spell.cover_any(span) is not Cover.UNKNOWN:
                continue
            if vague.earliest() <= span.latest() and span.earliest() <= vague.latest():
                return Stretch(told, told, WHY[key].format(name=_name(spell), day=told), _quotes(spell))
    return Stretch(str(span), str(span), WHY["nobody"])


def _reach(spell: Spell) -> _Reach | None:
    """Return the days that the spell covers, as Spell.cover counts them; None where it has neither of its ends."""
    first = find_partial_date(spell.valid_from or spell.first_stated)
    until = find_partial_date(spell.valid_to)
    if first is None:
        return _Reach(until.earliest(), until.earliest(), spell, True) if until is not None else None
    shown = max((find_partial_date(spell.last_shown) or first).latest(), first.earliest())
    ends = [shown + DAY if spell.over_undated else shown + LAPSE + DAY]
    over = find_partial_date(spell.over_by)
    ends += [over.latest()] if over is not None else []
    left = [until.earliest()] if until is not None else []
    left += [date.fromisoformat(spell.ended_on)] if spell.ended_on else []
    end = max(min([*ends, *left]), first.earliest())
    return _Reach(first.earliest(), end, spell, end in left)


def _find_holes(reaches: Sequence[_Reach], today: date) -> Iterator[tuple[_Reach | None, _Reach | None]]:
    """Yield whom each stretch that nobody covers lies between: the last to end before it, the first to begin after."""
    left: _Reach | None = None
    for reach in reaches:
        if left is None or _is_after(left, reach.first):
            yield left, reach
        if left is None or reach.end >= left.end:
            left = reach
    if left is not None and _is_after(left, today + DAY):
        yield left, None


def _is_after(left: _Reach, day: date) -> bool:
    """True when the day is surely later than the end: an end of which only the year is told may be on any day of it."""
    until = find_partial_date(left.spell.valid_to) if left.is_ended else None
    if until is not None and left.end == until.earliest():
        return until.latest() < day
    return left.end < day


def _tell(left: _Reach | None, right: _Reach | None) -> tuple[Stretch, bool]:
    """Return one hole with its reason, and whether both ends are stated."""
    since = "" if left is None else left.end.isoformat()
    if left is not None and left.is_ended and left.spell.valid_to and not left.spell.ended_on:
        since = left.spell.valid_to
    until = "" if right is None else right.first.isoformat()
    if right is not None and right.is_point:
        until = right.spell.valid_to
        why = WHY["until"].format(name=_name(right.spell), day=until)
        return Stretch(since, until, why, _quotes(right.spell)), False
    if left is None:
        return Stretch(since, until, WHY["before"]), False
    if not left.is_ended:
        why = WHY["silent" if left.spell.is_open else "undated"]
        last = left.spell.last_shown or left.spell.first_stated or left.spell.valid_from
        return Stretch(since, until, why.format(name=_name(left.spell), day=last)), False
    if right is None:
        return Stretch(since, "", WHY["left"].format(name=_name(left.spell))), False
    if right.spell.valid_from:
        return Stretch(since, right.spell.valid_from, WHY["between"]), True
    return Stretch(since, until, WHY["seen"].format(day=until)), False


def _tell_dateless(spell: Spell, reaches: Sequence[_Reach]) -> Iterator[Stretch]:
    """Yield when somebody may have been in the post of whom only that it is over is known: never while others were."""
    if _reach(spell) is not None:
        return
    over = find_partial_date(spell.over_by)
    last = over.latest() if over is not None else date.max
    why = WHY["dateless"].format(name=_name(spell))
    covered = [r for r in reaches if r.end > r.first and is_single(spell.post.text)]
    since = date.min
    for reach in (*covered, None):
        until = last if reach is None else min(reach.first, last)
        if since < until:
            yield Stretch(_iso(since), _iso(until), why, _quotes(spell))
        since = since if reach is None else max(since, reach.end)


def _iso(day: date) -> str:
    return "" if day in (date.min, date.max) else day.isoformat()


def _day(told: str) -> date:
    found = find_partial_date(told)
    return found.earliest() if found is not None else date.min


def _name(spell: Spell) -> str:
    return spell.person.name or spell.person.text


def _quotes(spell: Spell) -> tuple[Citation, ...]:
    return tuple(cite(view) for view in spell.statements)
