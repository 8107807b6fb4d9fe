"""The one gate between what a text says and what is stored: keeps, masks or drops by RESPONSIBLE.md R4, R5, R7."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.document import Arrival, Article, Span
from domain.extract import Extract
from domain.identifier import hash_text
from domain.mention import Mention, MentionKind, Reference
from domain.ontology.catalogue import get_predicate
from domain.statement import Reading, Statement, Value
from graph.namesake import Person, find_holders, find_person
from graph.view import SHOWN_BY_NAME
from ingest.adverse import AdverseLines
from lexicon.competence import is_competent_organ
from lexicon.folding import find_reversed, holds_unseen
from lexicon.forbidden import (
    LIFE_CATEGORIES,
    blank_out,
    find_forbidden,
    find_masked,
    find_statuses,
    has_home,
    is_dwelling_unit,
    is_no_office,
    is_pupil_office,
    mask_forbidden,
    mask_numbers,
    measure_name,
    names_board,
    names_minor,
    names_resident,
)

LIFE = frozenset(
    {
        "BORN",
        "NATIVE_OF",
        "EDUCATED",
        "JOINED",
        "EVALUATED",
        "RECEIVED_AWARD",
        "DIED",
        "RETIRED",
        "TITLED",
        "GENDER",
        "NAMED",
        "SANCTIONED",
    }
)
RESIDENCE = frozenset({MentionKind.COMMUNITY, MentionKind.PLACE})
OF_PEOPLE = frozenset({"HOLDS_POST", "MEMBER_OF", "VACANT", *LIFE})

LONGEST_SENTENCE = 200
"""How far from a statement its sentence may reach on either side."""

_SENTENCE_BEFORE = re.compile(r"[^。！？!?\n]*\Z")
_SENTENCE_BEHIND = re.compile(r"[^。！？!?\n]*")

LONGEST_STATUS = 8
"""So far before a name a word says what its bearer is (低保户户主某某, 残疾人创业带头人某某)."""
_PUPIL_BEFORE = re.compile(r"(?:学生|同学|小朋友|少年|孩子)$")
_BREAK = re.compile(r"[，,。；;：:！？!?\n（）()]")
LONGEST_NAME = 6
_PRIVATE_WORD = re.compile(
    r"(?:村民|居民|贫困户|低保户|脱贫户|双女户|牧民|农民|学生|(?:妻子|丈夫|儿子|女儿)[是叫])(?=[\u4e00-\u9fff]{2})"
)
_BEHIND_NAME = re.compile(r"[说种养家很住笑的患是在有看，。、：；！]|介绍|告诉|激动|高兴")

CAREER = "qunxiang:career"
"""Who reads a résumé that was pasted as plain text: its posts are those of an official, in a school too."""

NAMES = frozenset({MentionKind.PERSON, MentionKind.PERSON_ANON})


@dataclass(frozen=True, slots=True)
class Admission:
    """What may be stored of a document.

    `text` is the document's text with forbidden spans masked one character for one; every offset holds.
    `private` are the mentions whose names belong to nobody we may show: masked on every way out. `honoured` are
    those among them that the document itself shows by name, for a notice honours them or their dated words are
    quoted (R4). `dropped` counts what was left out by reason; the words themselves are kept nowhere.
    """

    text: str
    text_sha256: str
    articles: tuple[Article, ...]
    mentions: tuple[Mention, ...]
    private: frozenset[Span]
    honoured: frozenset[Span]
    statements: tuple[Statement, ...]
    readings: tuple[Reading, ...]
    data_classes: tuple[str, ...]
    dropped: Counter[str]


def admit(extract: Extract, text: str, arrivals: Iterable[Arrival] = (), *, is_form: bool = False) -> Admission:
    """Decide on every mention and statement of a reading; the same reading gives the same admission.

    Of the arrivals only counts whether one is the competent organ's own publication (R7). A form is an official's
    personnel record: all of it is of class PER, its offices are no pupil's, and its yearly results stand in the
    issuer's own word.
    """
    arrivals = tuple(arrivals)
    from_organ = any(is_competent_organ(arrival.source, arrival.url) for arrival in arrivals)
    is_record = is_form or _is_pasted_record(extract, arrivals)
    masked = find_masked(text)
    shown = blank_out(text, masked)
    articles = extract.articles
    dropped: Counter[str] = Counter()

    def keep(
        pairs: Iterable[tuple[Statement, Reading]], find_reason: Callable[[Statement], str]
    ) -> list[tuple[Statement, Reading]]:
        reasons = [(pair, find_reason(pair[0])) for pair in pairs]
        dropped.update(reason for _, reason in reasons if reason)
        return [pair for pair, reason in reasons if not reason]

    adverse = AdverseLines(text, extract, from_organ)
    pairs = adverse.cut(zip(extract.statements, extract.readings, strict=True))
    lawful = keep(pairs, _Content(text, extract, masked, adverse, is_form).find_reason)
    gate = _Gate(text, articles, set(find_holders(articles, (statement for statement, _ in lawful))))
    kept = keep(lawful, gate.find_reason)
    mentions = tuple(m for m in extract.mentions if not _overlaps((m.start, m.end), masked))
    borne = {find_person(articles, s.evidence.start, s.text_of("name")) for s, _ in kept if s.predicate == "NAMED"}
    private = frozenset(
        (m.start, m.end)
        for m in mentions
        if m.kind in NAMES and gate.is_private(m) and find_person(articles, m.start, m.text) not in borne
    )
    for missed in (_find_untagged, _find_missed):
        more = tuple(missed(text, mentions, private))
        mentions = tuple(sorted((*mentions, *more)))
        private |= {(m.start, m.end) for m in more}
    honoured = frozenset(_find_honoured(articles, mentions, [statement for statement, _ in kept])) & private
    if masked:
        kept = [_recut(statement, reading, shown) for statement, reading in kept]
    return Admission(
        shown, hash_text(shown), tuple(_mask_article(a) for a in articles), mentions, private, honoured,
        tuple(statement for statement, _ in kept), tuple(reading for _, reading in kept),
        tuple("PER" if is_record else get_predicate(statement.predicate).data_class for statement, _ in kept), dropped,
    )  # fmt: skip


def _is_pasted_record(extract: Extract, arrivals: Iterable[Arrival]) -> bool:
    """True for a résumé that came without a source: somebody pasted it out of a personnel file."""
    is_resume = any(reading.extractor == CAREER for reading in extract.readings)
    return is_resume and not any(arrival.source or arrival.url for arrival in arrivals)


class _Content:
    """Says why the words of a statement may not be stored, whoever it is about; "" when they may."""

    def __init__(
        self, text: str, extract: Extract, masked: Sequence[Span], adverse: AdverseLines, is_form: bool = False
    ) -> None:
        self._text = text
        self._is_form = is_form
        self._careers = frozenset(r.statement_id for r in extract.readings if is_form or r.extractor == CAREER)
        self._adverse = adverse
        self._articles = extract.articles
        self._names = [(m.start, m.end) for m in extract.mentions if m.kind in NAMES]
        self._masked = masked
        self._reversed = tuple(find_reversed(text))
        found = find_forbidden(text)
        self._forbidden = (*((f.start, f.end) for f in found), *masked)
        bodies = [(m.start, m.end) for m in extract.mentions if m.kind not in NAMES]
        self._said_of_people = [
            span
            for span in sorted({*((f.start, f.end) for f in found), *find_statuses(text)})
            if not _overlaps(span, masked) and not _overlaps(span, bodies)
        ]
        self._marked = frozenset(self._find_marked(extract))
        self._unmasked = [
            (f.start, f.end) for f in found if f.category in LIFE_CATEGORIES and not _overlaps((f.start, f.end), masked)
        ]

    def find_reason(self, statement: Statement) -> str:
        if statement.predicate == "REPORTED":
            return "byline"
        if not (self._is_form and statement.predicate == "EVALUATED") and self._adverse.holds(statement):
            return "adverse"
        quote = statement.evidence.quote
        if holds_unseen(quote) or _overlaps((statement.evidence.start, statement.evidence.end), self._reversed):
            return "hidden"
        span = statement.evidence.start, statement.evidence.end
        if has_home(quote) or self._numbers_home_or_person(statement):
            return "home"
        if self._is_of_board(statement):
            return "points"
        if _touches(statement, self._forbidden) or self._holds_masked_reference(statement):
            return "forbidden"
        if statement.predicate in OF_PEOPLE and _overlaps(span, self._unmasked):
            return "forbidden"
        if statement.predicate in ("HOLDS_POST", "MEMBER_OF") and _overlaps(span, self._said_of_people):
            return "forbidden"
        is_office = statement.predicate == "HOLDS_POST" and statement.id not in self._careers
        return self._office_of_nobody(statement) if is_office else ""

    def _office_of_nobody(self, statement: Statement) -> str:
        """Say why an office makes nobody a Person: it is a child's, no office at all, or of one in care or custody."""
        person = statement.find("person")
        if isinstance(person, Reference) and person.text in self._marked:
            return "private person"
        post, body = statement.text_of("post"), statement.text_of("org")
        if is_no_office(post):
            return "private person"
        return "minor" if is_pupil_office(body, post) else ""

    def _find_marked(self, extract: Extract) -> Iterator[str]:
        """Yield the names behind a word that is never held, or behind 学生: nobody of that name is a Person here."""
        ends = sorted(end for _, end in self._said_of_people)
        for m in extract.mentions:
            if m.kind is not MentionKind.PERSON:
                continue
            before = self._text[max(0, m.start - LONGEST_STATUS) : m.start]
            if _PUPIL_BEFORE.search(before):
                yield m.text
                continue
            place = bisect_left(ends, m.start + 1) - 1
            if (
                place >= 0
                and m.start - ends[place] <= LONGEST_STATUS
                and not _BREAK.search(self._text, ends[place], m.start)
            ):
                yield m.text

    def _holds_masked_reference(self, statement: Statement) -> bool:
        return any(a.start >= 0 and _overlaps((a.start, a.end), self._masked) for _, a in statement.references())

    def _numbers_home_or_person(self, statement: Statement) -> bool:
        """True for a COUNT that counts nothing: a flat, a class, how old somebody named is."""
        if statement.predicate != "COUNT":
            return False
        amount = statement.find("q")
        behind = self._text[amount.end : amount.end + 1] if amount and amount.end >= 0 else ""
        unit = statement.text_of("unit")
        if is_dwelling_unit(unit) or is_dwelling_unit(unit + behind):
            return True
        if unit != "岁":
            return False
        return _overlaps((statement.evidence.start, statement.evidence.end), self._names)

    def _is_of_board(self, statement: Statement) -> bool:
        """True when the line stands on a board of points: said in its sentence, or in the article's headline."""
        if statement.predicate not in ("RECEIVED_AWARD", "EVALUATED", "COUNT"):
            return names_board(statement.evidence.quote)
        if names_board(_find_sentence(self._text, statement)):
            return True
        start = statement.evidence.start
        return any(names_board(a.headline) for a in self._articles if a.start <= start < a.end)


