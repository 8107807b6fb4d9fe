"""Finds where a headline ends that is glued to the body, or that is printed twice."""

from __future__ import annotations

import re

from domain.document import Span
from lexicon.alternation import alternate
from lexicon.areas import load_areas
from lexicon.words import load_words
from nlp.layout.ending import weigh_ending
from nlp.layout.opening import measure_opening, opens_with_day, weigh_opening
from nlp.layout.wordlist import load_list

_REACH = 75
_SHORTEST = 4
_USUAL_LENGTH = 24
_SHORT_SPREAD = 7.0
_LONG_SPREAD = 6.4
_OPENING_BY_LENGTH = (0.5, 0.5, 0.75, 1.25, 1.25)
"""How much a counted beginning of a body counts by its length in characters; 0 is one never counted."""
_ENDING = 0.5
_STRONG_OPENING = 5.0
_DATELINE_BONUS = 9.0
_KNOWN_PAPER = 3.0
_NO_END_PENALTY = 1.0
_PREPOSITION_PENALTY = 1.5
_BEHIND_QUOTE_PENALTY = 1.0
_END_MARK = 0.35
_GAP_PENALTY = 1.0
_YEAR = 1.0
_AREA = 0.8
_SPEECH = 2.5
_CUT_WORD = 1.2
_REPEATED = 0.3
_AREA_REPEATED = 0.5
_LINE_END = 8.0
"""What the end of the line weighs: as much as a dateline, so that only a sure one before it wins."""
# All of these were set by trying them on 1,200 headlines that the source prints twice or on a line of their own.
_STOP = re.compile(r"[。\n]")
_PRESS = alternate(load_list("press_endings"))
_CLOSER = alternate(load_list("dateline_closers"))
_WRITERS = alternate(load_list("press_roles"))
_DATELINE = re.compile(
    rf"(?!{_PRESS})(?:(?P<paper>[\w－·-]{{2,12}}?{_PRESS}|本报|本网|本刊|新华社|中新社|央视网)[\w－-]{{0,8}}?"
    rf"(?:\d{{4}}年)?(?:\d{{1,2}}月\d{{1,2}}日)?{_CLOSER}(?=[ \u3000\xa0（(：:\d近日为记今昨])"
    rf"|(?P<writer>[\w－·-]{{2,12}}?{_PRESS}|本报|本网|央视|总台)[ |｜]{{0,3}}"
    rf"(?:{_WRITERS}|作者)|(?:来源|作者|文|图)[：:/]|{_WRITERS}[ \u3000\xa0：:]|[□■▲])"
)
_NO_END_BEFORE = frozenset("，、：；。！？”’）》】…,.:;!?)｜|·—-～~ \u3000\xa0")
_NO_END_AFTER = frozenset("，、：；,:;（(“《—-｜|□■")
_COUNTED = frozenset("月日年个人名场期件条户次岁万亿元%％位家")
_PREPOSITIONS = frozenset("据在为于由从对经与被因当随以自")
_YEARS = re.compile(r"20\d\d年")
_AREA_ENDS = load_list("area_endings")
_AREA_FORM = re.compile(rf"[\u4e00-\u9fff]{{2,4}}?{alternate(_AREA_ENDS)}")
_BODY_FORM = re.compile(rf"[\u4e00-\u9fff]{{2,6}}?(?:{alternate(_AREA_ENDS)}|[局院所校]|中心)")
_SHORTEST_AREA = 3
_LONGEST_WORD = 4
_NO_END = load_list("no_headline_end")
_PAPERS = re.compile(alternate(load_list("papers")))
_OF_PICTURE = re.compile(r"来源|截图|[供制]图|图[片说为]|[ \u3000]摄|^【[^】]*】$")
_CALL = re.compile(r"[！!](?![！!？?”’」》）)，、])")
_SHORTEST_CALL = 9
_HALVES = re.compile(r"[^。！？，“\n]{2,24}——[ \u3000\xa0]{2,}(?=\S)")
_SPEECH_FORM = re.compile(r"“[^“”\n]{4,70}[。！？!?…]”")
_SURE_OPENING = 2.5
_TWICE = re.compile(r"(?P<once>.{6,70}?)[ \u3000\xa0\n]*(?P<again>(?P=once))[ \u3000\xa0\n]*", re.DOTALL)


def find_repeated_headline(text: str, start: int, end: int) -> tuple[Span, int] | None:
    """Return the first copy of a headline printed twice at the start, and where the body begins behind both."""
    match = _TWICE.match(text, start, min(end, start + 2 * _REACH + 20))
    if match is None or "。" in match["once"]:
        return None
    return match.span("once"), match.end()


def find_unmarked_headline(text: str, start: int, end: int) -> int:
    """Return where a headline ends that no mark announces and no line end closes; `start` when there is no sure sign.

    Sure is a paper's dateline behind words that are no whole sentence (某地：某事本报讯（记者 …）), an exclamation
    before words that open a body, and a first half that ends in a dash and a gap.
    """
    stop = _STOP.search(text, start, min(end, start + _REACH))
    limit = stop.start() if stop else min(end, start + _REACH)
    if (stop and text[limit] == "\n") or _DATELINE.match(text, start) or weigh_opening(text, start) >= _SURE_OPENING:
        return start
    call = _CALL.search(text, start + _SHORTEST_CALL, limit)
    if call and (opens_with_day(text, call.end()) or weigh_opening(text, call.end()) >= _SURE_OPENING):
        return call.end()
    halves = _HALVES.match(text, start, limit) is not None
    if not halves and not any(_is_dateline_behind(text, start, offset) for offset in range(start + 8, limit)):
        return start
    return find_glued_headline(text, start, end)


