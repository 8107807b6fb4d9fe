"""Tells namesakes apart within one article: one name with posts in two unrelated bodies is two people.

R6 lets a text join two posts only where it states both of one person: in one mention (兼任, a career line,
由…调任…), in the same body, or in the leading organs of the same division (市委书记 and 市人大常委会主任 of one 市).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.document import Article
from domain.mention import MentionKind, Reference
from domain.statement import Statement
from graph.names import sort_name
from lexicon.offices import find_division, office_of
from lexicon.posts import is_front_line, national_organisation


@dataclass(frozen=True, slots=True)
class Person:
    """A name within one article."""

    article: int
    name: str


@dataclass
class Holder:
    """Mentions of one name in one article that are one person, with the bodies of their posts."""

    mentions: list[Reference] = field(default_factory=list)
    bodies: set[str] = field(default_factory=set)
    divisions: set[str] = field(default_factory=set)
    front_line: bool = True

    @property
    def first(self) -> Reference:
        """The mention that founds the person: the first one with a post."""
        return min(self.mentions, key=lambda mention: mention.start)

    def is_one_with(self, other: Holder) -> bool:
        """True when the text itself says that both are one: a shared mention, body or division."""
        return bool(
            {m.start for m in self.mentions} & {m.start for m in other.mentions}
            or self.bodies & other.bodies
            or self.divisions & other.divisions
        )

    def join(self, other: Holder) -> None:
        """Take over the mentions and bodies of another."""
        self.mentions += other.mentions
        self.bodies |= other.bodies
        self.divisions |= other.divisions
        self.front_line = self.front_line and other.front_line


def number_of_article(articles: Sequence[Article], offset: int) -> int:
    """Return the number of the article in which the offset lies, -1 outside all."""
    return next((number for number, article in enumerate(articles) if article.covers(offset)), -1)


def find_person(articles: Sequence[Article], start: int, text: str) -> Person:
    """Return the name within its article that stands at this place."""
    return Person(number_of_article(articles, start), sort_name(text))


def find_holders(articles: Sequence[Article], statements: Iterable[Statement]) -> dict[Person, list[Holder]]:
    """Return who may be a Person by R4, by name and article; namesakes are several holders under one name."""
    found: dict[Person, list[Holder]] = {}
    for statement in statements:
        holder = _read_holder(statement)
        if holder is None:
            continue
        mention = holder.mentions[0]
        same_name = found.setdefault(find_person(articles, mention.start, mention.text), [])
        joined = [other for other in same_name if other.is_one_with(holder)]
        for other in joined:
            holder.join(other)
        same_name[:] = [other for other in same_name if all(other is not one for one in joined)] + [holder]
    return found


def _read_holder(statement: Statement) -> Holder | None:
    """Return the holder that one statement shows, None when it lacks a name, a post or an organisation."""
    person, post, organisation = statement.find("person"), statement.find("post"), statement.find("org")
    if statement.predicate != "HOLDS_POST" or not isinstance(person, Reference) or post is None:
        return None
    if person.mention_kind is not MentionKind.PERSON:
        return None
    body = organisation.name if isinstance(organisation, Reference) else national_organisation(post.text)
    if not body:
        return None
    office = office_of(body, post.text)
    division = find_division(office.body)
    return Holder([person], {sort_name(office.body)}, {division} if division else set(), is_front_line(post.text))
