"""Shapes on the wire that the domain does not have: requests, pages of a list, documents with highlights."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from domain.entity import EntitySummary
from domain.identity import SameName
from domain.ontology.catalogue import load_kinds, load_predicates
from domain.partial_date import PartialDate
from domain.portrait import Citation, CoverageRow
from graph.officials import LINES, MOST_OFFICIALS
from graph.review import LONGEST_NAME
from graph.source import SourceLine


def _check_day(text: str) -> str:
    """Refuse month 13 and 30 February; "" means now."""
    if text:
        try:
            PartialDate.parse(text)
        except ValueError:
            raise ValueError("没有这一天") from None
    return text


def _check_kind(name: str) -> str:
    if name not in load_kinds():
        raise ValueError("没有这种条目")
    return name


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Day = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"), AfterValidator(_check_day)]


def _check_predicate(name: str) -> str:
    if name and name not in load_predicates():
        raise ValueError("没有这种陈述")
    return name


Predicate = Annotated[
    str, AfterValidator(_check_predicate), Field(json_schema_extra={"enum": ["", *sorted(load_predicates())]})
]
Kind = Annotated[str, AfterValidator(_check_kind), Field(json_schema_extra={"enum": sorted(load_kinds())})]


class Strict(BaseModel):
    """A request whose unknown fields are errors."""

    model_config = ConfigDict(extra="forbid")


class SearchRequest(Strict):
    """A name to look for; names travel in the body, never in an address."""

    name: Text
    kinds: list[Kind] = Field(default_factory=list, max_length=13)
    organisation: str = Field(default="", max_length=100)
    limit: int = Field(default=50, ge=1, le=200)
    valid_at: Day = ""
    known_at: Day = ""


class SearchAnswer(BaseModel):
    """Entities by name: exact, then prefix, then part."""

    results: list[EntitySummary]


class PassagesRequest(Strict):
    """Words to look for in the articles; they travel in the body, since they may be a name."""

    text: Text
    limit: int = Field(default=50, ge=1, le=200)
    known_at: Day = ""


class PassageAnswer(BaseModel):
    """An article in which the words stand, by its document and its number there."""

    document: str
    number: int
    headline: str


class PassagesAnswer(BaseModel):
    """Articles by document and number."""

    results: list[PassageAnswer]


class PathsRequest(Strict):
    """Two entities by id; with `overlapping` all ties of a path were true in the same months, `valid_at` names one."""

    source: Text
    target: Text
    hops: int = Field(default=4, ge=1, le=4)
    known_at: Day = ""
    overlapping: bool = False
    valid_at: Day = ""


class OfficialsRequest(Strict):
    """Whom to look for: all of it but the training must be true of one post. `organisation` is an id."""

    line: str = Field(default="", max_length=20, json_schema_extra={"enum": ["", *LINES]})
    area: str = Field(default="", max_length=100)
    organisation: str = Field(default="", max_length=100)
    post: str = Field(default="", max_length=100)
    training: str = Field(default="", max_length=100)
    since: Day = ""
    until: Day = ""
    known_at: Day = ""
    after: str = Field(default="", max_length=100)
    limit: int = Field(default=MOST_OFFICIALS, ge=1, le=200)


class CoverageRequest(Strict):
    """An area by id, and optionally a period and a service."""

    area: Text
    period: Day = ""
    service: str = Field(default="", max_length=100)
    known_at: Day = ""


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


Ground = Literal["unstated", "source", "error", "rights", "order"]
"""Why a document is withdrawn; a test compares the list with graph.retraction.GROUNDS."""


class RetractionAnswer(BaseModel):
    """What went with a withdrawn document, in numbers and ids, and how much stayed because others say it too."""

    document: str
    ground: str
    day: str
    arrivals: int
    articles: int
    mentions: int
    statements: int
    judgements: int
    entities: list[str]
    kept: int
    shared: int


class Correction(BaseModel):
    """An objection in force on a statement; undo it by the judgement's id."""

    judgement: str
    verdict: str
    why: str


class Highlight(BaseModel):
    """A statement in its document: where it stands, what it says by role, what was objected."""

    statement: str
    predicate: str
    start: int
    end: int
    arguments: dict[str, str]
    entities: dict[str, str]
    corrections: list[Correction]


class ArticleAnswer(BaseModel):
    """An article of a document, by offsets."""

    headline: str
    byline: str
    segments: list[tuple[int, int]]
    headline_span: tuple[int, int] | None
    byline_span: tuple[int, int] | None


class DocumentAnswer(BaseModel):
    """A document as it was printed, private names masked one character for one, with its statements.

    Offsets count Unicode code points of `text`. `media` is text or table (the allowed cells as TSV).
    """

    id: str
    media: str
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
    corrections: list[Correction]
    extractor: str
    version: str
    confidence: float


class CorrectionRequest(Strict):
    """An objection to a line, filed where the line is shown; `preferred` where sources disagree and this one holds."""

    statement: Text
    verdict: Literal["misread", "wrong_person", "bad_source", "ended_since", "preferred"]
    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class CorrectionAnswer(BaseModel):
    """The judgement that the objection became; undo it by its id."""

    judgement: str
    known_from: str


class WaitingStatement(BaseModel):
    """A statement that waits for review: its words by role, its sentence, and how it was read."""

    statement: str
    predicate: str
    arguments: dict[str, str]
    entities: dict[str, str]
    evidence: Citation
    extractor: str
    version: str
    confidence: float


class ReviewAnswer(BaseModel):
    """A page of what waits, by document and place; the last id, as `after`, leads to the next."""

    waiting: list[WaitingStatement]


class ReviewRequest(Strict):
    """What a person decides on a statement; `changes` give a correction the words of each role, "" empties it."""

    decision: Literal["accept", "refuse", "correct"]
    by: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)]
    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
    changes: dict[Text, Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]] = Field(
        default_factory=dict, max_length=20
    )

    @model_validator(mode="after")
    def _check_changes(self) -> ReviewRequest:
        if (self.decision == "correct") != bool(self.changes):
            raise ValueError("改正要写明改成什么，别的结论不改")
        return self


class ReviewedAnswer(BaseModel):
    """The judgement that the decision became, and the statement that a correction put in place ("" for others)."""

    judgement: str
    known_from: str
    corrected: str


class PredicateLabels(BaseModel):
    """What a predicate, its roles and their closed words are called, by language."""

    label: dict[str, str]
    roles: dict[str, dict[str, str]]
    words: dict[str, dict[str, dict[str, str]]]


class SourcesAnswer(BaseModel):
    """All sources, by name."""

    sources: list[SourceLine]


class OntologyAnswer(BaseModel):
    """The closed lists with their labels."""

    kinds: dict[str, dict[str, str]]
    predicates: dict[str, PredicateLabels]
    words: dict[str, dict[str, dict[str, str]]]


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str


class NameRequest(Strict):
    """A name whose bearers are compared."""

    name: Text


class WaitingNamesRequest(Strict):
    """Where the list of names goes on: `after` is the name that the page before ended with."""

    after: str = Field(default="", max_length=100)
    limit: int = Field(default=20, ge=1, le=100)


class WaitingNames(BaseModel):
    """Names with pairs that wait for a person; `after` is "" on the last page."""

    waiting: list[SameName]
    after: str


class PairRequest(Strict):
    """Two entities by id."""

    left: Text
    right: Text


class JudgementRequest(PairRequest):
    """What somebody says of two entities, and why."""

    verdict: Literal["same", "different", "unsure"]
    by: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)]
    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class JudgementAnswer(BaseModel):
    """The judgement that was made; undo it by its id."""

    judgement: str
    known_from: str
