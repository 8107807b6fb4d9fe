"""Weighs how like the beginning of a news body a place in the text is, from counted beginnings."""

from __future__ import annotations

import re

from nlp.layout.wordlist import load_openings

_NUMBER = re.compile(r"[0-9０-９]+")
_DAY = re.compile(r"^(?:0年)?0月0日")
_LONGEST = 4
_WINDOW = 16
_UNSEEN = -1.5


def weigh_opening(text: str, offset: int) -> float:
    """Return the natural logarithm of how much likelier a body begins here than not, by its first characters.

    Numbers count as one, so 8月9日 and 12月30日 weigh the same.
    """
    beginning = _DAY.sub("D", _NUMBER.sub("0", text[offset : offset + _WINDOW]))
    openings = load_openings()
    for length in range(_LONGEST, 0, -1):
        weight = openings.get(beginning[:length])
        if weight is not None:
            return weight
    return _UNSEEN
