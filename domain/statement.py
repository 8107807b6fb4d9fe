"""What one document says: Statement, its Evidence, and the Reading that found it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from domain.errors import EvidenceError
from domain.identifier import make_id
from domain.mention import Reference


@dataclass(frozen=True, slots=True)
class Value:
    """An argument that is no entity: a status, a date, a number, a quotation.

    `start` and `end` say where it stands when it is written in the text; a closed word (current, party) has
    none (-1).
    """

    text: str
    start: int = -1
    end: int = -1

    def identity(self) -> tuple[object, ...]:
        """What of it enters the statement's id: the span where there is one, else the text."""
        return ("value", self.text) if self.start < 0 else ("value", self.text, self.start, self.end)


Argument = Reference | Value


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where it is said: document, start, end and the quote, which must be the text there."""

    document_id: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Statement:
    """One predicate with named arguments and its evidence.

    The id is a hash of document, predicate, arguments (spans or values) and evidence. No entity, extractor,
    confidence or clock enters it: reading twice and merging two people change no statement.
    """

    predicate: str
    arguments: tuple[tuple[str, Argument], ...]
    evidence: Evidence

    @cached_property
    def id(self) -> str:
        return make_id(
            "statement",
            self.evidence.document_id,
            self.predicate,
            [[role, list(argument.identity())] for role, argument in sorted(self.arguments, key=lambda a: a[0])],
            self.evidence.start,
            self.evidence.end,
        )

    @property
    def document_id(self) -> str:
        return self.evidence.document_id

    def find(self, role: str) -> Argument | None:
        """Return the argument in this role, or None."""
        for name, argument in self.arguments:
            if name == role:
                return argument
        return None

    def text_of(self, role: str) -> str:
        """Return the words of the argument in this role, "" when the role is empty."""
        argument = self.find(role)
        return argument.text if argument else ""

    def references(self) -> tuple[tuple[str, Reference], ...]:
        """Return the roles that stand for entities."""
        return self._references

    @cached_property
    def _references(self) -> tuple[tuple[str, Reference], ...]:
        return tuple([(role, a) for role, a in self.arguments if isinstance(a, Reference)])


@dataclass(frozen=True, slots=True)
class Reading:
    """That a reader found a statement; at most one is open for a statement.

    `valid_from` and `valid_to` are partial dates as text ("" unknown): when it was true, as the document says.
    `known_from` and `known_until` are moments (ISO 8601, UTC): when this store knew it; the store sets them.
    """

    statement_id: str
    extractor: str
    version: str
    confidence: float
    valid_from: str = ""
    valid_to: str = ""
    known_from: str = ""
    known_until: str = ""


def make_statement(
    predicate: str, document_id: str, text: str, start: int, end: int, **arguments: Argument | None
) -> Statement:
    """Build a statement whose quote is cut from the text itself; roles given as None are left out."""
    return Statement(
        predicate,
        tuple(sorted(((role, a) for role, a in arguments.items() if a is not None), key=lambda pair: pair[0])),
        Evidence(document_id, start, end, text[start:end]),
    )


def check_evidence(statement: Statement, document_id: str, text: str) -> None:
    """Re-read the source and refuse a statement that does not stand in it, to the character.

    Raises EvidenceError when the document differs, the quote is not `text[start:end]` or empty, or an argument
    with a span is not the text there.
    """
    evidence = statement.evidence
    if evidence.document_id != document_id:
        raise EvidenceError(f"{statement.predicate}: evidence points into another document")
    if not 0 <= evidence.start < evidence.end <= len(text):
        raise EvidenceError(f"{statement.predicate}: no text at {evidence.start}–{evidence.end}")
    if text[evidence.start : evidence.end] != evidence.quote:
        raise EvidenceError(f"{statement.predicate}: quote differs from the text at {evidence.start}")
    for role, argument in statement.arguments:
        if argument.start >= 0 and text[argument.start : argument.end] != argument.text:
            raise EvidenceError(f"{statement.predicate}.{role}: words differ from the text at {argument.start}")
