"""Builds what readers see from stored rows; the same code behind both engines."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from domain.document import Span
from domain.mention import Reference
from domain.statement import Statement
from graph.store import ArgumentView, EntityView, Mark, StatementView, StoredMention


class Row(Protocol):
    """A stored row, read by column name: a SQLite row or a Neo4j record."""

    def __getitem__(self, name: str, /) -> Any: ...


EntityRow = tuple[str, str, str]
"""Entity id (of the cluster), kind, name."""

NOBODY: EntityRow = ("", "", "")


def pack_arguments(statement: Statement, private: Collection[Span]) -> str:
    """Return the arguments as canonical JSON: [role, text, start, end, reference id or null, private]."""
    packed = []
    for role, argument in sorted(statement.arguments, key=lambda pair: pair[0]):
        reference = argument.id(statement.document_id, role) if isinstance(argument, Reference) else None
        packed.append(
            [role, argument.text, argument.start, argument.end, reference, (argument.start, argument.end) in private]
        )
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))


def pack_masks(statement: Statement, private: Collection[Span]) -> str:
    """Return the private names inside the evidence as JSON [[start, end], …] in document offsets."""
    evidence = statement.evidence
    return json.dumps(sorted(s for s in private if evidence.start <= s[0] and s[1] <= evidence.end))


def private_spans(mentions: Iterable[StoredMention]) -> frozenset[Span]:
    """Return where names stand that belong to nobody we may show outside the document."""
    return frozenset((m.mention.start, m.mention.end) for m in mentions if m.private)


def view_statement(row: Row, entities: Mapping[str, EntityRow], marks: Sequence[Mark]) -> StatementView:
    """Return the view of a statement row; `entities` gives the entity of each role at the asked moment."""
    arguments = tuple(
        ArgumentView(
            role,
            text,
            start,
            end,
            reference is not None,
            *entities.get(role, NOBODY),
            private=private and role not in entities,
        )
        for role, text, start, end, reference, private in json.loads(row["arguments"])
    )
    return StatementView(
        id=row["id"],
        predicate=row["predicate"],
        document_id=row["document_id"],
        start=row["start"],
        end=row["end"],
        quote=row["quote"],
        data_class=row["data_class"],
        arguments=arguments,
        extractor=row["extractor"],
        version=row["version"],
        confidence=row["confidence"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        known_from=row["known_from"],
        stated=row["stated"],
        marks=tuple(marks),
        masks=tuple((start, end) for start, end in json.loads(row["masks"])),
        body_id=entities.get("body", entities.get("org", NOBODY))[0],
    )


def view_entity(cluster_id: str, rows: Sequence[Row]) -> EntityView:
    """Return the view of a cluster from the rows of its members, which come in the order of their ids."""
    shown = next((row for row in rows if row["id"] == cluster_id), rows[0])
    return EntityView(
        cluster_id,
        shown["kind"],
        shown["name"],
        next((row["code"] for row in rows if row["code"]), ""),
        tuple(row["id"] for row in rows),
        tuple(sorted({row["name"] for row in rows})),
        all(row["front_line"] for row in rows),
        shown["body"],
    )