class _Gate:
    """Says why a statement about a private person may not be stored; `people` are those who may be Persons (R4)."""

    def __init__(self, text: str, articles: Sequence[Article], people: set[Person]) -> None:
        self._text = text
        self._articles = articles
        self._people = people

    def find_reason(self, statement: Statement) -> str:
        return self._life_of_private_person(statement) or self._residence(statement) or self._award_of_minor(statement)

    def is_private(self, mention: Mention) -> bool:
        """True for a name that is no Person's and stands in no byline."""
        if mention.kind is MentionKind.PERSON_ANON:
            return True
        if any(a.byline_span and a.byline_span[0] <= mention.start < a.byline_span[1] for a in self._articles):
            return False
        return find_person(self._articles, mention.start, mention.text) not in self._people

    def _life_of_private_person(self, statement: Statement) -> str:
        if statement.predicate not in {"VACANT", *LIFE} - {"RECEIVED_AWARD"}:
            return ""
        return "private person" if any(self._is_private_name(a) for _, a in statement.arguments) else ""

    def _award_of_minor(self, statement: Statement) -> str:
        """Whoever is honoured, or belongs to a body, beside words of school is a child unless known as an official."""
        role = {"RECEIVED_AWARD": "recipient", "MEMBER_OF": "person"}.get(statement.predicate)
        if role is None or not self._is_private_name(statement.find(role)):
            return ""
        return "minor" if names_minor(_find_sentence(self._text, statement)) else ""

    def _residence(self, statement: Statement) -> str:
        place = statement.find("org")
        is_home = isinstance(place, Reference) and place.mention_kind in RESIDENCE
        if statement.predicate != "MEMBER_OF" or not is_home:
            return ""
        private = self._is_private_name(statement.find("person"))
        return "residence" if private or names_resident(statement.evidence.quote) else ""

    def _is_private_name(self, argument: Reference | Value | None) -> bool:
        if not isinstance(argument, Reference) or argument.mention_kind not in NAMES:
            return False
        return argument.mention_kind is MentionKind.PERSON_ANON or (
            find_person(self._articles, argument.start, argument.text) not in self._people
        )


