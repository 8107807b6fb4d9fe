"""A small record of officials and residents for the rules to be tried on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from domain.document import Arrival, Article, Document
from domain.extract import Extract
from domain.identifier import hash_text
from domain.mention import Mention, MentionKind
from domain.statement import Reading, Statement
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from graph.sqlite.store import SqliteStore
from graph.store import DocumentCommit, Store
from ingest.admit import admit
from ingest.pipeline import commit_text
from ingest.readers.item import Item

TODAY = date(2024, 6, 30)


@contextmanager
def open_desk(folder: Path, today: date = TODAY) -> Iterator[Access]:
    """Open the reading desk of the local profile over an empty embedded store."""
    store, audit = SqliteStore(folder / "record.db"), AuditLog(folder / "audit.db")
    try:
        yield Access(store, audit, Reader(), lambda: today)
    finally:
        audit.close()
        store.close()


def admit_text(text: str, mentions: list[Mention], statements: list[Statement], published: str = "") -> DocumentCommit:
    """Take what a reader found in a text through the gate; return what may be stored of it."""
    document = Document(hash_text(text), hash_text(text), text)
    readings = tuple(Reading(s.id, "by-hand", "reader-1", 0.9) for s in statements)
    extract = Extract(
        document.id, "reader-1", (Article("", "", ((0, len(text)),)),), tuple(sorted(mentions)), tuple(statements),
        readings,
    )  # fmt: skip
    item = Item(document, Arrival(document.id, f"{document.id[:8]}.txt", published=published))
    return commit_text(item, admit(extract, text), "reader-1")


def mention(text: str, kind: MentionKind, words: str) -> Mention:
    """Return the first mention of these words."""
    start = text.index(words)
    return Mention(start, start + len(words), kind, words)


def dump(store: Store) -> str:
    """Return all that a store tells of statements, mentions and entities, as one text to search in."""
    return repr([*store.iter_statements(), *store.iter_mentions(), *store.iter_entities()])
