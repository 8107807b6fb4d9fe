"""What a résumé says: posts, study, stretches without a post, ranks, and what was wrong with its lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.document import Span


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text, as it is meant to be read, and where they stand in the document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CareerPost:
    """One post with its dates; `body` or `post` is None where the text leaves it out. `said` is its evidence."""

    body: Words | None
    post: Words | None
    valid_from: str
    valid_to: str
    status: str
    nature: str
    said: Span


@dataclass(frozen=True, slots=True)
class Study:
    """One stretch of study."""

    school: Words
    major: Words | None
    level: Words | None
    kind: str
    valid_from: str
    valid_to: str
    said: Span


@dataclass(frozen=True, slots=True)
class Unposted:
    """A stretch of which the résumé says that it held no post (待分配, 退休)."""

    words: Words
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank or professional title that the person has, since when the text says."""

    title: Words
    date: str
    said: Span


@dataclass(frozen=True, slots=True)
class Fault:
    """What was wrong with a line: its kind and where; nothing is repaired.

    Kinds: impossible_month, end_before_start, overlap, contradiction, not_kept (content that may not be kept),
    unread (words in which no post was found).
    """

    kind: str
    said: Span


@dataclass(slots=True)
class Career:
    """All that the lines of one résumé say, in their order."""

    posts: list[CareerPost] = field(default_factory=list)
    studies: list[Study] = field(default_factory=list)
    unposted: list[Unposted] = field(default_factory=list)
    ranks: list[Rank] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    dropped: list[Span] = field(default_factory=list)
