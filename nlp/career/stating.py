"""From what a résumé says to statements: each points into the text and names the one person whose résumé it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.document import Span
from domain.mention import Mention, MentionKind, Reference, imply, refer
from domain.statement import Argument, Value, make_statement
from nlp.career.honour import Appraisal, Award
from nlp.career.model import Career, CareerPost, Study, Words
from nlp.career.office import kind_of_body
from nlp.scene import Finding

KINDS = {"full-time": "full_time", "in-service": "in_service", "training": "training"}
NATURES = {"secondment": "seconded"}
"""The words of the ontology for how a post is held, where they differ from the forms' own."""

SURE = 0.95
CAREER = "career"
NOTICE = "notice"
"""What states the lines of a résumé, and what states the posts of a notice that stands alone."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose lines they are and in which document they stand; every finding is made here."""

    document_id: str
    text: str
    person: Reference
    extractor: str = CAREER

    def state(
        self, predicate: str, said: Span, valid_from: str = "", valid_to: str = "", **arguments: Argument | None
    ) -> Finding:
        """Return one statement with its evidence and dates."""
        statement = make_statement(predicate, self.document_id, self.text, said[0], said[1], **arguments)
        return Finding(statement, self.extractor, SURE, valid_from, valid_to)

    def value(self, words: Words | None) -> Value | None:
        """Return the words as a value where they stand in the text."""
        if words is None:
            return None
        return Value(self.text[words.start : words.end], words.start, words.end)

    def refer(self, words: Words | None, kind: MentionKind) -> Reference | None:
        """Return the words as a name; where a line end or blanks stand inside them it is told by the whole name."""
        if words is None:
            return None
        written = self.text[words.start : words.end]
        joined = "".join(written.split())
        whole = "" if len(written) == len(words.text) else joined if len(joined) == len(words.text) else words.text
        return refer(Mention(words.start, words.end, kind, written, whole))

    def state_post(self, post: CareerPost, predicate: str = "HOLDS_POST") -> Finding:
        """Return the statement of one post; a post that the line leaves out is a name without words."""
        body = self.refer(post.body, kind_of_body(post.body.text)) if post.body else None
        named = self.refer(post.post, MentionKind.POST) or imply("")
        return self.state(
            predicate, post.said, post.valid_from, post.valid_to, person=self.person, post=named, org=body,
            status=Value(post.status), nature=Value(NATURES.get(post.nature, post.nature)) if post.nature else None,
        )  # fmt: skip

    def state_study(self, study: Study) -> Finding:
        """Return the statement of one stretch of study."""
        return self.state(
            "STUDIED", study.said, study.valid_from, study.valid_to, person=self.person,
            school=self.refer(study.school, MentionKind.ORG), major=self.value(study.major),
            level=self.value(study.level), kind=Value(KINDS[study.kind]),
        )  # fmt: skip

    def state_award(self, award: Award) -> Finding:
        """Return the statement of one award, with its giver and date as written."""
        return self.state(
            "RECEIVED_AWARD", award.said, award.date, recipient=self.person,
            award=self.refer(award.title, MentionKind.AWARD), year=self.value(award.date_words),
            giver=self.refer(award.issuer, MentionKind.ORG),
        )  # fmt: skip

    def state_appraisal(self, appraisal: Appraisal, body: Argument) -> Finding:
        """Return what the body said of one year, in its own word."""
        return self.state(
            "EVALUATED", appraisal.said, appraisal.year, body=body, target=self.person,
            outcome=self.value(appraisal.result), year=self._year(appraisal),
        )  # fmt: skip

    def _year(self, appraisal: Appraisal) -> Value | None:
        if not appraisal.year:
            return None
        words = appraisal.year_words
        written = self.text[words.start : words.end] if words else ""
        return Value(written, words.start, words.end) if words and written == appraisal.year else Value(appraisal.year)

    def state_career(self, career: Career) -> Iterator[Finding]:
        """Yield the posts, studies and ranks of a résumé."""
        for post in career.posts:
            yield self.state_post(post)
        for study in career.studies:
            yield self.state_study(study)
        for rank in career.ranks:
            yield self.state("TITLED", rank.said, rank.date, person=self.person, title=self.value(rank.title))


def find_mentions(findings: Iterable[Finding], text: str, person: Mention) -> tuple[Mention, ...]:
    """Return what the findings name, longest first where names overlap, in the order of the text."""
    named = {
        Mention(a.start, a.end, a.mention_kind, text[a.start : a.end], a.full_name)
        for finding in findings
        for _, a in finding.statement.references()
        if a.start >= 0 and a.mention_kind is not None
    } | {person}
    kept: list[Mention] = []
    taken = bytearray(len(text))
    for mention in sorted(named, key=lambda m: (m.start - m.end, m.start)):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return tuple(sorted(kept))