def mask_arrival(arrival: Arrival) -> Arrival:
    """Return the arrival with what is never held masked in every string of it; of the path only numbers of persons."""
    fields = ("source", "url", "title", "author", "edition")
    masked = {name: mask_forbidden(getattr(arrival, name)) for name in fields}
    return replace(arrival, path=mask_numbers(arrival.path), **masked)


def _mask_article(article: Article) -> Article:
    """Return the article with headline and byline masked: they are copies that may differ from the text."""
    headline, byline = mask_forbidden(article.headline), mask_forbidden(article.byline)
    return replace(article, headline=headline, byline=byline)


def _find_untagged(text: str, mentions: Sequence[Mention], private: frozenset[Span]) -> Iterator[Mention]:
    """Yield what looks like a name behind a word for a private person (村民某某说) where the reader saw none."""
    taken = [(m.start, m.end) for m in mentions]
    starts = [start for start, _ in taken]
    public = {m.text for m in mentions if m.kind in NAMES and (m.start, m.end) not in private}
    for word in _PRIVATE_WORD.finditer(text):
        start = word.end()
        end = _end_name(text, start)
        before = bisect_left(starts, end) - 1
        is_free = before < 0 or taken[before][1] <= start
        if end > start and is_free and text[start:end] not in public:
            yield Mention(start, end, MentionKind.PERSON, text[start:end])


