"""One post through time: who gives way to whom, vacancies that a source states, gaps, and what is unknown and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.partial_date import PartialDate, find_partial_date
from domain.portrait import Citation, InCharge, Stretch, Vacancy
from graph.answer import ArgumentView, StatementView
from graph.holding import PROPOSED, Cover, Spell, is_hidden
from graph.line import cite
from graph.term import LAPSE
from graph.unheld import find_unheld
from lexicon.posts import is_single


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


def tell_post(
    spells: Sequence[Spell], views: Sequence[StatementView], today: date, colleagues: Sequence[Spell] = ()
) -> Tenancy:
    """Return what the record says of one post: its spells in order, vacancies, gaps and what is unknown."""
    spells = settle(spells, views)
    shown = sorted((s for s in spells if s.status not in PROPOSED), key=_start)
    gaps, unknown = find_unheld(shown, today)
    told = sorted(_read_vacancies(views, shown), key=lambda v: (v.valid_from, v.valid_to))
    return Tenancy(
        tuple(spells), tuple(told), tuple(read_in_charge(views, spells, colleagues)), tuple(gaps), tuple(unknown)
    )


def _start(spell: Spell) -> tuple[date, str]:
    return (spell.begin.earliest() if spell.begin else date.min), spell.person.name


def _read_vacancies(views: Iterable[StatementView], spells: Sequence[Spell]) -> Iterator[Vacancy]:
    """Yield the vacancies that a source states, each until somebody is next shown in the post."""
    told: dict[tuple[str, str], dict[str, Citation]] = {}
    for view in views:
        day = _day_of_vacancy(view)
        if day is not None:
            later = [b.earliest() for s in spells if (b := _taken(s)) is not None and b.earliest() > day.earliest()]
            key = (str(day), min(later).isoformat() if later else "")
            told.setdefault(key, {})[view.id] = cite(view)
    for (since, until), evidence in told.items():
        yield Vacancy(since, until, tuple(evidence.values()))


def read_in_charge(
    views: Iterable[StatementView], spells: Sequence[Spell], colleagues: Sequence[Spell] = ()
) -> Iterator[InCharge]:
    """Yield who is said to do the work of a post, until somebody is next shown in it.

    `colleagues` are the spells of the whole body, which tell the person's own post. What several sentences say of
    the same days is one line.
    """
    told: dict[InCharge, dict[str, Citation]] = {}
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
        own = _find_own_post(person, post, day, colleagues)
        one = InCharge(post.text, person.entity_id, person.name or person.text, str(day), until, (), own)
        told.setdefault(one, {})[view.id] = cite(view)
    for one, evidence in told.items():
        yield replace(one, evidence=tuple(evidence.values()))


def _find_own_post(person: ArgumentView, post: ArgumentView, day: PartialDate, spells: Sequence[Spell]) -> str:
    """Return the posts that the person in charge holds on the day beside the one that is run."""
    own = (
        spell.post.text
        for spell in spells
        if person.entity_id
        and spell.person.entity_id == person.entity_id
        and (spell.post.entity_id or spell.post.text) != (post.entity_id or post.text)
        and spell.cover_any(day) is Cover.HELD
    )
    return "、".join(dict.fromkeys(own))


def covers(valid_from: str, valid_to: str, span: PartialDate, *, lapses: bool = False) -> bool:
    """True when the stretch covers a day of the span; what was stated lapses after twelve months."""
    since, until = find_partial_date(valid_from), find_partial_date(valid_to)
    if since is not None and span.latest() < since.earliest():
        return False
    if until is not None:
        return span.earliest() < until.earliest()
    return not lapses or since is None or span.earliest() <= since.latest() + LAPSE
