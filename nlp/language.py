"""The reader and the tagger as components of spaCy, over a tokenizer with one token a character.

Whoever works with spaCy adds `qunxiang_tagger` or `qunxiang_reader` to a pipeline of `make_language()` and goes on
from the spans. The reader itself works on the plain text: docs/decisions/0005-spacy.md says why.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from domain.extract import Extract
from domain.identifier import hash_text
from nlp.reader import DEFAULT_TAGGER, Reader, open_reader, open_tagger
from nlp.tagger import Tagger

TOKENIZER = "qunxiang.CharacterTokenizer.v1"
LONGEST_TEXT = 100_000_000
"""spaCy's own limit of one million characters guards parsers that we do not use."""

ARTICLES, MENTIONS, STATEMENTS = "articles", "mentions", "statements"
"""Names of the span groups: segments of articles, names by kind, quotes by predicate."""


class CharacterTokenizer:
    """Cuts a text into its characters: token i is text[i], and no token has a space behind it.

    spaCy's Chinese tokenizer folds white space and so shifts every offset behind it; evidence to the character
    would be lost.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))

    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the tokenizer has no settings. spaCy asks for it when a pipeline is saved."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> CharacterTokenizer:
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Write nothing: the tokenizer has no settings."""

    def from_disk(self, _path: str | Path, **_: object) -> CharacterTokenizer:
        return self


def make_character_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """Return the factory that spaCy's configuration names."""
    return lambda language: CharacterTokenizer(language.vocab)


registry.tokenizers.register(TOKENIZER, func=make_character_tokenizer)


def make_language() -> Language:
    """Return an empty Chinese pipeline over characters; components are added by who needs them."""
    language: Language = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    language.max_length = LONGEST_TEXT
    return language


class TaggerComponent:
    """Writes a Tagger's mentions into `doc.spans["mentions"]`, labelled by kind."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with its span group filled."""
        text = _text_of(doc)
        doc.spans[MENTIONS] = [
            Span(doc, mention.start, mention.end, label=str(mention.kind))
            for mention in self._tagger.tag(text, 0, len(text))
        ]
        return doc


class ReaderComponent:
    """Reads the whole text: articles, mentions and statements as span groups, the extract itself in `doc._.extract`."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Return the same Doc with its span groups filled."""
        text = _text_of(doc)
        extract = self._reader.read(hash_text(text), text)
        doc._.extract = extract
        doc.spans[ARTICLES] = [
            Span(doc, start, end, label="article")
            for article in extract.articles
            for start, end in article.segments
            if start < end
        ]
        doc.spans[MENTIONS] = [Span(doc, m.start, m.end, label=str(m.kind)) for m in extract.mentions]
        doc.spans[STATEMENTS] = [
            Span(doc, s.evidence.start, s.evidence.end, label=s.predicate) for s in extract.statements
        ]
        return doc


def _text_of(doc: Doc) -> str:
    text = doc.text
    if len(doc) != len(text):
        raise ValueError("this component needs a Doc with one token for each character: see nlp.language.make_language")
    return text


def extract_of(doc: Doc) -> Extract:
    """Return what `qunxiang_reader` read; raises ValueError when the Doc never passed it."""
    extract = doc._.extract
    if not isinstance(extract, Extract):
        raise ValueError("the Doc has not been read: add qunxiang_reader to the pipeline")
    return extract


@Language.factory("qunxiang_tagger", assigns=["doc.spans"], default_config={"tagger": DEFAULT_TAGGER})
def make_tagger(nlp: Language, name: str, tagger: str) -> TaggerComponent:
    """Return the tagger, "neural" or "rules", as a component; spaCy calls it for `add_pipe("qunxiang_tagger")`."""
    return TaggerComponent(open_tagger(tagger))


@Language.factory("qunxiang_reader", assigns=["doc.spans"], default_config={"tagger": DEFAULT_TAGGER})
def make_reader(nlp: Language, name: str, tagger: str) -> ReaderComponent:
    """Return the reader as a component; spaCy calls it for `add_pipe("qunxiang_reader")`."""
    return ReaderComponent(open_reader(tagger))


if not Doc.has_extension("extract"):
    Doc.set_extension("extract", default=None)
