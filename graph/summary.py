"""The short form of entities in lists: enough to tell namesakes apart."""

from __future__ import annotations

from collections.abc import Sequence

from domain.entity import EntitySummary
from domain.partial_date import PartialDate
from graph.answer import EntityView, StatementView
from graph.closing import LIFE_ENDS, close_posts
from graph.holding import Cover, gather_spells, is_hidden
from graph.printed import find_printed
from graph.store import GraphReader

TOLD = ("HOLDS_POST", "NATIVE_OF", *LIFE_ENDS)


def summarise(
    reader: GraphReader, entities: Sequence[EntityView], valid_at: str = "", known: str = ""
) -> dict[str, EntitySummary]:
    """Return by id the name, latest post and organisation, the years shown and the native place where stated.

    With `valid_at` the post is one that the record does not rule out for that day.
    """
    bodies = sorted({entity.body_id for entity in entities if entity.body_id})
    names = reader.find_names(bodies) if bodies else {}
    people = [entity.id for entity in entities if entity.kind == "Person"]
    placed = [entity.id for entity in entities if entity.kind != "Person" and not entity.body_id]
    shown = reader.statements_about_each(people, TOLD, known=known) if people else {}
    located = reader.statements_about_each(placed, ("LOCATED_IN",), ("place_of",), known, limit=1) if placed else {}
    own = {entity.id: entity.name for entity in entities if entity.kind == "Organisation" and not entity.body_id}
    printed = find_printed(reader, names | own, known)
    summaries = {}
    for entity in entities:
        if entity.kind == "Person":
            summaries[entity.id] = _summarise_person(entity, shown[entity.id], valid_at)
        else:
            places = [view.text_of("place") for view in located.get(entity.id, ())]
            body = printed.get(entity.body_id, "") if entity.body_id else next(iter(places), "")
            summaries[entity.id] = EntitySummary(
                entity.id, entity.kind, printed.get(entity.id, entity.name), organisation=body
            )
    return summaries


def _summarise_person(entity: EntityView, views: Sequence[StatementView], valid_at: str) -> EntitySummary:
    shown = [view for view in views if not is_hidden(view)]
    spells = close_posts(gather_spells(view for view in shown if view.predicate == "HOLDS_POST"), shown)
    if valid_at:
        span = PartialDate.parse(valid_at)
        spells = [spell for spell in spells if spell.cover_any(span) is not Cover.NOT_HELD]
    named = [spell for spell in spells if spell.post.text]  # where somebody was lent to without a post is none
    latest = max(named, key=lambda spell: spell.last_stated or spell.valid_to or spell.valid_from, default=None)
    years = sorted(
        {day[:4] for spell in spells for day in (spell.valid_from, spell.first_stated, spell.last_stated) if day}
    )
    return EntitySummary(
        entity.id,
        entity.kind,
        entity.name,
        latest.post.text if latest else "",
        latest.organisation.text if latest and latest.organisation else "",
        "–".join(dict.fromkeys((years[0], years[-1]))) if years else "",
        next((view.text_of("place") for view in shown if view.predicate == "NATIVE_OF"), ""),
    )
