"""Finds where a headline ends that is glued to the body, or that is printed twice."""

from __future__ import annotations

import re

from domain.document import Span
from lexicon.alternation import alternate
from lexicon.words import load_words
from nlp.layout.opening import weigh_opening
from nlp.layout.wordlist import load_list

_REACH = 75
_SHORTEST = 4
_USUAL_LENGTH = 24
_SHORT_SPREAD = 7.0
_LONG_SPREAD = 9.0
_STRONG_OPENING = 5.0
_DATELINE_BONUS = 9.0
_NO_END_PENALTY = 1.0
_OPENS_HEADLINE = 0.6
_IN_HEADLINE = 0.3
_LINE_END = 8.0
"""What the end of the line weighs: as much as a dateline, so that only a sure one before it wins."""
_STOP = re.compile(r"[。\n]")
_PRESS = alternate(load_list("press_endings"))
_CLOSER = alternate(load_list("dateline_closers"))
_DATELINE = re.compile(
    rf"(?!{_PRESS})(?:(?P<paper>[\w－·-]{{2,12}}?{_PRESS}|本报|本网|本刊|新华社|中新社|央视网)[\w－-]{{0,8}}?"
    rf"(?:\d{{4}}年)?(?:\d{{1,2}}月\d{{1,2}}日)?{_CLOSER}(?=[ \u3000\xa0（(：:\d近日为记今昨])"
    rf"|(?P<writer>[\w－·-]{{2,12}}?{_PRESS}|本报|本网|央视|总台)[ |｜]{{0,3}}"
    r"(?:全媒体?|融媒体?|首席|高级|特约|见习|主任)?记者"
    r"|(?:来源|作者|文|图)[：:/]|(?:通讯员|记者)[ \u3000\xa0：:]|[□■▲])"
)
_NO_END_BEFORE = frozenset("，、：；。！？”’）》】…,.:;!?)｜|·—-～~ \u3000\xa0")
_NO_END_AFTER = frozenset("，、：；,:;（(“《—-｜|□■")
_COUNTED = frozenset("月日年个人名场期件条户次岁万亿元%％位家")
_NO_END = load_list("no_headline_end")
_PAPERS = re.compile(alternate(load_list("papers")))
_TWICE = re.compile(r"(?P<once>.{6,70}?)[ \u3000\xa0\n]*(?P<again>(?P=once))[ \u3000\xa0\n]*", re.DOTALL)


def find_repeated_headline(text: str, start: int, end: int) -> tuple[Span, int] | None:
    """Return the first copy of a headline printed twice at the start, and where the body begins behind both."""
    match = _TWICE.match(text, start, min(end, start + 2 * _REACH + 20))
    if match is None or "。" in match["once"]:
        return None
    return match.span("once"), match.end()


def find_glued_headline(text: str, start: int, end: int) -> int:
    """Return where the headline at the start most likely ends; `start` when no place is likely.

    Weighs how the words behind would open a body, how usual the length is, whether a word would be cut, and
    whether the body takes up words of the headline.
    """
    stop = _STOP.search(text, start, min(end, start + _REACH))
    limit = stop.start() if stop else min(end, start + _REACH)
    best, place = float("-inf"), start
    if stop and text[limit] == "\n" and limit - start >= _SHORTEST:
        best, place = _LINE_END, limit
    depth, openings_inside = 0, 0.0
    dateline_end = limit
    for offset in range(start + 1, limit):
        before, here = text[offset - 1], text[offset]
        depth += (before in "“《（(【") - (before in "”》）)】")
        weight = weigh_opening(text, offset)
        may_end = depth <= 0 and offset - start >= _SHORTEST and _may_end(before, here)
        if may_end:
            dateline = _DATELINE.match(text, offset)
            score = _weigh_place(text, start, offset, weight, dateline) - openings_inside
            if offset >= dateline_end:
                score -= _DATELINE_BONUS
            elif dateline:
                dateline_end = min(dateline_end, dateline.end())
            if score > best:
                best, place = score, offset
        if depth <= 0 and weight > _STRONG_OPENING:
            openings_inside += (weight - _STRONG_OPENING) * 0.1
    while place > start and text[place - 1].isspace():
        place -= 1
    return place


def _may_end(before: str, here: str) -> bool:
    if here in _NO_END_BEFORE or before in _NO_END_AFTER:
        return False
    if before.isascii() and before.isalnum():
        return not ((here.isascii() and here.isalnum()) or (before.isdigit() and here in _COUNTED))
    return True


def _weigh_place(text: str, start: int, offset: int, opening: float, dateline: re.Match[str] | None) -> float:
    score = opening
    if dateline:
        paper = dateline["paper"] or dateline["writer"] or ""
        known = _PAPERS.match(text, offset) is not None
        score = max(opening, 0.0) + _DATELINE_BONUS + (3.0 if known else -0.6 * max(0, len(paper) - 3))
    score += _weigh_repeated(text, start, offset)
    if text[offset - 1] in "！？!?”…》)）":
        score += 1.6
    if text[offset - 1].isspace():
        score -= 1.0
    if text.endswith(_NO_END, start, offset):
        score -= _NO_END_PENALTY
    length = offset - start
    spread = _SHORT_SPREAD if length < _USUAL_LENGTH else _LONG_SPREAD
    return score - ((length - _USUAL_LENGTH) / spread) ** 2 / 2 - 1.2 * _weigh_cut_word(text, offset)


def _weigh_repeated(text: str, start: int, offset: int) -> float:
    """Weigh that the words here stand already in the headline, most when they open it (某镇… 某镇近日…).

    Words that are taken up together with the character before them do not begin here.
    """
    begin = offset + 1 if text[offset] in "在为" else offset
    length = 0
    while length < 12 and text.find(text[begin : begin + length + 1], start, offset) >= 0:
        length += 1
    if length < 2 or text.find(text[offset - 1 : begin + length], start, offset - 1) >= 0:
        return 0.0
    opens = length >= 3 and text.startswith(text[begin : begin + length], start)
    return min(length, 8) * (_OPENS_HEADLINE if opens else _IN_HEADLINE)


def _weigh_cut_word(text: str, offset: int) -> int:
    """Return 0 when no common word would be cut here, 1 for one of two characters, 2 for a longer one."""
    words, worst = load_words(), 0
    for begin in range(max(0, offset - 3), offset):
        for end in range(offset + 1, min(len(text), offset + 4) + 1):
            if text[begin:end] in words:
                worst = max(worst, 2 if end - begin > 2 else 1)
    return worst
