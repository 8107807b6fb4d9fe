"""The short form of entities in lists: enough to tell namesakes apart."""

from __future__ import annotations

from collections.abc import Sequence

from domain.entity import EntitySummary
from graph.holding import gather_spells, is_hidden
from graph.store import EntityView, GraphReader, StatementView


def summarise(reader: GraphReader, entities: Sequence[EntityView]) -> dict[str, EntitySummary]:
    """Return by id the name, latest post and organisation, the years shown and the native place where stated."""
    bodies = sorted({entity.body_id for entity in entities if entity.body_id})
    names = reader.find_names(bodies) if bodies else {}
    people = [entity.id for entity in entities if entity.kind == "Person"]
    placed = [entity.id for entity in entities if entity.kind != "Person" and not entity.body_id]
    shown = reader.statements_about_each(people, ("HOLDS_POST", "NATIVE_OF")) if people else {}
    located = reader.statements_about_each(placed, ("LOCATED_IN",), ("place_of",), limit=1) if placed else {}
    summaries = {}
    for entity in entities:
        if entity.kind == "Person":
            summaries[entity.id] = _summarise_person(entity, shown[entity.id])
        else:
            places = [view.text_of("place") for view in located.get(entity.id, ())]
            body = names.get(entity.body_id, "") if entity.body_id else next(iter(places), "")
            summaries[entity.id] = EntitySummary(entity.id, entity.kind, entity.name, organisation=body)
    return summaries


def _summarise_person(entity: EntityView, views: Sequence[StatementView]) -> EntitySummary:
    shown = [view for view in views if not is_hidden(view)]
    spells = gather_spells(view for view in shown if view.predicate == "HOLDS_POST")
    latest = max(spells, key=lambda spell: spell.last_stated or spell.valid_to or spell.valid_from, default=None)
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
