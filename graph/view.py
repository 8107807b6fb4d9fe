"""Builds what readers see from stored rows; the same code behind both engines."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Protocol

from domain.document import Span
from domain.judgement import Judgement, Verdict
from domain.mention import Reference
from domain.statement import Statement
from graph.answer import ArgumentView, EntityView, Mark, PersonsWord, StatementView
from graph.commit import DocumentCommit, StoredMention
from graph.work import Masked, Place, ReferenceUse, Told
from lexicon.forbidden import MASK


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

    def of_told(self, told: Told) -> frozenset[Span]:
        """Return the same of a statement that is stored."""
        return self.private - {
            (argument.start, argument.end)
            for argument in told.arguments
            if argument.is_reference
            and (told.predicate, argument.role) in SHOWN_BY_NAME
            and (argument.start, argument.end) in self.honoured
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
    private = names.of(statement) if names.private else names.private
    document_id = statement.evidence.document_id
    return _pack(
        [
            [
                role, argument.text, argument.start, argument.end,
                argument.id(document_id, role) if isinstance(argument, Reference) else None,
                bool(private) and (argument.start, argument.end) in private,
            ]
            for role, argument in sorted(statement.arguments, key=_role_of)
        ]
    )  # fmt: skip


_role_of = itemgetter(0)
_unpack = json.JSONDecoder().raw_decode
_pack = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pack_masks(statement: Statement, names: PrivateNames) -> str:
    """Return the private names in the evidence, or in other words of an argument wherever these stand.

    As JSON [[start, end], …] in document offsets; a name that either cuts is among them. An argument that is nothing
    but a private name is marked as one.
    """
    if not names.private:
        return "[]"
    evidence = statement.evidence.start, statement.evidence.end
    arguments = ((argument.start, argument.end) for _, argument in statement.arguments)
    return json.dumps(_find_touched(names.of(statement), evidence, arguments))


def _find_touched(private: Collection[Span], evidence: Span, arguments: Iterable[Span]) -> list[Span]:
    told = [evidence, *(span for span in arguments if span not in private)]
    return sorted(name for name in private if any(start < name[1] and name[0] < end for start, end in told))


def mask_again(told: Iterable[Told], names: PrivateNames, text: str) -> Iterator[Masked]:
    """Yield the statements in which something else is masked now than when they were stored.

    What a reader no longer states can still be asked for; a name found private since, and what is masked in the text
    since, is masked there too.
    """
    for one in told:
        private = names.of_told(one)
        rows = [
            [role, cut_words(text, start, end, words), start, end, reference, (start, end) in private]
            for role, words, start, end, reference, _ in json.loads(one.packed)
        ]
        masked = Masked(
            one.id,
            cut_words(text, one.start, one.end, one.quote),
            json.dumps(rows, ensure_ascii=False, separators=(",", ":")),
            json.dumps(_find_touched(private, (one.start, one.end), ((row[2], row[3]) for row in rows))),
        )
        if (masked.quote, masked.packed, masked.masks) != (one.quote, one.packed, one.masks):
            yield masked


def cut_words(text: str, start: int, end: int, words: str) -> str:
    """Return the words as the text has them now, where it differs by what is masked in it and nothing else."""
    now = text[start:end] if start >= 0 else words
    is_masked = len(now) == len(words) and all(new in (old, MASK) for old, new in zip(words, now, strict=True))
    return now if is_masked else words


def record_of(statement: Statement) -> str:
    """Return the key of the record that the statement is a row of; "" when it has none."""
    return statement.text_of("record")


def view_statement(row: Row, entities: Mapping[str, EntityRow], marks: Sequence[Mark]) -> StatementView:
    """Return the view of a statement row; `entities` gives the entity of each role at the asked moment."""
    # Built by place, from a list: this is what most of a portrait's time goes into.
    arguments = [
        ArgumentView(
            role, text, start, end, reference is not None, *entities.get(role, NOBODY), private and role not in entities
        )
        for role, text, start, end, reference, private in _unpack(row["arguments"])[0]
    ]  # fmt: skip
    return StatementView(
        row["id"],
        row["predicate"],
        row["document_id"],
        row["start"],
        row["end"],
        row["quote"],
        row["data_class"],
        tuple(arguments),
        row["extractor"],
        row["version"],
        row["confidence"],
        row["valid_from"],
        row["valid_to"],
        row["known_from"],
        row["stated"],
        tuple(marks),
        read_masks(row["masks"]),
        (entities.get("body") or entities.get("org") or NOBODY)[0],
    )


def read_masks(packed: str) -> tuple[Span, ...]:
    """Return where names are masked in a stored statement; most have none."""
    return () if packed == "[]" else tuple((start, end) for start, end in json.loads(packed))


def view_commit(commit: DocumentCommit) -> list[StatementView]:
    """Return what a commit says, by start and id, as a store would show it before anybody judged who is who."""
    names = find_private_names(commit.mentions)
    readings = {reading.statement_id: reading for reading in commit.readings}
    stated = min((a.published for a in commit.arrivals if a.published), default="")
    views = []
    for statement, data_class in zip(commit.statements, commit.data_classes, strict=True):
        reading = readings[statement.id]
        row = {
            "id": statement.id, "predicate": statement.predicate, "document_id": commit.document.id,
            "start": statement.evidence.start, "end": statement.evidence.end, "quote": statement.evidence.quote,
            "data_class": data_class, "arguments": pack_arguments(statement, names),
            "masks": pack_masks(statement, names), "extractor": reading.extractor, "version": reading.version,
            "confidence": reading.confidence, "valid_from": reading.valid_from, "valid_to": reading.valid_to,
            "known_from": "", "stated": stated,
        }  # fmt: skip
        views.append(view_statement(row, {}, ()))
    return sorted(views, key=lambda view: (view.start, view.id))


def view_arguments(packed: str) -> tuple[ArgumentView, ...]:
    """Return the arguments of a stored statement, whoever they stand for."""
    return tuple(
        ArgumentView(role, text, start, end, reference is not None, private=private)
        for role, text, start, end, reference, private in json.loads(packed)
    )


def find_applying(rows: Iterable[tuple[Judgement, bool]]) -> list[PersonsWord]:
    """Return the words of people, by moment and id, each with whether it applies: itself, or what carries it on."""
    judgements = sorted(rows, key=lambda row: (row[0].known_from, row[0].id))
    applying = {judgement.root for judgement, is_there in judgements if is_there}
    return [PersonsWord(judgement, judgement.root in applying) for judgement, _ in judgements]


def view_clusters(rows: Iterable[tuple[str, Row]]) -> list[EntityView]:
    """Return the clusters whose members the rows are, by name, then id."""
    members: dict[str, list[Row]] = {}
    for cluster_id, row in rows:
        members.setdefault(cluster_id, []).append(row)
    found = [view_entity(cluster_id, group) for cluster_id, group in members.items()]
    return sorted(found, key=lambda entity: (entity.name, entity.id))


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


def read_told(row: Row) -> Told:
    """Return the statement in a row with its latest reading."""
    return Told(
        row["id"], row["predicate"], row["start"], row["end"], view_arguments(row["arguments"]), row["extractor"],
        row["known_until"] == "", row["quote"], row["arguments"], row["masks"],
    )  # fmt: skip


def read_place(row: Row) -> Place:
    """Return the mention in a row."""
    return Place(row["reference_id"], row["kind"], row["start"], row["end"], row["text"])


def read_uses(rows: Iterable[Row]) -> Iterator[ReferenceUse]:
    """Yield the references in the arguments of statement rows (id, predicate, arguments)."""
    for row in rows:
        for role, _, _, _, reference, _ in json.loads(row["arguments"]):
            if reference is not None:
                yield ReferenceUse(row["id"], row["predicate"], role, reference)


def read_word(packed: str, role: str) -> str:
    """Return the words in a role of packed arguments, "" where it is empty."""
    return next((str(argument[1]) for argument in json.loads(packed) if argument[0] == role), "")
