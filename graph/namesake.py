"""Tells namesakes apart within one article: one name with posts in two unrelated bodies is two people.

R6 lets a text join two posts only where it states both of one person: in one mention (兼任, a career line,
由…调任…), in the same body, or in the leading organs of the same division (市委书记 and 市人大常委会主任 of one 市).
A bare name that looks back (某某此前任…) is whoever alone bore it before in the article.
Even there it names two people where it names each beside the other (局长某某、副局长某某), where one is the head and
the other the deputy, or where it gives them two birth dates or two genders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.document import Article
from domain.mention import MentionKind, Reference
from domain.statement import Statement
from graph.life import NOTHING, Life, gather_lives
from graph.names import sort_name
from graph.term import HELD
from lexicon.offices import find_division, office_of
from lexicon.posts import is_front_line, national_organisation

_DATE = re.compile(r"(?P<year>(?:19|20)\d{2})(?:\s?[年.\-/]\s?(?P<month>\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Person:
    """A name within one article."""

    article: int
    name: str


BESIDE = 2
"""So many characters lie at most between a name and the office of whoever is named beside: 、 和 以及."""


@dataclass
class Holder:
    """Mentions of one name in one article that are one person, with the bodies of their posts.

    `heads` are the offices that the text shows held, by body and title; `led` where the words of each office begin
    that stand before a name; `looks_back` is true when all that is said is that a bare name held posts before.
    """

    mentions: list[Reference] = field(default_factory=list)
    bodies: set[str] = field(default_factory=set)
    divisions: set[str] = field(default_factory=set)
    front_line: bool = True
    heads: set[tuple[str, str]] = field(default_factory=set)
    led: set[int] = field(default_factory=set)
    life: Life = NOTHING
    looks_back: bool = False

    @property
    def first(self) -> Reference:
        """The mention that founds the person: the first one with a post."""
        return min(self.mentions, key=lambda mention: mention.start)

    def is_one_with(self, other: Holder) -> bool:
        """True when the text itself says that both are one: a shared mention, body or division."""
        if {m.start for m in self.mentions} & {m.start for m in other.mentions}:
            return True
        if self._is_beside(other) or other._is_beside(self) or not self.life.may_be(other.life):
            return False
        if self._is_deputy_of(other) or other._is_deputy_of(self):
            return False
        return bool(self.bodies & other.bodies or self.divisions & other.divisions)

    def _is_beside(self, other: Holder) -> bool:
        """True when the office of the other follows right behind this name: two in one enumeration."""
        return any(0 <= start - mention.end <= BESIDE for mention in self.mentions for start in other.led)

    def _is_deputy_of(self, other: Holder) -> bool:
        return any((body, f"副{title}") in self.heads for body, title in other.heads)

    def join(self, other: Holder) -> None:
        """Take over the mentions and bodies of another."""
        self.mentions += other.mentions
        self.bodies |= other.bodies
        self.divisions |= other.divisions
        self.front_line = self.front_line and other.front_line
        self.heads |= other.heads
        self.led |= other.led
        self.looks_back = self.looks_back and other.looks_back
        self.life = Life(self.life.born | other.life.born, self.life.gender | other.life.gender)


def number_of_article(articles: Sequence[Article], offset: int) -> int:
    """Return the number of the article in which the offset lies, -1 outside all."""
    return next((number for number, article in enumerate(articles) if article.covers(offset)), -1)


def find_person(articles: Sequence[Article], start: int, text: str) -> Person:
    """Return the name within its article that stands at this place."""
    return Person(number_of_article(articles, start), sort_name(text))


def find_holders(articles: Sequence[Article], statements: Iterable[Statement]) -> dict[Person, list[Holder]]:
    """Return who may be a Person by R4, by name and article; namesakes are several holders under one name."""
    found: dict[Person, list[Holder]] = {}
    statements = list(statements)
    lives = _read_lives(statements)
    for statement in statements:
        holder = _read_holder(statement)
        if holder is None:
            continue
        holder.life = lives.get(holder.first.start, NOTHING)
        mention = holder.mentions[0]
        same_name = found.setdefault(find_person(articles, mention.start, mention.text), [])
        joined = [other for other in same_name if other.is_one_with(holder)]
        for other in joined:
            holder.join(other)
        same_name[:] = [other for other in same_name if all(other is not one for one in joined)] + [holder]
    for same_name in found.values():
        _join_backward(same_name)
    return found


def _join_backward(same_name: list[Holder]) -> None:
    """Join who is told of by a bare name in the past with the one who bore it before, where only one did."""
    for holder in sorted((one for one in same_name if one.looks_back), key=lambda one: one.first.start):
        before = [other for other in same_name if other.first.start < holder.first.start]
        if len(before) == 1 and not before[0].looks_back and holder.life.may_be(before[0].life):
            before[0].join(holder)
            same_name.remove(holder)


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
    status = statement.text_of("status")
    held = {(sort_name(office.body), office.title)} if status in HELD else set()
    led = {part.start for part in (post, organisation) if part is not None and 0 <= part.start < person.start}
    return Holder(
        [person],
        {sort_name(office.body)},
        {division} if division else set(),
        is_front_line(post.text),
        held,
        led,
        looks_back=status == "former" and not led,
    )


def _read_lives(statements: Iterable[Statement]) -> dict[int, Life]:
    """Return by the place of a name the birth date and gender that the text gives there, as it writes them."""
    facts = []
    for statement in statements:
        person, role = statement.find("person"), {"BORN": "date", "GENDER": "gender"}.get(statement.predicate, "")
        if role and isinstance(person, Reference) and person.start >= 0:
            value = statement.text_of(role)
            facts.append((person.start, statement.predicate, _write_date(value) if role == "date" else value))
    return gather_lives(facts)


def _write_date(words: str) -> str:
    """Return the year and month of a date as written, as a partial date; "" where there is no year."""
    found = _DATE.search(words)
    if found is None:
        return ""
    month = f"-{int(found['month']):02d}" if found["month"] and 1 <= int(found["month"]) <= 12 else ""
    return f"{found['year']}{month}"