def _end_name(text: str, start: int) -> int:
    """Return where the shortest name at this place ends before a word that may follow one; the place itself for none.

    The shortest, for a name written by sound would take characters of the next word with it.
    """
    for end in range(start + 2, min(start + LONGEST_NAME, len(text)) + 1):
        if _BEHIND_NAME.match(text, end) and measure_name(text[start:end]) == end - start:
            return end
    return start


def _find_missed(text: str, mentions: Sequence[Mention], private: frozenset[Span]) -> Iterator[Mention]:
    """Yield the places where a private name stands that the reader named elsewhere only: they are masked too."""
    kinds = {m.text: m.kind for m in mentions if (m.start, m.end) in private and len(m.text) > 1}
    for m in mentions:
        if (m.start, m.end) not in private:
            kinds.pop(m.text, None)
    if not kinds:
        return
    taken = [(m.start, m.end) for m in mentions]
    form = re.compile("|".join(re.escape(name) for name in sorted(kinds, key=lambda name: (-len(name), name))))
    starts = [start for start, _ in taken]
    for found in form.finditer(text):
        before = bisect_left(starts, found.end()) - 1
        if before < 0 or taken[before][1] <= found.start():
            yield Mention(found.start(), found.end(), kinds[found[0]], found[0])


def _find_honoured(
    articles: Sequence[Article], mentions: Sequence[Mention], statements: Sequence[Statement]
) -> Iterator[Span]:
    """Yield where the document shows people by name who are no Persons (R4).

    Somebody whom a notice honours is named all through that article; the speaker of a dated quotation before it.
    """
    named: set[Person] = set()
    for statement in statements:
        for role, argument in statement.references():
            if argument.mention_kind is not MentionKind.PERSON or (statement.predicate, role) not in SHOWN_BY_NAME:
                continue
            if statement.predicate == "RECEIVED_AWARD":
                named.add(find_person(articles, argument.start, argument.text))
            elif statement.find("date"):
                yield argument.start, argument.end
    for m in mentions:
        if m.kind is MentionKind.PERSON and find_person(articles, m.start, m.text) in named:
            yield m.start, m.end


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _find_sentence(text: str, statement: Statement) -> str:
    """Return the words between the full stops or line ends around a statement's evidence."""
    start, end = statement.evidence.start, statement.evidence.end
    before = _SENTENCE_BEFORE.search(text, max(start - LONGEST_SENTENCE, 0), start)
    behind = _SENTENCE_BEHIND.match(text, end, end + LONGEST_SENTENCE)
    return text[before.start() if before else start : behind.end() if behind else end]


def _touches(statement: Statement, forbidden: Sequence[Span]) -> bool:
    """True when an argument of a line about people is itself forbidden."""
    return statement.predicate in OF_PEOPLE and any(
        a.start >= 0 and _overlaps((a.start, a.end), forbidden) for _, a in statement.arguments
    )


def _recut(statement: Statement, reading: Reading, text: str) -> tuple[Statement, Reading]:
    """Return the statement in the words of the masked text, and the reading with the id that it has in them."""
    evidence = statement.evidence
    arguments = tuple(
        (role, replace(a, text=text[a.start : a.end]) if isinstance(a, Value) and a.start >= 0 else a)
        for role, a in statement.arguments
    )
    cut = replace(statement, arguments=arguments, evidence=replace(evidence, quote=text[evidence.start : evidence.end]))
    return cut, replace(reading, statement_id=cut.id)
