"""Shapes on the wire that the domain does not have: requests, pages of a list, documents with highlights."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from domain.entity import EntitySummary
from domain.portrait import Citation, CoverageRow

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Day = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]


class Strict(BaseModel):
    """A request whose unknown fields are errors."""

    model_config = ConfigDict(extra="forbid")


class SearchRequest(Strict):
    """A name to look for; names travel in the body, never in an address."""

    name: Text
    kinds: list[str] = Field(default_factory=list, max_length=13)
    organisation: str = Field(default="", max_length=100)
    limit: int = Field(default=50, ge=1, le=200)


class SearchAnswer(BaseModel):
    """Entities by name: exact, then prefix, then part."""

    results: list[EntitySummary]


class PathsRequest(Strict):
    """Two entities by id."""

    source: Text
    target: Text
    hops: int = Field(default=4, ge=1, le=4)


class CoverageRequest(Strict):
    """An area by id, and optionally a period and a service."""

    area: Text
    period: Day = ""
    service: str = Field(default="", max_length=100)


class CoverageAnswer(BaseModel):
    """One row for each service."""

    rows: list[CoverageRow]


class EntityAnswer(BaseModel):
    """An entity with all its members and names."""

    id: str
    kind: str
    name: str
    names: list[str]
    members: list[str]
    code: str
    body: str


class Neighbour(BaseModel):
    """An entity next to another, and the statement that ties them."""

    id: str
    kind: str
    name: str
    predicate: str
    statement: str


class AdjacentAnswer(BaseModel):
    """The neighbours of an entity."""

    neighbours: list[Neighbour]


class Highlight(BaseModel):
    """A statement in its document: where it stands and what it says, by role."""

    statement: str
    predicate: str
    start: int
    end: int
    arguments: dict[str, str]
    entities: dict[str, str]


class ArticleAnswer(BaseModel):
    """An article of a document, by offsets."""

    headline: str
    byline: str
    segments: list[tuple[int, int]]


class DocumentAnswer(BaseModel):
    """A document as it was printed, private names masked one character for one, with its statements."""

    id: str
    text: str
    text_sha256: str
    published: str
    title: str
    source: str
    url: str
    articles: list[ArticleAnswer]
    highlights: list[Highlight]


class EvidenceAnswer(BaseModel):
    """A statement with its evidence and how it was read."""

    statement: str
    predicate: str
    arguments: dict[str, str]
    entities: dict[str, str]
    evidence: Citation
    extractor: str
    version: str
    confidence: float


class CorrectionRequest(Strict):
    """An objection to a line, filed where the line is shown."""

    statement: Text
    verdict: Literal["misread", "wrong_person", "bad_source", "ended_since"]
    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class CorrectionAnswer(BaseModel):
    """The judgement that the objection became; undo it by its id."""

    judgement: str
    known_from: str


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
