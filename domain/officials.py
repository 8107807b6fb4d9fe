"""What a search of officials answers: who, by name, in which posts, and how many there are in which line or area."""

from __future__ import annotations

from dataclasses import dataclass

from domain.portrait import AsOf, PostLine


@dataclass(frozen=True, slots=True)
class OfficialsQuery:
    """What is asked; "" asks for nothing. All of it but the training must be true of one post of the person.

    `line` is a line of lexicon.posts, `area` a code, `place` and `body` are entities, `title` a title as it is
    normalised, `training` words of a course or school, `since` and `until` partial dates.
    """

    line: str = ""
    area: str = ""
    place: str = ""
    body: str = ""
    title: str = ""
    training: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class OfficialMatch:
    """A person whom a query fits, with the statements about the posts that it fits."""

    person: str
    name: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many people a query fits in one line, area or body."""

    facet: str
    value: str
    people: int


@dataclass(frozen=True, slots=True)
class FacetLine:
    """The same with the name of the line, area or organisation."""

    value: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Official:
    """A person with the posts that fit, each with its evidence."""

    id: str
    name: str
    posts: tuple[PostLine, ...]


@dataclass(frozen=True, slots=True)
class OfficialsPage:
    """A page of officials by name, then id; `after` leads to the next one, "" on the last.

    The counts are of all that fit, by name of line, area and organisation.
    """

    officials: tuple[Official, ...]
    lines: tuple[FacetLine, ...]
    areas: tuple[FacetLine, ...]
    organisations: tuple[FacetLine, ...]
    after: str
    as_of: AsOf
