"""Weighs how like the end of a headline a place in the text is, from counted endings."""

from __future__ import annotations

from nlp.layout.wordlist import load_weights

_UNSEEN = -1.4


def weigh_ending(text: str, start: int, offset: int) -> float:
    """Return the natural logarithm of how much likelier a headline ends before the place than not."""
    endings = load_weights("endings.tsv")
    words = text[max(start, offset - 12) : offset].rstrip()
    return endings.get(words[-2:], endings.get(words[-1:], _UNSEEN))
