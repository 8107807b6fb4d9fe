"""Ties between two people that follow by a rule, each with evidence on both sides.

Same unit in the same months, same course, same activity. Standing in one text is none. People come by name, then by
date: no tie counts for more than another. A unit too large to join anybody is cut and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.portrait import Citation, Tie
from graph.answer import ArgumentView, StatementView
from graph.career import evidence_of
from graph.holding import Spell, gather_spells, is_hidden
from graph.hub import find_hubs
from graph.line import cite
from graph.preference import date_of
from graph.store import GraphReader
from graph.stretch import Stretch, agreeing, shared_by, stretch_of_spell
from lexicon.posts import is_front_line

RULES = {
    "unit": "同一单位，任职月份重合",
    "course": "同一学校、同一班次或专业、同一时间",
    "activity": "同一活动、同一时间",
}
"""The rules by which two people are tied, in words."""

MOST_READ = 1_000
"""So many statements of one unit, school or place are read at most; a hub has fewer."""

DOCUMENTS = 50
"""In so many documents of a person's activities the others who took part are looked for, the latest first."""


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of a person, and the units that were cut."""

    ties: tuple[Tie, ...] = ()
    cut: tuple[str, ...] = ()


def find_ties(
    reader: GraphReader, person_id: str, spells: Sequence[Spell], views: Sequence[StatementView], known: str
) -> Ties:
    """Return the ties of a person whose spells and statements these are; a fixed few questions to the store."""
    units = {id_: name for spell in spells if stretch_of_spell(spell) for id_, name in _unit_of(spell)}
    schools = _places_of(views, "EDUCATED", "school")
    grounds = _places_of(views, "HELD_ACTIVITY", "place")
    hubs = set(find_hubs(reader, units | schools | grounds, known)) if units or schools or grounds else set()
    asked = sorted((units.keys() | schools.keys() | grounds.keys()) - hubs)
    predicates = ("HOLDS_POST", "EDUCATED", "HELD_ACTIVITY")
    roles = ("org", "body", "school", "place")
    found = reader.statements_about_each(asked, predicates, roles, known, MOST_READ) if asked else {}
    others = {
        about: [v for v in said if v.data_class in ("REF", "PUB") and not is_hidden(v)] for about, said in found.items()
    }
    ties = [
        *_by_unit(person_id, spells, {id_: (units[id_], others[id_]) for id_ in units.keys() - hubs}),
        *_by_course(person_id, views, {id_: others[id_] for id_ in schools.keys() - hubs}),
        *_by_activity(
            person_id, views, [*_in_documents(reader, views, known), *(v for o in others.values() for v in o)]
        ),
    ]
    kept = {(t.person, t.rule, t.what, t.own, t.other, t.valid_from): t for t in ties}
    named = units | schools | grounds
    return Ties(
        tuple(sorted(kept.values(), key=lambda t: (t.name, t.valid_from, t.what, t.own, t.other, t.person))),
        tuple(sorted({named[hub] for hub in hubs})),
    )


def _unit_of(spell: Spell) -> Iterable[tuple[str, str]]:
    """Yield the unit in which a post is held, by the name that its entity shows."""
    if spell.organisation and spell.organisation.entity_id:
        yield spell.organisation.entity_id, spell.organisation.name or spell.organisation.text


def _places_of(views: Iterable[StatementView], predicate: str, role: str) -> dict[str, str]:
    found = [view.find(role) for view in views if view.predicate == predicate]
    return {argument.entity_id: argument.name for argument in found if argument and argument.entity_id}


def _by_unit(
    person_id: str, spells: Sequence[Spell], units: Mapping[str, tuple[str, Sequence[StatementView]]]
) -> Iterable[Tie]:
    for unit_id, (name, views) in sorted(units.items()):
        own = [s for s in spells if any(id_ == unit_id for id_, _ in _unit_of(s))]
        holdings = [v for v in views if v.predicate == "HOLDS_POST" and _is_other(v.find("person"), person_id)]
        for spell in gather_spells(holdings):
            if is_front_line(spell.post.text):
                continue
            for mine in own:
                months = shared_by(mine, spell)
                if months is not None:
                    evidence, other = evidence_of(mine), evidence_of(spell)
                    yield _tie(
                        "unit", spell.person, (name, unit_id), (mine.post.text, spell.post.text), months,
                        evidence, other,
                    )  # fmt: skip


def _by_course(
    person_id: str, views: Sequence[StatementView], schools: Mapping[str, Sequence[StatementView]]
) -> Iterable[Tie]:
    own = [v for v in views if v.predicate == "EDUCATED" and date_of(v, "date")]
    for mine in own:
        school = mine.find("school")
        for view in schools.get(school.entity_id, ()) if school else ():
            day = agreeing(date_of(mine, "date"), date_of(view, "date"))
            if view.predicate != "EDUCATED" or not day or not _is_other(view.find("person"), person_id):
                continue
            if _course(mine) and _course(mine) == _course(view):
                person = view.find("person")
                assert person is not None
                assert school is not None
                what = f"{school.name}{mine.text_of('major') or mine.text_of('level')}"
                yield _tie(
                    "course", person, (what, school.entity_id), (_course_words(mine), _course_words(view)), day,
                    (cite(mine),), (cite(view),),
                )  # fmt: skip


def _course(view: StatementView) -> tuple[str, ...]:
    """Return what makes two studies one: the subject where one is told, else the class; () where neither is."""
    subject = view.text_of("major")
    words = subject or (view.text_of("level") if view.text_of("kind") == "training" else "")
    return (view.text_of("kind"), words) if words else ()


def _course_words(view: StatementView) -> str:
    return f"{view.text_of('major')}{view.text_of('level')}"


def _in_documents(reader: GraphReader, views: Sequence[StatementView], known: str) -> list[StatementView]:
    """Return the activities of the documents in which the person's own ones are told."""
    told = sorted({(v.stated, v.document_id) for v in views if v.predicate == "HELD_ACTIVITY"}, reverse=True)
    if not told:
        return []
    found = reader.statements_in_each([document for _, document in told[:DOCUMENTS]], ("HELD_ACTIVITY",), known)
    return [v for said in found.values() for v in said if v.data_class in ("REF", "PUB") and not is_hidden(v)]


