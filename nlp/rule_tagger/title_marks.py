"""What stands within title marks is a title: names inside 《某市物业管理条例》 are not marked."""

from __future__ import annotations

import re
from bisect import bisect_right

from domain.mention import MentionKind
from lexicon.organisations import class_of
from nlp.rule_tagger.candidate import Candidate

_TITLE = re.compile(r"《[^《》\n]{1,80}》|〈[^〈〉\n]{1,80}〉")


class TitleMarks:
    """The titles of one text, and which candidates they hide."""

    def __init__(self, text: str) -> None:
        self._spans = [found.span() for found in _TITLE.finditer(text)]
        self._starts = [start for start, _ in self._spans]
        self._text = text

    def hide(self, candidate: Candidate) -> bool:
        """True when the candidate lies within a title, unless it is a newspaper's whole title (《某市日报》)."""
        place = bisect_right(self._starts, candidate.start) - 1
        if place < 0:
            return False
        start, end = self._spans[place]
        if not (start <= candidate.start and candidate.end <= end):
            return False
        whole = (candidate.start, candidate.end) == (start + 1, end - 1)
        if whole and candidate.kind is MentionKind.ORG:
            return class_of(self._text[start + 1 : end - 1]) != "media"
        return True
