"""The seam behind which names are found: rules today, a trained encoder later. nlp.language makes it a component."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from domain.document import Article
from domain.mention import Mention


@runtime_checkable
class Tagger(Protocol):
    """Finds the mentions of a text. Whatever stands behind it, spans never overlap and come in order."""

    def tag(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions of text[start:end] with offsets into the whole text."""
        ...

    def tag_document(self, text: str, articles: Sequence[Article]) -> tuple[Mention, ...]:
        """Return the mentions of a whole document: what one article makes certain is found all through it."""
        ...
