"""Turns what is committed into the rows of Neo4j's statements, and rows back into objects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from domain.document import Arrival
from domain.entity import Entity
from domain.judgement import Judgement
from domain.statement import Reading
from graph.commit import DocumentCommit, Stage
from graph.facet import facets_of
from graph.fulltext import spread
from graph.names import KEYED_KIND, sort_name
from graph.neo4j.naming import write_keys
from graph.view import Row, find_private_names, pack_arguments, pack_masks, record_of

Values = dict[str, Any]


def pack_commit(commit: DocumentCommit, stated: str, moment: str) -> Values:
    """Return the one parameter of work/insert_document: every row of the commit but participations."""
    document = commit.document
    names = find_private_names(commit.mentions)
    readings = {reading.statement_id: reading for reading in commit.readings}
    bodies = {entity.id: entity.name for entity in commit.entities}
    return {
        "moment": moment,
        "stated": stated,
        "first": {"stated": stated, "known_from": moment},
        "document": {
            "id": document.id,
            "text_sha256": document.text_sha256,
            "text": document.text,
            "media": document.media,
            "encoding": document.encoding,
            "reader": document.reader,
            "locator": document.locator,
            "version": commit.version,
        },
        "read_by": [commit.version],
        "read_at": [moment],
        "arrivals": pack_arrivals(commit.arrivals),
        "articles": [
            {
                "document_id": document.id,
                "number": number,
                "headline": article.headline,
                "byline": article.byline,
                "segments": json.dumps(article.segments),
                "headline_span": list(article.headline_span) if article.headline_span else None,
                "byline_span": list(article.byline_span) if article.byline_span else None,
                "characters": spread(commit.passages[number]) if number < len(commit.passages) else None,
            }
            for number, article in enumerate(commit.articles)
        ],
        "mentions": [
            {
                "document_id": document.id,
                "start": stored.mention.start,
                "end": stored.mention.end,
                "kind": str(stored.mention.kind),
                "text": stored.mention.text,
                "full_name": stored.mention.full_name,
                "code": stored.mention.code,
                "private": stored.private,
                "honoured": stored.honoured,
                "reference_id": stored.reference_id,
            }
            for stored in commit.mentions
        ],
        "statements": [
            {
                "statement": {
                    "id": statement.id,
                    "document_id": document.id,
                    "predicate": statement.predicate,
                    "start": statement.evidence.start,
                    "end": statement.evidence.end,
                    "quote": statement.evidence.quote,
                    "arguments": pack_arguments(statement, names),
                    "masks": pack_masks(statement, names),
                    "data_class": data_class,
                    "status": statement.text_of("status") or None,
                    "record": record_of(statement) or None,
                },
                "reading": _pack_reading(readings[statement.id], moment),
            }
            for statement, data_class in zip(commit.statements, commit.data_classes, strict=True)
        ],
        "entities": [pack_entity(entity, bodies) for entity in commit.entities],
        "judgements": [pack_judgement(judgement, moment) for judgement in commit.judgements],
        "stages": [pack_stage(stage, moment) for stage in commit.stages],
        "asked": sorted(
            {
                *commit.links.values(),
                *(judgement.object for judgement in commit.judgements),
                *(entity.body for entity in commit.entities if entity.body),
            }
        ),
    }


def pack_statements(commit: DocumentCommit, moment: str) -> Values:
    """Return the parameter of work/insert_document that adds statements and entities to a stored document alone."""
    parts = ("arrivals", "articles", "mentions", "judgements", "stages", "read_by", "read_at")
    return pack_commit(commit, "", moment) | {part: [] for part in parts}


def pack_arrivals(arrivals: Iterable[Arrival]) -> list[Values]:
    """Return the rows of arrivals, the first of each id."""
    rows: dict[str, Values] = {}
    for arrival in arrivals:
        rows.setdefault(arrival.id, {"id": arrival.id, **asdict(arrival)})
    return list(rows.values())


def pack_entity(entity: Entity, bodies: Mapping[str, str] = MappingProxyType({})) -> Values:
    """Return the row of an entity; what has no code, body or keys lacks the property and its index entry.

    `bodies` are names by id, among them that of the body whose post it is.
    """
    line, area = facets_of(entity, bodies)
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "sort_name": sort_name(entity.name),
        "characters": spread(sort_name(entity.name)),
        "name_keys": write_keys(sort_name(entity.name)) if entity.kind == KEYED_KIND else None,
        "founding": entity.founding,
        "code": entity.code or None,
        "body": entity.body or None,
        "front_line": entity.front_line,
        "line": line or None,
        "area": area or None,
    }


def pack_judgement(judgement: Judgement, moment: str) -> Values:
    """Return the row of a judgement that opens at this moment.

    `person` is there for the judgements of people alone, and so is its index entry; a space ends it, so that nobody's
    name is empty.
    """
    return {
        "id": judgement.id,
        "subject": judgement.subject,
        "verdict": str(judgement.verdict),
        "object": judgement.object or None,
        "by": judgement.by,
        "person": None if judgement.is_rule else f"{judgement.by} ",
        "why": judgement.why,
        "ground": judgement.ground or None,
        "known_from": moment,
        "known_until": "",
    }


def pack_stage(stage: Stage, moment: str) -> Values:
    """Return the ledger row."""
    return {**asdict(stage), "at": moment}


def read_entity(row: Mapping[str, Any] | Row) -> Entity:
    """Return the member entity in a row."""
    return Entity(row["kind"], row["name"], row["founding"], row["code"], row["body"], row["front_line"])


def _pack_reading(reading: Reading, moment: str) -> Values:
    return {
        "extractor": reading.extractor,
        "version": reading.version,
        "confidence": float(reading.confidence),
        "valid_from": reading.valid_from,
        "valid_to": reading.valid_to,
        "known_from": moment,
        "known_until": "",
    }
