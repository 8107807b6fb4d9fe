"""Turns what is committed into the rows of SQLite's tables; columns in the order of schema.sql."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from domain.document import Arrival
from graph.commit import DocumentCommit
from graph.view import find_private_names, pack_arguments, pack_masks, record_of

Values = tuple[object, ...]


def array(values: Iterable[str]) -> tuple[str]:
    """Return the values as the one JSON parameter of `IN (SELECT value FROM json_each(?))`: queries stay constant."""
    return (json.dumps(sorted(values)),)


def pack_document(commit: DocumentCommit, stated: str, moment: str) -> Values:
    """Return the row of the document itself."""
    d = commit.document
    return d.id, stated, moment, commit.version, d.text_sha256, d.media, d.encoding, d.reader, d.locator, d.text


def pack_arrival(arrival: Arrival) -> Values:
    """Return the row of one arrival."""
    a = arrival
    return a.id, a.document_id, a.path, a.source, a.url, a.title, a.author, a.edition, a.published, a.accessed


def read_arrival(row: Sequence[Any]) -> Arrival:
    """Return the arrival of a row."""
    return Arrival(*tuple(row)[1:])


def pack_articles(commit: DocumentCommit) -> Iterator[Values]:
    """Yield the rows of the articles, in order."""
    for number, a in enumerate(commit.articles):
        spans = (*(a.headline_span or (None, None)), *(a.byline_span or (None, None)))
        yield commit.document.id, number, a.headline, a.byline, json.dumps(a.segments), *spans


def pack_mentions(commit: DocumentCommit) -> Iterator[Values]:
    """Yield the rows of the mentions."""
    for stored in commit.mentions:
        m = stored.mention
        state = int(stored.private), int(stored.honoured), stored.reference_id
        yield commit.document.id, m.start, m.end, str(m.kind), m.text, m.full_name, m.code, *state


@dataclass(frozen=True, slots=True)
class Packed:
    """The rows of a commit's statements, made before the turn to write has come: others can write meanwhile."""

    commit: DocumentCommit
    statements: tuple[Values, ...]


def pack_statements(commit: DocumentCommit) -> Iterator[Values]:
    """Yield the rows of the statements with what is masked in each."""
    names = find_private_names(commit.mentions)
    for s, data_class in zip(commit.statements, commit.data_classes, strict=True):
        evidence = s.evidence.start, s.evidence.end, s.evidence.quote
        packed = pack_arguments(s, names), pack_masks(s, names)
        yield s.id, commit.document.id, s.predicate, *evidence, *packed, data_class, record_of(s)
