"""What the statement finders look at: one article with its mentions and sentences, in document offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from sys import maxsize

from domain.document import Article, Span
from domain.mention import Mention, MentionKind
from domain.statement import Argument, Statement, make_statement
from nlp.cue import Cue


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement as one rule found it: the rule's name, a confidence between 0 and 1, the time it gives."""

    statement: Statement
    rule: str
    confidence: float
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """One article, its mentions and cues sorted by start, and its sentences; every offset points into `text`.

    `published` is when its document came out, "" where nobody says.
    """

    document_id: str
    text: str
    article: Article
    number: int
    mentions: tuple[Mention, ...]
    sentences: tuple[Span, ...]
    cues: tuple[Cue, ...] = ()
    published: str = ""
    _starts: tuple[int, ...] = field(init=False, repr=False, default=())
    _by_place: tuple[Span, ...] = field(init=False, repr=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(mention.start for mention in self.mentions))
        # Segments stand in reading order, which on a page is not always the order of their offsets.
        object.__setattr__(self, "_by_place", tuple(sorted(self.sentences)))

    def within(self, start: int, end: int, *kinds: MentionKind) -> Iterator[Mention]:
        """Yield the mentions that lie in the span, in order; of the given kinds, or all."""
        for mention in (self.mentions[i] for i in range(bisect_left(self._starts, start), len(self.mentions))):
            if mention.start >= end:
                return
            if mention.end <= end and (not kinds or mention.kind in kinds):
                yield mention

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds the offset, or the offset's own character outside sentences."""
        number = bisect_right(self._by_place, (offset, maxsize)) - 1
        if number >= 0 and offset < self._by_place[number][1]:
            return self._by_place[number]
        return offset, offset + 1

    def state(self, predicate: str, start: int, end: int, **arguments: Argument | None) -> Statement:
        """Build a statement of this document with the evidence from start to end."""
        return make_statement(predicate, self.document_id, self.text, start, end, **arguments)
