"""One JSON object a line for other programs; clocks stay out, so equal stores give equal bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.access import Access
from graph.answer import EntityView, StatementView

KINDS = ("statements", "mentions", "entities")


def export_rows(access: Access, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one kind: statements and entities by id, mentions by document and place."""
    match kind:
        case "statements":
            yield from map(_statement_row, access.export.statements())
        case "mentions":
            yield from access.export.mentions()
        case "entities":
            yield from map(_entity_row, access.export.entities())
        case _:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")


def _statement_row(view: StatementView) -> dict[str, Any]:
    return {
        "id": view.id,
        "predicate": view.predicate,
        "arguments": {
            argument.role: {
                "text": argument.text,
                "start": argument.start if argument.start >= 0 else None,
                "end": argument.end if argument.end >= 0 else None,
                "entity": argument.entity_id or None,
                "kind": argument.kind or None,
            }
            for argument in view.arguments
        },
        "evidence": {"document": view.document_id, "start": view.start, "end": view.end, "quote": view.quote},
        "data_class": view.data_class,
        "reading": {
            "extractor": view.extractor,
            "version": view.version,
            "confidence": view.confidence,
            "valid_from": view.valid_from,
            "valid_to": view.valid_to,
        },
        "stated": view.stated,
        "marks": [mark.verdict for mark in view.marks],
    }


def _entity_row(entity: EntityView) -> dict[str, Any]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": list(entity.names),
        "code": entity.code or None,
        "body": entity.body_id or None,
        "members": list(entity.members),
    }
