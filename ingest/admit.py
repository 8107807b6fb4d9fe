"""The one gate between what a text says and what is stored: keeps, masks or drops by RESPONSIBLE.md R4, R5, R7."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.document import Article, Span
from domain.extract import Extract
from domain.identifier import hash_text
from domain.mention import Mention, MentionKind, Reference
from domain.ontology.catalogue import get_predicate
from domain.statement import Reading, Statement, Value
from graph.namesake import Person, find_holders, find_person
from graph.redaction import mask_spans
from graph.view import SHOWN_BY_NAME
from lexicon.forbidden import find_adverse, find_forbidden

LIFE = frozenset({"BORN", "NATIVE_OF", "EDUCATED", "JOINED", "EVALUATED", "RECEIVED_AWARD"})
RESIDENCE = frozenset({MentionKind.COMMUNITY, MentionKind.PLACE})
OF_PEOPLE = frozenset({"HOLDS_POST", "MEMBER_OF", *LIFE})

MASKED = frozenset({"identity_number", "contact"})
"""What is masked in the text itself wherever it stands; other forbidden words only keep statements out."""

_ETHNICITY = re.compile(r"(?<=[男女])[，,、\s]{1,2}(\w{1,5}族)(?=[，,。；;、\s])")

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


def admit(extract: Extract, text: str) -> Admission:
    """Decide on every mention and statement of a reading; the same reading gives the same admission."""
    found = find_forbidden(text)
    masked = sorted({(f.start, f.end) for f in found if f.category in MASKED} | set(_find_ethnicity(text)))
    forbidden = (*((f.start, f.end) for f in found), *masked)
    shown = mask_spans(text, masked) if masked else text
    articles = extract.articles
    dropped: Counter[str] = Counter()

    def keep(
        pairs: Iterable[tuple[Statement, Reading]], find_reason: Callable[[Statement], str]
    ) -> list[tuple[Statement, Reading]]:
        reasons = [(pair, find_reason(pair[0])) for pair in pairs]
        dropped.update(reason for _, reason in reasons if reason)
        return [pair for pair, reason in reasons if not reason]

    lawful = keep(
        zip(extract.statements, extract.readings, strict=True), _Content(text, forbidden).find_reason
    )
    gate = _Gate(articles, set(find_holders(articles, (statement for statement, _ in lawful))))
    kept = keep(lawful, gate.find_reason)
    mentions = tuple(m for m in extract.mentions if not _overlaps((m.start, m.end), masked))
    private = frozenset((m.start, m.end) for m in mentions if m.kind in NAMES and gate.is_private(m))
    missed = tuple(_find_missed(text, mentions, private))
    mentions = tuple(sorted((*mentions, *missed)))
    private |= {(m.start, m.end) for m in missed}
    honoured = frozenset(_find_honoured(articles, mentions, [statement for statement, _ in kept])) & private
    if masked:
        kept = [(_recut(statement, shown), reading) for statement, reading in kept]
    return Admission(
        shown, hash_text(shown), articles, mentions, private, honoured,
        tuple(statement for statement, _ in kept), tuple(reading for _, reading in kept),
        tuple(get_predicate(statement.predicate).data_class for statement, _ in kept), dropped,
    )  # fmt: skip


class _Content:
    """Says why the words of a statement may not be stored, whoever it is about; "" when they may."""

    def __init__(self, text: str, forbidden: Sequence[Span]) -> None:
        self._text = text
        self._forbidden = forbidden

    def find_reason(self, statement: Statement) -> str:
        if statement.predicate == "REPORTED":
            return "byline"
        if self._is_adverse(statement):
            return "adverse"
        return "forbidden" if _touches(statement, self._forbidden) else ""

    def _is_adverse(self, statement: Statement) -> bool:
        """True for a sanction. R7 allows the competent organ's own publication; no source says yet that it is one."""
        if statement.predicate not in ("EVALUATED", "HOLDS_POST"):
            return False
        evidence = statement.evidence
        return bool(find_adverse(self._text[evidence.start : evidence.end]))


class _Gate:
    """Says why a statement about a private person may not be stored; `people` are those who may be Persons (R4)."""

    def __init__(self, articles: Sequence[Article], people: set[Person]) -> None:
        self._articles = articles
        self._people = people

    def find_reason(self, statement: Statement) -> str:
        return self._life_of_private_person(statement) or self._residence(statement)

    def is_private(self, mention: Mention) -> bool:
        """True for a name that is no Person's and stands in no byline."""
        if mention.kind is MentionKind.PERSON_ANON:
            return True
        if any(a.byline_span and a.byline_span[0] <= mention.start < a.byline_span[1] for a in self._articles):
            return False
        return find_person(self._articles, mention.start, mention.text) not in self._people

    def _life_of_private_person(self, statement: Statement) -> str:
        if statement.predicate not in LIFE - {"RECEIVED_AWARD"}:
            return ""
        return "private person" if any(self._is_private_name(a) for _, a in statement.arguments) else ""

    def _residence(self, statement: Statement) -> str:
        place = statement.find("org")
        is_home = isinstance(place, Reference) and place.mention_kind in RESIDENCE
        if statement.predicate == "MEMBER_OF" and is_home and self._is_private_name(statement.find("person")):
            return "residence"
        return ""

    def _is_private_name(self, argument: Reference | Value | None) -> bool:
        if not isinstance(argument, Reference) or argument.mention_kind not in NAMES:
            return False
        return argument.mention_kind is MentionKind.PERSON_ANON or (
            find_person(self._articles, argument.start, argument.text) not in self._people
        )


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


def _find_ethnicity(text: str) -> Iterator[Span]:
    """Yield where a life line names somebody's ethnicity (张某，男，某族，…)."""
    return (found.span(1) for found in _ETHNICITY.finditer(text))


def _touches(statement: Statement, forbidden: Sequence[Span]) -> bool:
    """True when an argument of a line about people is itself forbidden."""
    return statement.predicate in OF_PEOPLE and any(
        a.start >= 0 and _overlaps((a.start, a.end), forbidden) for _, a in statement.arguments
    )


def _recut(statement: Statement, text: str) -> Statement:
    evidence = statement.evidence
    return replace(statement, evidence=replace(evidence, quote=text[evidence.start : evidence.end]))
