"""Common words with their counts and classes: what stands in a text and names nobody and nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lexicon.resources import read_rows


@dataclass(frozen=True, slots=True)
class Word:
    """A common word, how often it was counted, and its class: noun, verb, quality, phrase or function."""

    text: str
    count: int
    kind: str


@cache
def load_words() -> dict[str, Word]:
    """Return the common words by their text; read once, so nobody may change the table."""
    return {text: Word(text, int(count), kind) for text, count, kind in read_rows("words.tsv")}
