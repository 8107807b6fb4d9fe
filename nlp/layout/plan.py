"""The plan of a page: which lines each story will be made of, and which lines are used already."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.document import Span
from nlp.layout.line import Line, LineKind


@dataclass(slots=True)
class Plan:
    """What a story will be made of: indices into the page's lines.

    `kicker` is the first of several headline lines. `credit` is a source in brackets that closes the last line.
    """

    byline: int | None = None
    headline: int | None = None
    first: int = 0
    last: int = -1
    credit: Span | None = None
    kicker: int | None = None


@dataclass(slots=True)
class Page:
    """The lines of a page while they are given to stories; each line is used once."""

    lines: list[Line]
    taken: set[int] = field(default_factory=set)

    def is_headline(self, index: int) -> bool:
        """True for a line that looks like a headline and is not used yet."""
        return 0 <= index < len(self.lines) and index not in self.taken and self.lines[index].kind is LineKind.HEADLINE

    def is_paragraph(self, index: int) -> bool:
        """True for a paragraph that is not used yet."""
        return index not in self.taken and self.lines[index].kind is LineKind.PARAGRAPH
