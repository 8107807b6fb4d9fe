"""Tells the places of a life (出生于某县, 籍贯某县, 某县人, 毕业于某校) from those where the article is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.mention import Mention, MentionKind
from lexicon.alternation import alternate
from nlp.statements.wordlist import load_words

_BEFORE = re.compile(rf"{alternate(load_words('life', 'origin_words'))}[地点校]?[于在自是为系：: \u3000]{{0,3}}$")
_AFTER = re.compile(r"籍|[人氏]{1,2}(?=[，,。；;、）)\s]|$)")
_FORMER = re.compile(r"[，,（(\s][曾原]?(?:就?读|求学)[于在]?$")
_CHAIN = (MentionKind.PLACE, MentionKind.COMMUNITY, MentionKind.ORG)
_REACH = 8


def tells_origin(text: str, mentions: Sequence[Mention], place: int) -> bool:
    """True when the mention says where somebody was born, comes from or went to school.

    Such a place says nothing of where an organ lies that is named after it.
    """
    if mentions[place].kind not in _CHAIN:
        return False
    first = last = place
    while first and mentions[first - 1].kind in _CHAIN and mentions[first - 1].end == mentions[first].start:
        first -= 1
    while (
        last + 1 < len(mentions)
        and mentions[last + 1].kind in _CHAIN
        and mentions[last + 1].start == mentions[last].end
    ):
        last += 1
    start, end = mentions[first].start, mentions[last].end
    floor = max(0, start - _REACH)
    if _BEFORE.search(text, floor, start) or _FORMER.search(text, floor, start):
        return True
    return mentions[last].kind is not MentionKind.ORG and _AFTER.match(text, end) is not None
