"""What is answered about the words of texts and rows: numbers, service terms, quotations, and where an answer rests.

Each has the place of its own words in the document besides the sentence that says it.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.portrait import Citation


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text states: as written in `quantity`, which stands at `start` to `end` of the document.

    `subject` is of whom it is said, "" where the text leaves it open; `subject_id` the entity where there is one.
    """

    quantity: str
    value: str
    unit: str
    measure: str
    subject: str
    subject_id: str
    period: str
    start: int
    end: int
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ServiceTerm:
    """How often a text says a service may be used, or within what time a request is answered or settled.

    `times` is the number for each `per`; `minutes` what `within` comes to.
    """

    service: str
    provider: str
    provider_id: str
    limit: str
    times: str
    per: str
    within: str
    minutes: str
    start: int
    end: int
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The numbers and service terms of one document, in the order of its text."""

    document: str
    figures: tuple[Figure, ...]
    terms: tuple[ServiceTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a speaker, with occasion and date where the text gives them; `start` and `end` are where they stand."""

    speaker: str
    speaker_id: str
    occasion: str
    date: str
    quote: str
    document: str
    start: int
    end: int
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class QuotationsPage:
    """Quotations in the order of documents and their text; `more` where not all articles were looked through."""

    quotations: tuple[Quotation, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class RowSource:
    """A document that an answer rests on: how many statements of it, and where the first of their rows stand."""

    document: str
    title: str
    statements: int
    spans: tuple[tuple[int, int], ...]
