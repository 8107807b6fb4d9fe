"""Builds small commits from Chinese sentences with invented names, as a reader and the resolver would.

A Page is one document: words are found in its text, statements cut from it, references resolved by
graph.resolve.Resolver. The counties, people and services of these sentences do not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.document import Arrival, Article, Document
from domain.entity import Entity
from domain.identifier import hash_text
from domain.judgement import Judgement, Verdict
from domain.mention import Mention, MentionKind, Reference, ReferenceKind, refer
from domain.ontology.catalogue import check_statement, get_predicate
from domain.statement import Argument, Reading, Statement, Value, check_evidence, make_statement
from graph.commit import DocumentCommit, Stage, StoredMention
from graph.redaction import mask_spans
from graph.resolve import Resolver

EDUCATION = "青海省云岫县教育局"
WATER = "青海省云岫县水务局"
FINANCE = "浙江省沧澜县财政局"
RENAMED = "青海省云岫县教育和科学局"
VERSION = "reader-1"
NEWER = "reader-2"


@dataclass
class Page:
    """One document under construction; every word given to it must stand in the text."""

    text: str
    published: str = ""
    path: str = ""
    headline: str = ""
    media: str = "text"
    arrivals: tuple[Arrival, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    hidden: set[tuple[int, int]] = field(default_factory=set)
    statements: list[Statement] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Id of the document, as a plain UTF-8 file of this text would have it."""
        return hash_text(self.text)

    def find(self, words: str, number: int = 0) -> tuple[int, int]:
        """Return where the words stand for the n-th time."""
        start = -1
        for _ in range(number + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def name(
        self, kind: MentionKind, words: str, number: int = 0, *, private: bool = False, code: str = ""
    ) -> Reference:
        """Add a mention and return the reference that it is."""
        start, end = self.find(words, number)
        mention = Mention(start, end, kind, words, code=code)
        if mention not in self.mentions:
            self.mentions.append(mention)
        if private:
            self.hidden.add((start, end))
        return refer(mention)

    def person(self, words: str, number: int = 0) -> Reference:
        """Add the name of a person."""
        return self.name(MentionKind.PERSON, words, number)

    def resident(self, words: str, number: int = 0) -> Reference:
        """Add the name of somebody who is no Person: shown masked, belongs to this document alone."""
        return self.name(MentionKind.PERSON, words, number, private=True)

    def post(self, words: str, number: int = 0) -> Reference:
        """Add a post."""
        return self.name(MentionKind.POST, words, number)

    def organisation(self, words: str, number: int = 0) -> Reference:
        """Add an organisation."""
        return self.name(MentionKind.ORG, words, number)

    def community(self, words: str, number: int = 0, *, code: str = "") -> Reference:
        """Add a community, with its official code where the text makes it certain."""
        return self.name(MentionKind.COMMUNITY, words, number, code=code)

    def place(self, words: str, number: int = 0) -> Reference:
        """Add a place."""
        return self.name(MentionKind.PLACE, words, number)

    def value(self, words: str, number: int = 0) -> Value:
        """Return words of the text as a value."""
        return Value(words, *self.find(words, number))

    def say(
        self,
        predicate: str,
        evidence: str = "",
        /,
        *,
        valid_from: str = "",
        valid_to: str = "",
        confidence: float = 0.9,
        data_class: str = "",
        **arguments: Argument | None,
    ) -> Statement:
        """Add a statement whose evidence is these words, or the whole text."""
        start, end = self.find(evidence) if evidence else (0, len(self.text))
        statement = make_statement(predicate, self.id, self.text, start, end, **arguments)
        check_statement(statement)
        check_evidence(statement, self.id, self.text)
        self.statements.append(statement)
        self.readings.append(Reading(statement.id, "by-hand", "", confidence, valid_from, valid_to))
        self.classes.append(data_class or get_predicate(predicate).data_class)
        return statement

    def hold(
        self,
        name: str,
        title: str,
        organisation: Reference | None,
        *,
        status: str = "current",
        quote: str = "",
        valid_from: str = "",
        valid_to: str = "",
        number: int = 0,
    ) -> Statement:
        """Add that somebody holds a post."""
        return self.say(
            "HOLDS_POST",
            quote,
            valid_from=valid_from,
            valid_to=valid_to,
            person=self.person(name, number),
            post=self.post(title),
            org=organisation,
            status=Value(status),
        )

    def commit(self, version: str = VERSION) -> DocumentCommit:
        """Resolve the references and return all that commits together."""
        is_table = self.media == "table"
        articles = () if is_table else (Article(self.headline, "", ((0, len(self.text)),)),)
        mentions = () if is_table else tuple(sorted(self.mentions))
        resolution = Resolver(self.id, articles, self.statements, is_table).resolve(mentions)
        arrival = Arrival(self.id, self.path or f"{self.id[:8]}.txt", title=self.headline, published=self.published)
        return DocumentCommit(
            Document(self.id, hash_text(self.text), self.text, self.media),
            version,
            self.arrivals or (arrival,),
            articles,
            tuple(StoredMention(m, refer(m).id(self.id, ""), (m.start, m.end) in self.hidden) for m in mentions),
            tuple(self.statements),
            tuple(replace(reading, version=version) for reading in self.readings),
            tuple(self.classes),
            tuple(resolution.entities.values()),
            tuple(resolution.judgements.values()),
            resolution.links,
            () if is_table else (mask_spans(self.text, self.hidden),),
            (Stage(self.id, "read", "done", version=version),),
        )


def write_post(
    name: str,
    title: str,
    organisation: str,
    published: str = "",
    *,
    status: str = "current",
    valid_from: str = "",
    valid_to: str = "",
    note: str = "",
) -> Page:
    """Return a page that shows somebody in a post; `note` makes another document of the same words."""
    page = Page(f"{organisation}{title}{name}近日到任履新{note}。", published)
    page.hold(name, title, page.organisation(organisation), status=status, valid_from=valid_from, valid_to=valid_to)
    return page


def write_award(name: str, title: str, organisation: str, award: str, published: str = "") -> Page:
    """Return a page on which an official receives an award."""
    page = Page(f"表彰会上，{organisation}{title}{name}获得“{award}”称号。", published)
    page.hold(name, title, page.organisation(organisation))
    page.say("RECEIVED_AWARD", recipient=page.person(name), award=page.name(MentionKind.AWARD, award))
    return page


def write_speech(name: str, title: str, organisation: str, words: str, published: str = "") -> Page:
    """Return a page that quotes an official."""
    page = Page(f"{organisation}{title}{name}在座谈时表示：“{words}”", published)
    page.hold(name, title, page.organisation(organisation))
    page.say("SPOKE", speaker=page.person(name), quote=page.value(words))
    return page


def write_location(community: str, place: str, published: str = "", *, note: str = "", code: str = "") -> Page:
    """Return a page that puts a community into a place."""
    page = Page(f"{community}坐落在{place}北侧{note}。", published)
    page.say("LOCATED_IN", place_of=page.community(community, code=code), place=page.place(place))
    return page


def write_change(old: str, change: str, new: str, published: str = "", *, note: str = "") -> Page:
    """Return a page that says how one body became another; the change is said in its closed word."""
    page = Page(f"{old}变为{new}{note}。", published)
    page.say(
        "CHANGED", subject=page.organisation(old), change=Value(change),
        other=page.name(MentionKind.ORG, new, int(new in old)),
    )  # fmt: skip
    return page


@dataclass(frozen=True, slots=True)
class Use:
    """A row of a service log; household "" where nobody wrote it down."""

    date: str
    area: str
    service: str
    household: str = ""
    times: str = ""


def write_log(uses: Sequence[Use], codes: dict[str, str], book: str = "记录") -> Page:
    """Return a service log as a table; `codes` gives the code of each area, `book` and number name the record."""
    rows = ["\t".join((f"{book}{n}", u.date, u.area, u.household, u.service, u.times)) for n, u in enumerate(uses)]
    page = Page("\n".join(rows), media="table")
    offset = 0
    for number, (row, use) in enumerate(zip(rows, uses, strict=True)):
        area, service = _cell(page, row, offset, 2), _cell(page, row, offset, 4)
        _say_row(
            page,
            "USED",
            (offset, offset + len(row)),
            use.date,
            area=Reference(ReferenceKind.MENTION, use.area, MentionKind.COMMUNITY, *area, code=codes[use.area]),
            service=Reference(ReferenceKind.MENTION, use.service, MentionKind.SERVICE, *service),
            date=Value(use.date, *_cell(page, row, offset, 1)),
            household=_household(use.household, _cell(page, row, offset, 3)),
            times=Value(use.times, *_cell(page, row, offset, 5)) if use.times else None,
            record=Value(f"{book}{number}"),
        )
        offset += len(row) + 1
    return page


def write_register(households: Sequence[str], area: str, code: str, grid: str = "") -> Page:
    """Return a register of households as a table."""
    rows = ["\t".join((household, area, grid)) for household in households]
    page = Page("\n".join(rows), media="table")
    offset = 0
    for row, household in zip(rows, households, strict=True):
        place, cell = _cell(page, row, offset, 1), _cell(page, row, offset, 2)
        _say_row(
            page,
            "LIVES_IN",
            (offset, offset + len(row)),
            "",
            household=_household(household, _cell(page, row, offset, 0)),
            area=Reference(ReferenceKind.MENTION, area, MentionKind.COMMUNITY, *place, code=code),
            grid=Reference(ReferenceKind.KEY, grid, None, *cell, register=f"grid:{area}") if grid else None,
            record=Value(f"户册{household}"),
        )
        offset += len(row) + 1
    return page


def _cell(page: Page, row: str, offset: int, number: int) -> tuple[int, int]:
    cells = row.split("\t")
    start = offset + sum(len(cell) + 1 for cell in cells[:number])
    assert page.text[start : start + len(cells[number])] == cells[number]
    return start, start + len(cells[number])


def _household(words: str, span: tuple[int, int]) -> Reference | None:
    return Reference(ReferenceKind.KEY, words, None, *span, register="household") if words else None


def _say_row(page: Page, predicate: str, span: tuple[int, int], day: str, **arguments: Argument | None) -> None:
    statement = make_statement(predicate, page.id, page.text, span[0], span[1], **arguments)
    check_statement(statement)
    check_evidence(statement, page.id, page.text)
    page.statements.append(statement)
    page.readings.append(Reading(statement.id, "by-hand", "", 1.0, day, day))
    page.classes.append(get_predicate(predicate).data_class)


def entity_of(commit: DocumentCommit, kind: str, name: str = "") -> Entity:
    """Return the entity of a commit; the first of its kind, or the one of this name."""
    return next(e for e in commit.entities if e.kind == kind and name in ("", e.name))


def person_of(commit: DocumentCommit, name: str = "") -> str:
    """Return the id of a person of a commit."""
    return entity_of(commit, "Person", name).id


def reference_of(commit: DocumentCommit, words: str) -> str:
    """Return the id of the first reference with these words."""
    return next(m.reference_id for m in commit.mentions if m.mention.text == words)


def judge_same(left: str, right: str, by: str = "馆员甲") -> Judgement:
    """Return a person's word that two entities are one."""
    return Judgement(left, Verdict.SAME, right, by=by, why="简历相同")


def judge_different(left: str, right: str, by: str = "馆员甲") -> Judgement:
    """Return a person's word that two entities are not one."""
    return Judgement(left, Verdict.DIFFERENT, right, by=by, why="籍贯不同")
