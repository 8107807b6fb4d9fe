"""What arrived and how it is cut: Source, Document, Arrival, Article."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identifier import make_id

Span = tuple[int, int]
"""Start (inclusive) and end (exclusive) in Unicode code points of a document's text."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher or issuing body."""

    name: str
    kind: str = "unknown"

    @property
    def id(self) -> str:
        return make_id("source", self.name)


@dataclass(frozen=True, slots=True)
class Document:
    """One item that arrived; its id is the SHA-256 of the item's bytes (of a JSONL line: of its `text`).

    `text` is never altered: no line end, no width. Every span of every other object points into it.
    `media` is "text" for prose and "table" for rows (then `text` is the allowed cells as TSV). `locator` leads from a
    span to its place in the file (domain/locator.py), "" where nothing but the text is known.
    """

    id: str
    text_sha256: str
    text: str
    media: str = "text"
    encoding: str = "utf-8"
    reader: str = "text-1"
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """That a document came: the same text again adds an arrival and nothing else."""

    document_id: str
    path: str
    source: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    edition: str = ""
    published: str = ""
    accessed: str = ""

    @property
    def id(self) -> str:
        """Identity of the arrival; the moment of access is no part of it, so reading twice adds nothing."""
        return make_id(
            "arrival",
            self.document_id,
            self.path,
            self.source,
            self.url,
            self.title,
            self.author,
            self.edition,
            self.published,
        )


@dataclass(frozen=True, slots=True)
class Article:
    """A part of a document: headline, byline and body segments in reading order.

    The segments never hold the headline or byline when these stand apart from the body.
    """

    headline: str
    byline: str
    segments: tuple[Span, ...]
    headline_span: Span | None = None
    byline_span: Span | None = None

    @property
    def start(self) -> int:
        """Smallest offset that the article touches."""
        return min(span[0] for span in self._spans())

    @property
    def end(self) -> int:
        """Largest offset that the article touches."""
        return max(span[1] for span in self._spans())

    def covers(self, offset: int) -> bool:
        """True when the offset lies in the headline, the byline or a segment."""
        return any(start <= offset < end for start, end in self._spans())

    def _spans(self) -> tuple[Span, ...]:
        return (*self.segments, *(span for span in (self.headline_span, self.byline_span) if span))
