"""A Mention is a span of a document that names something; a Reference is what stands for an entity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.identifier import make_id


class MentionKind(StrEnum):
    """The kinds of names that readers look for, as in the annotation guide."""

    PERSON = "PERSON"
    PERSON_ANON = "PERSON_ANON"
    ORG = "ORG"
    COMMUNITY = "COMMUNITY"
    PLACE = "PLACE"
    POST = "POST"
    SERVICE = "SERVICE"
    AWARD = "AWARD"
    HOUSEHOLD_COUNT = "HOUSEHOLD_COUNT"
    QUANTITY = "QUANTITY"
    DATE = "DATE"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span that names something; `text` is exactly the document's text from `start` to `end`.

    `full_name` is what the document itself makes of a short form (县人社局 after 某县 was named), empty when
    the mention is its own full name or the short form stays open. `code` is the official code of an area that
    the text makes certain. Neither enters the identity of the mention.
    """

    start: int
    end: int
    kind: MentionKind
    text: str
    full_name: str = ""
    code: str = ""

    @property
    def name(self) -> str:
        """The name it goes by: the full name where the text gives one, else the words as written."""
        return self.full_name or self.text


MENTION_OF_ENTITY: dict[str, MentionKind] = {
    "Person": MentionKind.PERSON, "Post": MentionKind.POST, "Organisation": MentionKind.ORG,
    "Community": MentionKind.COMMUNITY, "Place": MentionKind.PLACE, "Service": MentionKind.SERVICE,
    "Award": MentionKind.AWARD,
}  # fmt: skip
"""Which mention stands for which kind of entity; of several that a role takes, the first here."""


KIND_OF_REGISTER: dict[str, str] = {
    "grid": "Grid", "household": "Household", "case": "Case", "course": "Course", "scheme": "Scheme",
}  # fmt: skip
"""Which entities the keys of a register name; a register is the word here, or the word, a colon and its scope."""


class ReferenceKind(StrEnum):
    """How something in a document stands for an entity."""

    MENTION = "mention"
    LITERAL = "literal"
    KEY = "key"


@dataclass(frozen=True)
class Reference:
    """Something in a document that stands for an entity: a mention, a literal in its role, or a record key.

    A literal is implied (某市人民政府 by 某市委副书记、市长) or stands there in words that no tagger read: it has
    no span. A key belongs to a register and is the same reference in every document of that register.
    """

    kind: ReferenceKind
    text: str
    mention_kind: MentionKind | None = None
    start: int = -1
    end: int = -1
    register: str = ""
    full_name: str = ""
    code: str = ""

    @property
    def name(self) -> str:
        """The name it goes by: the full name where the text gives one, else the words as written."""
        return self.full_name or self.text

    def identity(self) -> tuple[object, ...]:
        """What of it enters ids: span and kind, or text, or register and key; never the full name."""
        if self.kind is ReferenceKind.MENTION:
            return ("mention", str(self.mention_kind), self.start, self.end)
        if self.kind is ReferenceKind.KEY:
            return ("key", self.register, self.text)
        return ("literal", self.text)

    def id(self, document_id: str, role: str) -> str:
        """Id of the reference; `role` counts for literals only, the document for all but keys.

        Kept for the place that was asked last: a reference stands in one, and is asked for it at every stage.
        """
        place, known = self.__dict__.get("_id", (None, ""))
        if place != (document_id, role):
            known = self._make_id(document_id, role)
            self.__dict__["_id"] = (document_id, role), known
        return str(known)

    def _make_id(self, document_id: str, role: str) -> str:
        if self.kind is ReferenceKind.KEY:
            return make_id("ref", *self.identity())
        if self.kind is ReferenceKind.LITERAL:
            return make_id("ref", document_id, role, *self.identity())
        return make_id("ref", document_id, *self.identity())


def refer(mention: Mention) -> Reference:
    """Return the reference that this mention is."""
    return Reference(
        ReferenceKind.MENTION,
        mention.text,
        mention.kind,
        mention.start,
        mention.end,
        full_name=mention.full_name,
        code=mention.code,
    )


def imply(text: str, full_name: str = "", code: str = "") -> Reference:
    """Return a reference to an entity that the text implies without naming it at that place."""
    return Reference(ReferenceKind.LITERAL, text, full_name=full_name, code=code)
