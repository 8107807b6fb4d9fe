"""The short form of an entity in lists: enough to tell namesakes apart."""

from __future__ import annotations

from domain.entity import EntitySummary
from graph.holding import gather_spells
from graph.store import EntityView, GraphReader


def summarise(reader: GraphReader, entity: EntityView) -> EntitySummary:
    """Return name, latest post and organisation, the years shown and the native place where stated."""
    if entity.kind != "Person":
        return EntitySummary(entity.id, entity.kind, entity.name, organisation=_body_name(reader, entity))
    views = reader.statements_about(entity.id, ("HOLDS_POST", "NATIVE_OF"))
    spells = gather_spells(view for view in views if view.predicate == "HOLDS_POST")
    latest = max(spells, key=lambda spell: spell.last_stated or spell.valid_to or spell.valid_from, default=None)
    years = sorted(
        {day[:4] for spell in spells for day in (spell.valid_from, spell.first_stated, spell.last_stated) if day}
    )
    native = next((view.text_of("place") for view in views if view.predicate == "NATIVE_OF"), "")
    organisation = latest.organisation.text if latest and latest.organisation else ""
    return EntitySummary(
        entity.id,
        entity.kind,
        entity.name,
        latest.post.text if latest else "",
        organisation,
        "–".join(dict.fromkeys((years[0], years[-1]))) if years else "",
        native,
    )


def _body_name(reader: GraphReader, entity: EntityView) -> str:
    """Return the body of a post, or the place that an organisation or community lies in."""
    if entity.body_id:
        body = reader.find_entity(entity.body_id)
        return body.name if body else ""
    located = reader.statements_about(entity.id, ("LOCATED_IN",), ("place_of",), limit=1)
    return located[0].text_of("place") if located else ""
