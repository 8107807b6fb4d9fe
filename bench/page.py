"""One invented document: words are appended, statements cut from them, references resolved as at ingest."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter

from domain.document import Arrival, Article, Document, Span
from domain.identifier import hash_text
from domain.mention import Mention, MentionKind, Reference, ReferenceKind, refer
from domain.ontology.catalogue import check_statement, get_predicate
from domain.statement import Argument, Evidence, Reading, Statement, Value, check_evidence
from graph.commit import DocumentCommit, Stage, StoredMention
from graph.resolve import Resolver

VERSION = "bench-1"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement before the text around it is complete: without the document its id is not known yet."""

    predicate: str
    evidence: Span
    day: str
    arguments: dict[str, Argument | None]


@dataclass
class Page:
    """A document under construction, a news text or with `is_table` the rows of a register."""

    published: str
    is_table: bool = False
    _words: list[str] = field(default_factory=list)
    _length: int = 0
    _mentions: list[Mention] = field(default_factory=list)
    _said: list[Said] = field(default_factory=list)

    @property
    def length(self) -> int:
        """How many characters have been written."""
        return self._length

    def add(self, words: str) -> Span:
        """Append words and return where they stand."""
        start = self._length
        self._words.append(words)
        self._length += len(words)
        return start, self._length

    def name(self, kind: MentionKind, words: str, code: str = "") -> Reference:
        """Append a name and return the reference that it is; in a table no mention stands beside it."""
        start, end = self.add(words)
        if self.is_table:
            return Reference(ReferenceKind.MENTION, words, kind, start, end, code=code)
        mention = Mention(start, end, kind, words, code=code)
        self._mentions.append(mention)
        return refer(mention)

    def household(self, key: str) -> Reference:
        """Append the pseudonym of a household."""
        return Reference(ReferenceKind.KEY, key, None, *self.add(key), register="household")

    def value(self, words: str) -> Value:
        """Append words that are a value."""
        return Value(words, *self.add(words))

    def say(self, predicate: str, start: int, *, day: str = "", **arguments: Argument | None) -> None:
        """Add a statement whose evidence runs from `start` to what was written last."""
        self._said.append(Said(predicate, (start, self._length), day, arguments))

    def commit(self) -> DocumentCommit:
        """Resolve the references and return all that commits together."""
        text = "".join(self._words)
        document_id = hash_text(text)
        articles = () if self.is_table else (Article("", "", ((0, len(text)),)),)
        mentions = tuple(sorted(self._mentions))
        statements = tuple(self._make_statement(document_id, text, said) for said in self._said)
        resolution = Resolver(document_id, articles, statements, self.is_table).resolve(mentions)
        return DocumentCommit(
            Document(document_id, document_id, text, "table" if self.is_table else "text"),
            VERSION,
            (Arrival(document_id, f"{document_id[:12]}.txt", published=self.published),),
            articles,
            tuple(StoredMention(m, refer(m).id(document_id, "")) for m in mentions),
            statements,
            tuple(
                Reading(statement.id, "bench", VERSION, 0.9, said.day, said.day)
                for statement, said in zip(statements, self._said, strict=True)
            ),
            tuple(get_predicate(statement.predicate).data_class for statement in statements),
            tuple(resolution.entities.values()),
            tuple(resolution.judgements.values()),
            resolution.links,
            () if self.is_table else (text,),
            (Stage(document_id, "read", "done", version=VERSION),),
        )

    @staticmethod
    def _make_statement(document_id: str, text: str, said: Said) -> Statement:
        start, end = said.evidence
        arguments = tuple((role, a) for role, a in sorted(said.arguments.items(), key=itemgetter(0)) if a is not None)
        statement = Statement(said.predicate, arguments, Evidence(document_id, start, end, text[start:end]))
        check_statement(statement)
        check_evidence(statement, document_id, text)
        return statement
