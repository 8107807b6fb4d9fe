"""Puts together what the record says of one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.partial_date import PartialDate
from domain.portrait import AsOf, Life, Portrait, PostLine, SourceLine
from graph.closing import close_posts
from graph.holding import Cover, Spell, gather_spells, is_hidden
from graph.line import cite, gather_lines
from graph.redaction import mask_document
from graph.store import EntityView, GraphReader, StatementView
from lexicon.posts import is_civil_rank

GAPS = {
    "born": "出生日期：来源中未见",
    "native_place": "籍贯：来源中未见",
    "education": "学历：来源中未见",
    "posts": "任职：来源中未见",
}


def draw_portrait(reader: GraphReader, entity: EntityView, valid_at: str, known_at: str, today: date) -> Portrait:
    """Return the portrait; with `valid_at` only the posts that may cover that day, else the whole history."""
    views = [view for view in reader.statements_about(entity.id, known=known_at) if not is_hidden(view)]
    by_predicate: dict[str, list[StatementView]] = {}
    for view in views:
        by_predicate.setdefault(view.predicate, []).append(view)
    offices = [view for view in by_predicate.get("HOLDS_POST", ()) if not is_civil_rank(view.text_of("post"))]
    spells = close_posts(gather_spells(offices), views)
    asked = PartialDate.parse(valid_at or today.isoformat())
    if valid_at:
        spells = [s for s in spells if s.cover_any(asked) is not Cover.NOT_HELD]
    life = Life(
        born=_life(by_predicate.get("BORN", ()), ("date",)),
        native_place=_life(by_predicate.get("NATIVE_OF", ()), ("place",)),
        education=_life(by_predicate.get("EDUCATED", ()), ("level", "kind", "school", "major")),
        joined=_life(by_predicate.get("JOINED", ()), ("what", "date")),
    )
    activities = [v for v in by_predicate.get("HELD_ACTIVITY", ()) if v.text_of("kind") != "training"]
    training = [v for v in by_predicate.get("HELD_ACTIVITY", ()) if v.text_of("kind") == "training"]
    return Portrait(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        life=life,
        posts=tuple(_post_line(s, asked) for s in spells),
        awards=gather_lines(by_predicate.get("RECEIVED_AWARD", ())),
        evaluations=gather_lines(by_predicate.get("EVALUATED", ())),
        activities=gather_lines(activities),
        training=gather_lines(training),
        ties=gather_lines(by_predicate.get("MEMBER_OF", ())),
        gaps=_gaps(life, spells),
        sources=_sources(reader, views),
        as_of=AsOf(valid_at or today.isoformat(), known_at or today.isoformat()),
        members=entity.members,
        sanctions=gather_lines(by_predicate.get("SANCTIONED", ())),
    )


def _life(views: Sequence[StatementView], roles: Sequence[str]) -> tuple[dict[str, object], ...]:
    return tuple(
        {role: line.values.get(role, "") for role in roles} | {"evidence": line.evidence}
        for line in gather_lines(views)
    )


def _post_line(spell: Spell, asked: PartialDate) -> PostLine:
    organisation = spell.organisation
    view = spell.statements[-1]
    return PostLine(
        organisation=organisation.text if organisation else "",
        post=spell.post.text,
        organisation_id=organisation.entity_id if organisation else view.body_id,
        post_id=spell.post.entity_id,
        status=spell.status,
        nature=spell.nature,
        valid_from=spell.valid_from,
        valid_to=spell.valid_to,
        first_stated=spell.first_stated,
        last_stated=spell.last_stated,
        evidence=tuple(cite(v) for v in spell.statements),
        cover=spell.cover_any(asked).value,
    )


def _gaps(life: Life, spells: Sequence[Spell]) -> tuple[str, ...]:
    empty = {
        "born": not life.born,
        "native_place": not life.native_place,
        "education": not life.education,
        "posts": not spells,
    }
    return tuple(GAPS[name] for name, is_empty in empty.items() if is_empty)


def _sources(reader: GraphReader, views: Sequence[StatementView]) -> tuple[SourceLine, ...]:
    """Return the documents that the statements come from, earliest first."""
    lines = []
    for document_id in sorted({view.document_id for view in views}):
        document = reader.find_document(document_id)
        if document is None:
            continue
        document = mask_document(document)
        arrival = document.arrivals[0] if document.arrivals else None
        headline = next((a.headline for a in document.articles if a.headline), "")
        lines.append(
            SourceLine(
                document_id,
                (arrival.title if arrival else "") or headline,
                arrival.source if arrival else "",
                document.stated,
                arrival.url if arrival else "",
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.published, line.document)))