def _by_activity(person_id: str, views: Sequence[StatementView], others: Sequence[StatementView]) -> Iterable[Tie]:
    for mine in (v for v in views if v.predicate == "HELD_ACTIVITY"):
        for view in others:
            person = view.find("organiser")
            if view.predicate != "HELD_ACTIVITY" or person is None or person.kind != "Person":
                continue
            if not _is_other(person, person_id) or not (day := _same_activity(mine, view)):
                continue
            words = mine.text_of("activity")
            yield _tie(
                "activity", person, (words, ""), (words, view.text_of("activity")), day, (cite(mine),), (cite(view),)
            )


def _same_activity(one: StatementView, other: StatementView) -> str:
    """Return when it took place, "" unless two statements tell one activity.

    In one document the same words mean the same; in two also place and day must be told and be the same.
    """
    if one.text_of("activity") != other.text_of("activity"):
        return ""
    if one.document_id == other.document_id:
        days = date_of(one, "date"), date_of(other, "date")
        return (agreeing(*days) if all(days) else max(days)) or one.stated
    place, elsewhere = one.find("place"), other.find("place")
    is_placed = bool(place and elsewhere and place.entity_id and place.entity_id == elsewhere.entity_id)
    day = date_of(one, "date")
    return day if is_placed and len(day) == len("2024-01-01") and day == date_of(other, "date") else ""


def _is_other(person: ArgumentView | None, person_id: str) -> bool:
    return person is not None and bool(person.entity_id) and person.entity_id != person_id


def _tie(
    rule: str,
    person: ArgumentView,
    what: tuple[str, str],
    posts: tuple[str, str],
    months: Stretch | str,
    evidence: tuple[Citation, ...],
    other: tuple[Citation, ...],
) -> Tie:
    since, until = (months, months) if isinstance(months, str) else (months.since, months.until)
    return Tie(
        person.entity_id, person.name or person.text, rule, RULES[rule], *what, *posts, since, until, evidence, other
    )
