"""The seam behind which names are found: by rules alone or by the trained encoder. For spaCy see nlp.language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from domain.document import Article
from domain.mention import Mention
from nlp.cue import Cue

VERSION = "tagger-9"
"""Version of the trained tagger's answers; raise it when its weights, or rules or lexicons that hint to it, change."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a tagger says of a document, both in order of place; not every tagger knows cues."""

    mentions: tuple[Mention, ...]
    cues: tuple[Cue, ...] = ()


@runtime_checkable
class Tagger(Protocol):
    """Finds the mentions of a text. Whatever stands behind it, spans never overlap and come in order."""

    def tag(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions of text[start:end] with offsets into the whole text."""
        ...

    def tag_document(self, text: str, articles: Sequence[Article]) -> Tagged:
        """Return the mentions and cues of a whole document: what one article makes certain is found all through it."""
        ...
