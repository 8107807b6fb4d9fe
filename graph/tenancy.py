"""One post through time: who gives way to whom, vacancies that a source states, gaps, and what is unknown and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from domain.partial_date import PartialDate, find_partial_date
from domain.portrait import InCharge, Stretch, Vacancy
from graph.holding import PROPOSED, Spell, is_hidden
from graph.line import cite
from graph.store import StatementView
from graph.term import LAPSE
from lexicon.posts import is_single

WHY = {
    "before": "此前没有何人任职的记载",
    "between": "前后任之间没有何人任职的记载",
    "left": "{name}离任后没有何人任职的记载",
    "seen": "此后首次见到任职者是 {day}，就任日期未载",
    "dateless": "{name}曾任此职，起止日期未载",
    "silent": "自 {day} 以来没有{name}任此职的记载",
    "undated": "{name}离任的日期未载，最后见于 {day}",
}


@dataclass(frozen=True, slots=True)
class Tenancy:
    """The spells of one post and what sources say of its being vacant."""

    spells: tuple[Spell, ...]
    vacancies: tuple[Vacancy, ...]
    in_charge: tuple[InCharge, ...]
    gaps: tuple[Stretch, ...]
    unknown: tuple[Stretch, ...]


def settle(spells: Sequence[Spell], vacant: Iterable[StatementView] = ()) -> list[Spell]:
    """Return the spells with those over that another holder, or a stated vacancy, of a one-person post shows to be.

    Their end stays unstated; from that day on they just cover nothing. A post of several people is left alone.
    """
    free = [(view.text_of("post"), day) for view in vacant if (day := _day_of_vacancy(view)) is not None]
    by_post: dict[str, list[Spell]] = {}
    for spell in spells:
        by_post.setdefault(spell.post.entity_id or spell.post.text, []).append(spell)
    return [_give_way(spell, by_post[spell.post.entity_id or spell.post.text], free) for spell in spells]


def _give_way(spell: Spell, spells: Sequence[Spell], free: Sequence[tuple[str, PartialDate]]) -> Spell:
    if spell.status in PROPOSED or not is_single(spell.post.text) or spell.begin is None:
        return spell
    shown = find_partial_date(spell.last_stated or spell.valid_from) or spell.begin
    last = max(shown.earliest(), spell.begin.earliest())
    taken = [
        begin
        for other in spells
        if other.person.entity_id != spell.person.entity_id
        and other.status not in PROPOSED
        and (begin := _taken(other)) is not None
        and begin.earliest() > last
    ]
    taken += [day for post, day in free if post == spell.post.text and day.earliest() > last]
    over = find_partial_date(spell.over_by)
    first = min([*taken, *([over] if over else [])], key=lambda d: d.earliest(), default=None)
    return spell if first is None or first is over else replace(spell, over_by=first.earliest().isoformat())


def _taken(spell: Spell) -> PartialDate | None:
    """Return when the person is first shown in the post; None for who is only called a former holder."""
    return find_partial_date(spell.valid_from or spell.first_stated)


def _day_of_vacancy(view: StatementView) -> PartialDate | None:
    """Return the day of a vacancy that the text states; None where it only says who is in charge."""
    post = view.find("post")
    if post is None or post.start < 0 or is_hidden(view):
        return None
    return find_partial_date(view.valid_from or view.stated)


def tell_post(spells: Sequence[Spell], views: Sequence[StatementView], today: date) -> Tenancy:
    """Return what the record says of one post: its spells in order, vacancies, gaps and what is unknown."""
    spells = settle(spells, views)
    shown = sorted((s for s in spells if s.status not in PROPOSED), key=_start)
    gaps: list[Stretch] = []
    unknown: list[Stretch] = []
    if shown and is_single(shown[0].post.text):
        for left, right in pairwise([*shown, None]):
            stretch, is_stated = _between(left, right, today) if left is not None else (None, False)
            if stretch is not None:
                (gaps if is_stated else unknown).append(stretch)
    else:
        unknown = [stretch for s in shown if (stretch := _between(s, None, today)[0]) is not None and s.is_open]
    if shown and (first := _taken(shown[0])) is not None:
        unknown.insert(0, Stretch("", first.earliest().isoformat(), WHY["before"]))
    told = sorted(_read_vacancies(views, shown), key=lambda v: (v.valid_from, v.valid_to))
    return Tenancy(tuple(spells), tuple(told), tuple(read_in_charge(views, spells)), tuple(gaps), tuple(unknown))


def _start(spell: Spell) -> tuple[date, str]:
    return (spell.begin.earliest() if spell.begin else date.min), spell.person.name


def _between(left: Spell, right: Spell | None, today: date) -> tuple[Stretch | None, bool]:
    """Return the days after a spell on which nobody is known to hold the post, and whether both ends are stated."""
    following = _taken(right) if right is not None else None
    limit = following.earliest() if following else today
    end = following.earliest().isoformat() if following else ""
    until = find_partial_date(left.valid_to)
    name = left.person.name or left.person.text
    if until is not None:
        if until.latest() >= limit:
            return None, False
        if right is not None and right.valid_from:
            return Stretch(left.valid_to, right.valid_from, WHY["between"]), True
        if right is None:
            return Stretch(left.valid_to, "", WHY["left"].format(name=name)), False
        return Stretch(left.valid_to, end, WHY["seen"].format(day=end)), False
    last = find_partial_date(left.last_shown)
    if last is None:
        return Stretch("", end, WHY["dateless"].format(name=name)), False
    if last.latest() + LAPSE >= limit and not left.over_undated:
        return None, False
    since = last.latest() if left.over_undated else last.latest() + LAPSE
    why = WHY["silent" if left.is_open else "undated"]
    return Stretch(since.isoformat(), end, why.format(name=name, day=last)), False


def _read_vacancies(views: Iterable[StatementView], spells: Sequence[Spell]) -> Iterator[Vacancy]:
    """Yield the vacancies that a source states, each until somebody is next shown in the post."""
    for view in views:
        day = _day_of_vacancy(view)
        if day is not None:
            later = [b.earliest() for s in spells if (b := _taken(s)) is not None and b.earliest() > day.earliest()]
            yield Vacancy(str(day), min(later).isoformat() if later else "", (cite(view),))


def read_in_charge(views: Iterable[StatementView], spells: Sequence[Spell]) -> Iterator[InCharge]:
    """Yield who is said to do the work of a post, until somebody is next shown in it."""
    for view in sorted(views, key=lambda v: (v.valid_from or v.stated, v.id)):
        person, post = view.find("in_charge"), view.find("post")
        day = find_partial_date(view.valid_from or view.stated)
        if person is None or post is None or day is None or is_hidden(view):
            continue
        later = [
            begin.earliest()
            for spell in spells
            if (spell.post.entity_id or spell.post.text) == (post.entity_id or post.text)
            and (begin := _taken(spell)) is not None
            and begin.earliest() > day.earliest()
        ]
        until = min(later).isoformat() if later else ""
        yield InCharge(post.text, person.entity_id, person.name or person.text, str(day), until, (cite(view),))


def covers(valid_from: str, valid_to: str, span: PartialDate, *, lapses: bool = False) -> bool:
    """True when the stretch covers a day of the span; what was stated lapses after twelve months."""
    since, until = find_partial_date(valid_from), find_partial_date(valid_to)
    if since is not None and span.latest() < since.earliest():
        return False
    if until is not None:
        return span.earliest() < until.earliest()
    return not lapses or since is None or span.earliest() <= since.latest() + LAPSE
