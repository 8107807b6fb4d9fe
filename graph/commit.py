"""What is written into a store together: a document with all that was read in it, or a correction of one statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.document import Arrival, Article, Document
from domain.entity import Entity
from domain.judgement import Judgement
from domain.mention import Mention
from domain.statement import Reading, Statement
from graph.provenance import Circumstances


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention as stored: `private` marks the name of somebody who is no Person (RESPONSIBLE.md R4).

    A private name that is `honoured` is shown inside its own document, and masked everywhere else.
    """

    mention: Mention
    reference_id: str
    private: bool = False
    honoured: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A row of the ledger: how far one item has come in one stage, and why it failed."""

    item: str
    stage: str
    state: str
    attempts: int = 1
    error: str = ""
    version: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class DocumentCommit:
    """Everything of one document that becomes visible together, or not at all.

    `judgements` are the rules' decisions on this document's references (verdict IS); `links` give the entity of
    references that resolve without one: record keys and official codes of tables. `passages` are the article
    texts for the full-text index, private names already masked. `data_classes[i]` belongs to `statements[i]`.
    """

    document: Document
    version: str
    arrivals: tuple[Arrival, ...]
    articles: tuple[Article, ...] = ()
    mentions: tuple[StoredMention, ...] = ()
    statements: tuple[Statement, ...] = ()
    readings: tuple[Reading, ...] = ()
    data_classes: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    passages: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    again: bool = False
    """True lets a document in again that was withdrawn."""
    read_with: Circumstances | None = None
    """What of its arrivals the reading depends on, those stored already included; None where it depends on none."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person puts in the place of a statement that was misread, all of which commits together.

    `judgement` says CORRECTED of the old statement and names the new one. `commit` holds the new statement with its
    reading, what its words stand for by the person's word, and the document's mentions, which say what is masked.
    """

    judgement: Judgement
    commit: DocumentCommit
