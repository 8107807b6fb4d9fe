"""What a store answers: statements, entities, documents and ties as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.document import Arrival, Article, Document, Span
from domain.judgement import Judgement
from graph.commit import StoredMention


class ArgumentView(NamedTuple):
    """An argument with the entity it stands for at the asked moment; entity "" while nobody has judged it.

    A tuple, as a statement is: a portrait makes hundreds of them, and a tuple is made three to six times faster.
    """

    role: str
    text: str
    start: int
    end: int
    is_reference: bool
    entity_id: str = ""
    kind: str = ""
    name: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a judgement says of a statement: misread, corrected, accepted, ended since and the like.

    `judgement` is its id, by which it is undone; "" for the mark of a statement that waits for review.
    """

    verdict: str
    by: str
    why: str
    known_from: str = field(default="", compare=False)
    judgement: str = field(default="", compare=False)


class StatementView(NamedTuple):
    """A statement as a reader sees it: arguments with their entities, its reading, when its document came out."""

    id: str
    predicate: str
    document_id: str
    start: int
    end: int
    quote: str
    data_class: str
    arguments: tuple[ArgumentView, ...]
    extractor: str
    version: str
    confidence: float
    valid_from: str
    valid_to: str
    known_from: str
    stated: str
    marks: tuple[Mark, ...] = ()
    masks: tuple[Span, ...] = ()
    body_id: str = ""

    def find(self, role: str) -> ArgumentView | None:
        """Return the argument in this role, or None."""
        return next((argument for argument in self.arguments if argument.role == role), None)

    def text_of(self, role: str) -> str:
        """Return the words in this role, "" when it is empty."""
        argument = self.find(role)
        return argument.text if argument else ""


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity with all that was judged the same; `id` is the smallest member id, the others redirect."""

    id: str
    kind: str
    name: str
    code: str
    members: tuple[str, ...]
    names: tuple[str, ...]
    front_line: bool = False
    body_id: str = ""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """An entity that a name search found, and how: exact, prefix or part."""

    entity: EntityView
    matched_by: str


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that several people bear: in the form in which names are compared, and their ids in order."""

    name: str
    entity_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with its arrivals, articles and mentions."""

    document: Document
    version: str
    stated: str
    arrivals: tuple[Arrival, ...]
    articles: tuple[Article, ...]
    mentions: tuple[StoredMention, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """That a document was read: by which version of the reader, from which moment its answer stood."""

    version: str
    known_from: str


@dataclass(frozen=True, slots=True)
class PersonsWord:
    """An open judgement of a person; `applies` is false where nothing it speaks of is in the record any more."""

    judgement: Judgement
    applies: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a document that a full-text search found: the article's number and its headline."""

    document_id: str
    number: int
    headline: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A derived tie between two entities, resting on a statement; what path queries walk over."""

    source: str
    target: str
    statement_id: str
    predicate: str


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """What the store holds now."""

    documents: int = 0
    articles: int = 0
    statements: int = 0
    entities: Mapping[str, int] = field(default_factory=dict)
    failures: int = 0
    readings: Mapping[str, int] = field(default_factory=dict)
