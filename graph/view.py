"""Builds what readers see from stored rows; the same code behind both engines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from domain.document import Span
from domain.judgement import Judgement, Verdict
from domain.mention import Reference
from domain.statement import Statement
from graph.store import ArgumentView, EntityView, Mark, StatementView, StoredMention
from graph.work import ReferenceUse


class Row(Protocol):
    """A stored row, read by column name: a SQLite row or a Neo4j record."""

    def __getitem__(self, name: str, /) -> Any: ...


EntityRow = tuple[str, str, str]
"""Entity id (of the cluster), kind, name."""

NOBODY: EntityRow = ("", "", "")

LATEST = "9999"
"""A moment after all others: what is known now."""

PAGE = 500
"""How many rows of an export are asked for at once."""

MATCHES = ("exact", "prefix", "part")
"""How a name was found, by the number that the queries give it."""


SHOWN_BY_NAME = frozenset({("RECEIVED_AWARD", "recipient"), ("SPOKE", "speaker")})
"""Where a statement may show a private person by name: who is honoured, and who said the dated words (R4)."""


@dataclass(frozen=True, slots=True)
class PrivateNames:
    """Where a document names somebody whom we may not show, and where among these it honours them."""

    private: frozenset[Span]
    honoured: frozenset[Span]

    def of(self, statement: Statement) -> frozenset[Span]:
        """Return where names are masked in this statement: its own honoured person is not."""
        return self.private - {
            (argument.start, argument.end)
            for role, argument in statement.references()
            if (statement.predicate, role) in SHOWN_BY_NAME and (argument.start, argument.end) in self.honoured
        }


def find_private_names(mentions: Iterable[StoredMention]) -> PrivateNames:
    """Return where names stand that belong to nobody we may show."""
    private = [m for m in mentions if m.private]
    return PrivateNames(
        frozenset((m.mention.start, m.mention.end) for m in private),
        frozenset((m.mention.start, m.mention.end) for m in private if m.honoured),
    )


def pack_arguments(statement: Statement, names: PrivateNames) -> str:
    """Return the arguments as canonical JSON: [role, text, start, end, reference id or null, private]."""
    packed = []
    private = names.of(statement)
    for role, argument in sorted(statement.arguments, key=lambda pair: pair[0]):
        reference = argument.id(statement.document_id, role) if isinstance(argument, Reference) else None
        packed.append(
            [role, argument.text, argument.start, argument.end, reference, (argument.start, argument.end) in private]
        )
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))


def pack_masks(statement: Statement, names: PrivateNames) -> str:
    """Return the private names inside the evidence as JSON [[start, end], …] in document offsets."""
    evidence = statement.evidence
    return json.dumps(sorted(s for s in names.of(statement) if evidence.start <= s[0] and s[1] <= evidence.end))


def record_of(statement: Statement) -> str:
    """Return the key of the record that the statement is a row of; "" when it has none."""
    return statement.text_of("record")


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


def read_judgement(row: Row) -> Judgement:
    """Return the judgement in a row."""
    return Judgement(
        row["subject"],
        Verdict(row["verdict"]),
        row["object"],
        row["by"],
        row["why"],
        row["ground"],
        row["known_from"],
        row["known_until"],
    )


def choose_links(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return the entity of each reference: a person's word outweighs a rule's, a later word an earlier one."""
    found: dict[str, tuple[bool, str, str]] = {}
    for judgement in judgements:
        weight = (not judgement.is_rule, judgement.known_from, judgement.object)
        found[judgement.subject] = max(found.get(judgement.subject, weight), weight)
    return {reference: weight[2] for reference, weight in found.items()}


def read_uses(rows: Iterable[Row]) -> Iterator[ReferenceUse]:
    """Yield the references in the arguments of statement rows (id, predicate, arguments)."""
    for row in rows:
        for role, _, _, _, reference, _ in json.loads(row["arguments"]):
            if reference is not None:
                yield ReferenceUse(row["id"], row["predicate"], role, reference)
