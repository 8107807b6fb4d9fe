"""An organisation on a day: its leadership, who was last known, its parts, activities, awards and counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.partial_date import PartialDate
from domain.portrait import AsOf, Holder, HoldersPage, LastKnown, Line, OrganisationPage, Vacancy
from graph.holding import PROPOSED, Cover, Spell, gather_spells
from graph.line import cite, gather_lines
from graph.preference import find_count_disagreements
from graph.store import EntityView, GraphReader

NONE_STATED: tuple[Vacancy, ...] = ()
"""Vacancies are those that a source states. No predicate that is read today does, and none is inferred from silence."""


def draw_organisation(reader: GraphReader, entity: EntityView, at: str, known_at: str, today: date) -> OrganisationPage:
    """Return the page; without a day the leadership is that of today."""
    span = PartialDate.parse(at or today.isoformat())
    spells = gather_spells(
        reader.statements_about(entity.id, predicates=("HOLDS_POST",), roles=("org", "body"), known=known_at)
    )
    leadership, last_known = _on_days(spells, span)

    def gather(predicate: str, role: str) -> tuple[Line, ...]:
        return gather_lines(reader.statements_about(entity.id, predicates=(predicate,), roles=(role,), known=known_at))

    counted = reader.statements_about(entity.id, predicates=("COUNT",), roles=("subject",), known=known_at)
    return OrganisationPage(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        names=entity.names,
        leadership=tuple(leadership),
        last_known=tuple(last_known),
        parts=gather("LOCATED_IN", "place"),
        services=gather("PROVIDES", "provider"),
        activities=gather("HELD_ACTIVITY", "organiser"),
        awards=gather("RECEIVED_AWARD", "recipient"),
        counts=gather_lines(counted),
        as_of=AsOf(str(span), known_at or today.isoformat()),
        disagreements=tuple(find_count_disagreements(counted)),
    )


def draw_holders(
    reader: GraphReader, organisation: EntityView, post: EntityView, at: str, known_at: str, today: date
) -> HoldersPage:
    """Return all holders of a post, or with `at` only who holds it on that day."""
    spells = gather_spells(
        reader.statements_about(post.id, predicates=("HOLDS_POST",), roles=("post",), known=known_at)
    )
    span = PartialDate.parse(at or today.isoformat())
    leadership, last_known = _on_days(spells, span)
    if not at:
        leadership = [_holder(spell, span) for spell in spells if spell.status not in PROPOSED]
    return HoldersPage(
        organisation.name,
        post.name,
        tuple(leadership),
        tuple(last_known),
        NONE_STATED,
        AsOf(str(span), known_at or today.isoformat()),
    )


def _on_days(spells: Sequence[Spell], span: PartialDate) -> tuple[list[Holder], list[LastKnown]]:
    """Return who holds on a day of the span, and for posts the record is silent about who was last known."""
    holders: list[Holder] = []
    silent: dict[str, Spell] = {}
    held: set[str] = set()
    for spell in spells:
        if spell.status in PROPOSED:
            continue
        post = spell.post.entity_id or spell.post.text
        match spell.cover_any(span):
            case Cover.HELD:
                held.add(post)
                holders.append(_holder(spell, span))
            case Cover.UNKNOWN if not spell.begins_after(span.latest()):
                key = f"{post}|{spell.person.entity_id}"
                before = silent.get(key)
                if before is None or before.last_stated <= spell.last_stated:
                    silent[key] = spell
    last_known = [
        LastKnown(
            spell.post.text,
            spell.person.entity_id,
            spell.person.name or spell.person.text,
            spell.last_stated,
            tuple(cite(v) for v in spell.statements),
        )
        for key, spell in silent.items()
        if key.split("|")[0] not in held
    ]
    return (
        sorted(holders, key=lambda h: (h.post, h.name, h.person)),
        sorted(last_known, key=lambda k: (k.post, k.name, k.person)),
    )


def _holder(spell: Spell, span: PartialDate) -> Holder:
    return Holder(
        spell.post.text,
        spell.person.entity_id,
        spell.person.name or spell.person.text,
        spell.status,
        spell.valid_from,
        spell.valid_to,
        tuple(cite(v) for v in spell.statements),
        spell.cover_any(span).value,
    )
