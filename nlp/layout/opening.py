"""Weighs how like the beginning of a news body a place in the text is, from counted beginnings."""

from __future__ import annotations

import re

from nlp.layout.wordlist import load_weights

_NUMBER = re.compile(r"[0-9０-９]+")
_DAY = re.compile(r"^(?:0年)?0月0日")
_LONGEST = 4
_WINDOW = 16
_UNSEEN = -1.5


def weigh_opening(text: str, offset: int) -> float:
    """Return the natural logarithm of how much likelier a body begins here than not, by its first characters.

    Numbers count as one, so 8月9日 and 12月30日 weigh the same.
    """
    beginning = _simplify(text, offset)
    return load_weights("openings.tsv").get(beginning[: _measure(beginning)], _UNSEEN)


def measure_opening(text: str, offset: int) -> int:
    """Return how many characters of the beginning were counted; a number is one, a day as many as are counted."""
    return _LONGEST if opens_with_day(text, offset) else _measure(_simplify(text, offset))


def opens_with_day(text: str, offset: int) -> bool:
    """True when the words begin with a day of a month, with its year or without."""
    return _simplify(text, offset).startswith("D")


def _simplify(text: str, offset: int) -> str:
    return _DAY.sub("D", _NUMBER.sub("0", text[offset : offset + _WINDOW]))


def _measure(beginning: str) -> int:
    openings = load_weights("openings.tsv")
    return next((length for length in range(_LONGEST, 0, -1) if beginning[:length] in openings), 0)
