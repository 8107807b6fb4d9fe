"""Words for honours: names, prizes, endings, and the verbs around them."""

from __future__ import annotations

from functools import cache

from lexicon.alternation import longest_first
from lexicon.resources import read_yaml


@cache
def _words(key: str) -> tuple[str, ...]:
    return longest_first(read_yaml("awards.yaml")[key])


def award_names() -> tuple[str, ...]:
    """Return honours with a name of their own and prizes, longest first."""
    return longest_first((*_words("names"), *_words("prizes")))


def award_suffixes() -> tuple[str, ...]:
    """Return endings of honours, longest first."""
    return _words("suffixes")


def award_marks() -> tuple[str, ...]:
    """Return words of level and praise that stand before such an ending, longest first."""
    return _words("marks")


def received_verbs() -> tuple[str, ...]:
    """Return verbs whose subject receives the honour after them, longest first."""
    return _words("received")


def given_verbs() -> tuple[str, ...]:
    """Return verbs whose subject gives the honour, longest first."""
    return _words("given")


def is_award(text: str) -> bool:
    """True for a known honour, or an honour's ending with a word of level or praise before it."""
    if text in _words("not_awards"):
        return False
    if text in award_names() or text.endswith(award_names()):
        return True
    suffix = next((word for word in award_suffixes() if text.endswith(word)), "")
    return bool(suffix) and any(mark in text for mark in award_marks()) and len(text) >= 4
