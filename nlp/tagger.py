"""The seam behind which names are found: rules today, a trained encoder later; and the spaCy component over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from domain.document import Article
from domain.mention import Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SPAN_GROUP = "mentions"
"""Name of the span group in which the component leaves the mentions of a Doc."""


@runtime_checkable
class Tagger(Protocol):
    """Finds the mentions of a text. Whatever stands behind it, spans never overlap and come in order."""

    def tag(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions of text[start:end] with offsets into the whole text."""
        ...

    def tag_document(self, text: str, articles: Sequence[Article]) -> tuple[Mention, ...]:
        """Return the mentions of a whole document: what one article makes certain is found all through it."""
        ...


class TaggerComponent:
    """A spaCy component that writes a Tagger's mentions into `doc.spans`; one token must be one character."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with its span group filled."""
        from spacy.tokens import Span

        text = doc.text
        if len(doc) != len(text):
            raise ValueError("the tagger needs a Doc with one token for each character")
        doc.spans[SPAN_GROUP] = [
            Span(doc, mention.start, mention.end, label=str(mention.kind))
            for mention in self._tagger.tag(text, 0, len(text))
        ]
        return doc


def make_component(nlp: Language, name: str) -> TaggerComponent:
    """Return the component for a pipeline: `Language.factory("qunxiang_tagger", func=make_component)`."""
    from nlp.rule_tagger.reader import RuleTagger  # the seam knows its first tagger only when one is built

    return TaggerComponent(RuleTagger())


def register_component() -> None:
    """Make `qunxiang_tagger` known to spaCy. Importing spaCy is slow, so only who builds a pipeline calls this."""
    from spacy.language import Language

    if not Language.has_factory("qunxiang_tagger"):
        Language.factory("qunxiang_tagger", func=make_component)
