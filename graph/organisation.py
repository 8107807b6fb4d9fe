"""An organisation on a day: its leadership, who was last known, its parts, activities, awards and counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.partial_date import PartialDate
from domain.portrait import AsOf, Holder, HoldersPage, LastKnown, Line, OrganisationPage
from graph.answer import EntityView, StatementView
from graph.closing import LIFE_ENDS, close_posts
from graph.holding import PROPOSED, Cover, Spell, gather_spells
from graph.line import cite, gather_lines
from graph.lineage import name_on, trace
from graph.preference import find_count_disagreements
from graph.printed import printed_in
from graph.store import GraphReader
from graph.tenancy import covers, read_in_charge, settle, tell_post
from graph.unheld import explain
from lexicon.posts import is_civil_rank

POSTS = ("HOLDS_POST", "VACANT")


def draw_organisation(reader: GraphReader, entity: EntityView, at: str, known_at: str, today: date) -> OrganisationPage:
    """Return the page; without a day the leadership is that of today."""
    span = PartialDate.parse(at or today.isoformat())
    views = reader.statements_about(entity.id, POSTS, ("org", "body"), known_at)
    spells = _read_spells(reader, views, known_at)
    leadership, last_known = _on_days(spells, span)
    in_charge = [
        p for p in read_in_charge(_vacant(views), spells, spells) if covers(p.valid_from, p.valid_to, span, lapses=True)
    ]

    def gather(predicate: str, role: str) -> tuple[Line, ...]:
        return gather_lines(reader.statements_about(entity.id, predicates=(predicate,), roles=(role,), known=known_at))

    lineage = trace(reader, entity, span, known_at)
    counted = reader.statements_about(entity.id, predicates=("COUNT",), roles=("subject",), known=known_at)
    return OrganisationPage(
        id=entity.id,
        kind=entity.kind,
        name=lineage.name_at
        if len(entity.names) > 1 and lineage.name_at
        else printed_in(entity.id, entity.name, views),
        names=entity.names,
        leadership=tuple(leadership),
        last_known=tuple(last_known),
        parts=(*gather("LOCATED_IN", "place"), *gather("PART_OF", "whole")),
        services=gather("PROVIDES", "provider"),
        activities=gather("HELD_ACTIVITY", "organiser"),
        awards=gather("RECEIVED_AWARD", "recipient"),
        counts=gather_lines(counted),
        terms=gather("SERVICE_TERM", "provider"),
        as_of=AsOf(str(span), known_at or today.isoformat()),
        name_at=lineage.name_at,
        names_held=lineage.names,
        changes=lineage.changes,
        predecessors=lineage.predecessors,
        successors=lineage.successors,
        wholes=lineage.wholes,
        in_charge=tuple(in_charge),
        disagreements=tuple(find_count_disagreements(counted)),
    )


def _read_spells(reader: GraphReader, views: Sequence[StatementView], known_at: str) -> list[Spell]:
    """Return the spells of these posts, closed by what befell their holders and by who came after them."""
    offices = [view for view in views if view.text_of("post") and not is_civil_rank(view.text_of("post"))]
    spells = gather_spells(offices)
    people = sorted({spell.person.entity_id for spell in spells if spell.person.entity_id})
    ends = reader.statements_about_each(people, LIFE_ENDS, ("person",), known_at) if people else {}
    return settle(close_posts(spells, [end for group in ends.values() for end in group]), _vacant(views))


def _vacant(views: Sequence[StatementView]) -> list[StatementView]:
    return [view for view in views if view.predicate == "VACANT"]


def draw_holders(
    reader: GraphReader, organisation: EntityView, post: EntityView, at: str, known_at: str, today: date
) -> HoldersPage:
    """Return all holders of a post, or with `at` only who holds it on that day."""
    views = reader.statements_about(post.id, POSTS, ("post",), known_at)
    vacant = _vacant(views)
    colleagues = []
    if any(view.find("in_charge") for view in vacant):
        around = reader.statements_about(organisation.id, POSTS[:1], ("org", "body"), known_at)
        colleagues = _read_spells(reader, around, known_at)
    told = tell_post(_read_spells(reader, views, known_at), vacant, today, colleagues)
    span = PartialDate.parse(at or today.isoformat())
    holders, last_known = _on_days(told.spells, span)
    vacancies, gaps, unknown, in_charge = told.vacancies, told.gaps, told.unknown, told.in_charge
    if at:
        vacancies = tuple(v for v in vacancies if covers(v.valid_from, v.valid_to, span, lapses=True))
        gaps = tuple(g for g in gaps if covers(g.valid_from, g.valid_to, span))
        unknown = tuple(u for u in unknown if covers(u.valid_from, u.valid_to, span))
        in_charge = tuple(p for p in in_charge if covers(p.valid_from, p.valid_to, span, lapses=True))
        if not (holders or vacancies or gaps or unknown):
            unknown = (explain([spell for spell in told.spells if spell.status not in PROPOSED], span),)
    else:
        holders = [_holder(spell, span) for spell in told.spells if spell.status not in PROPOSED]
    title = printed_in(organisation.id, name_on(reader, organisation, span, known_at), views)
    return HoldersPage(
        title, post.name, tuple(holders), tuple(last_known), vacancies,
        AsOf(str(span), known_at or today.isoformat()), gaps, unknown, in_charge,
    )  # fmt: skip


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
        spell.nature,
    )