def parts_sentence(before: str, behind: str) -> bool:
    """True when what stands before and behind a headline is one sentence: a word or number goes on.

    Or it looks neither like the end of a headline before nor like the beginning of a body behind.
    """
    if behind[0] in _NO_END_BEFORE or (before[-1].isdigit() and (behind[0].isdigit() or behind[0] in _COUNTED)):
        return True
    joined = before[-_LONGEST_WORD:] + behind[:_LONGEST_WORD]
    place = min(len(before), _LONGEST_WORD)
    if _weigh_cut_word(joined, place):
        return True
    return weigh_ending(before, 0, len(before)) < 0 and weigh_opening(behind, 0) < 0


def _is_dateline_behind(text: str, start: int, offset: int) -> bool:
    if not _may_end(text, offset):
        return False
    dateline = _DATELINE.match(text, offset)
    return bool(dateline and dateline["paper"]) and not _OF_PICTURE.search(text, start, offset)


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
        before = text[offset - 1]
        depth += (before in "“《（(【") - (before in "”》）)】")
        weight = weigh_opening(text, offset)
        may_end = depth <= 0 and offset - start >= _SHORTEST and _may_end(text, offset)
        if may_end:
            dateline = _DATELINE.match(text, offset)
            if dateline and dateline.end() == dateline_end and not (dateline["paper"] or dateline["writer"]):
                dateline = None  # 记者 of 见习记者
            score = _weigh_place(text, start, offset, dateline) - openings_inside
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


def _may_end(text: str, offset: int) -> bool:
    before, here = text[offset - 1], text[offset]
    if here in _NO_END_BEFORE or before in _NO_END_AFTER:
        return False
    if here in "．" and before.isdigit():
        return False
    if before.isascii() and before.isalnum():
        return not ((here.isascii() and here.isalnum()) or (before.isdigit() and here in _COUNTED))
    return True


def _weigh_place(text: str, start: int, offset: int, dateline: re.Match[str] | None) -> float:
    opening = _OPENING_BY_LENGTH[measure_opening(text, offset)] * weigh_opening(text, offset)
    score = opening
    if dateline:
        paper = dateline["paper"] or dateline["writer"] or ""
        known = _PAPERS.match(text, offset) is not None
        score = max(opening, 0.0) + _DATELINE_BONUS + (_KNOWN_PAPER if known else -0.6 * abs(len(paper) - 4))
    score += _weigh_end(text, start, offset) + _weigh_repeated(text, start, offset)
    score += _SPEECH * (_SPEECH_FORM.match(text, offset) is not None)
    score += _YEAR * (_YEARS.match(text, offset) is not None) + _AREA * _count_area_signs(text, offset)
    length = offset - start
    spread = _SHORT_SPREAD if length < _USUAL_LENGTH else _LONG_SPREAD
    return score - ((length - _USUAL_LENGTH) / spread) ** 2 / 2 - _CUT_WORD * _weigh_cut_word(text, offset)


def _weigh_end(text: str, start: int, offset: int) -> float:
    """Weigh how like the end of a headline the words before the place are."""
    last = text[offset - 1]
    score = _ENDING * weigh_ending(text, start, offset)
    score += _END_MARK * (last in "！？!?”…》)）") - _GAP_PENALTY * last.isspace()
    score -= _PREPOSITION_PENALTY * (last in _PREPOSITIONS) + _BEHIND_QUOTE_PENALTY * (last == "”")
    return score - _NO_END_PENALTY * text.endswith(_NO_END, start, offset)


def _count_area_signs(text: str, offset: int) -> int:
    """Count the signs that the words here begin with an area: its form, and that it is a known one."""
    known = load_areas().find_prefix(text, offset)
    is_known = len(known) >= _SHORTEST_AREA and known.endswith(_AREA_ENDS)
    return (_AREA_FORM.match(text, offset) is not None) + is_known


def _weigh_repeated(text: str, start: int, offset: int) -> float:
    """Weigh that the words here stand already in the headline, most when they name an area (某镇… 某镇近日…).

    Words that are taken up together with the character before them do not begin here.
    """
    begin = offset + 1 if text[offset] in "在为" else offset
    length = 0
    while length < 12 and text.find(text[begin : begin + length + 1], start, offset) >= 0:
        length += 1
    if length < 2 or text.find(text[offset - 1 : begin + length], start, offset - 1) >= 0:
        return 0.0
    names_area = length >= _SHORTEST_AREA and _BODY_FORM.match(text, begin, begin + length) is not None
    return min(length, 8) * _REPEATED + _AREA_REPEATED * names_area


def _weigh_cut_word(text: str, offset: int) -> int:
    """Return 0 when no common word would be cut here, 1 for one of two characters, 2 for a longer one."""
    words, worst = load_words(), 0
    for begin in range(max(0, offset - 3), offset):
        for end in range(offset + 1, min(len(text), offset + 4) + 1):
            if text[begin:end] in words:
                worst = max(worst, 2 if end - begin > 2 else 1)
    return worst
