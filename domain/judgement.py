"""Judgements: reversible decisions on who is who and on what a statement is worth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.identifier import make_id


class Verdict(StrEnum):
    """On a reference: IS. On two entities: SAME, DIFFERENT, UNSURE. On a statement: the others."""

    IS = "is"
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    MISREAD = "misread"
    WRONG_PERSON = "wrong_person"
    BAD_SOURCE = "bad_source"
    ENDED_SINCE = "ended_since"
    PREFERRED = "preferred"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"


ON_ENTITIES = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})
HIDING = frozenset({Verdict.MISREAD, Verdict.WRONG_PERSON, Verdict.BAD_SOURCE, Verdict.CORRECTED})
"""Verdicts that take a statement off every page but its own."""

ON_STATEMENTS = HIDING | {Verdict.ENDED_SINCE, Verdict.PREFERRED, Verdict.ACCEPTED}


RULE = "rule:"
"""How the name of a rule begins; no person's name may begin so."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision by a person or a rule, with its reason. Never deleted: undo closes it on the known clock.

    `subject` is a reference, an entity or a statement id; `object` the entity on the other side, or the statement
    that a correction puts in the place of its subject ("" for other verdicts on statements). `ground` names what a
    rule's judgement rests on: a document or a post. Of a person's it is "", or the id of the person's judgement that
    this one carries on: to the same words in a newer reading, or from a correction to what its words stand for.
    """

    subject: str
    verdict: Verdict
    object: str = ""
    by: str = ""
    why: str = ""
    ground: str = ""
    known_from: str = ""
    known_until: str = ""

    @property
    def id(self) -> str:
        """Two people or rules saying the same of the same pair make two judgements; saying it twice, one."""
        subject, other = self.subject, self.object
        if self.verdict in ON_ENTITIES:
            subject, other = sorted((subject, other))
        return make_id("judgement", subject, str(self.verdict), other, self.by, self.ground)

    @property
    def is_rule(self) -> bool:
        """True for a judgement that a rule made; a person's word always outweighs it."""
        return self.by.startswith(RULE)

    @property
    def root(self) -> str:
        """The id of the judgement that the person made: its own, or that of the one it carries on."""
        return self.ground or self.id
