"""Makes the blank spaCy pipeline whose tokenizer gives one token to each character, so that offsets agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

TOKENIZER = "qunxiang.CharacterTokenizer.v1"
LONGEST_TEXT = 100_000_000
"""spaCy's own limit of one million characters guards parsers that we do not use."""


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
