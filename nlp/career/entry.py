"""Cuts a résumé into entries: before each range of dates that stands outside brackets, and inside them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.document import Span
from lexicon.career import career_words, is_never_kept, words_form
from nlp.career.copy import Copy
from nlp.career.dates import Range, find_ranges
from nlp.career.office import split_office
from nlp.career.study import is_study

LONGEST_BRACKET = 700
_BEGINS = re.compile(
    rf"[，、：]?\s*(?:[起后始]|以来|开始)?[，、]?\s*(?:参加工作[，、]?后?)?"
    rf"(?:{words_form('verbs', 'secondment', 'loan')}"
    rf"|{words_form('weak_verbs')}(?={words_form('verbs')})|调(?![研解查度配味控整])(?=[一-鿿]{{4}}))"
)
_NO_LINE = re.compile(
    r"[\s，、]*(?:[日号]?(?:出生|生(?![产活态物命鲜源]))|加入|入党|入团|入伍$|参加(?:中国|革命|工作(?![，]?(?:在|任|历任|先后|后|分配|到|进入|调|安排|考入|为)))|被|经(?![济贸营开信理委管侦])|获(?!嘉)|荣[获立膺记]|因|毕业(?!后)|度|日[，、]?(?:被|经|获)|取得|通过|授[予衔]|批准|评[为选上定]|转正|任现职)"
)
_LINE_START = re.compile(r"(?:^|[\n。；）)])[ \t]*[·•●◆■\-—*○▪◇#>]{0,3}(?:\(?\d{1,2}[.、)](?!\d))?[ \t]*(?:自|从|于)?$")
_OF_BIRTH = re.compile(r"\((?:男|女)[^()]{0,8}\)[ \t]*$|(?:^|\s)[男女][ \t]+$")
"""A date behind the gender in a head is that of birth: 某某（女） 1983.04."""
_OWN_LINE = re.compile(r"(?:^|\n)[ \t]*[·•●◆■\-—*○▪◇#>]{0,3}[ \t]*$")
_BLANK = re.compile(r"[ \t：]+(?=[^\s\d])")
_CLAUSE_START = re.compile(r"[，、；。\n：][ \t]*(?:自|从|于|并于|又于|后于|随后|其后)?$")
_IN_NAME = re.compile(
    r"\([一-鿿]{2,6}\)(?=[一-鿿]{0,8}(?:公司|集团|中心|学院|大学|医院|银行|支行|分行|合作社|厂|协会|商会|基金会))"
)
"""Brackets that belong to a name: 某投资（集团）有限公司."""
_AFTER_EVENT = re.compile(r"[，、]?[^。；\n，\d]{2,24}(?:[后时]，?|，)(?:任|担任|调任|转任|改任|当选)(?=[一-鿿])")
_LEAD_IN = re.compile(r"^(?:其间|期间|其中|此间|期内|任职期间|工作期间|在此期间|间)?[ \t]*[：，]?[ \t]*(?:于|自|从)?")


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words in brackets with where they stand in the words of their entry."""

    at: int
    words: Copy


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its range (None in brackets without a date), the words outside brackets, and the brackets in order.

    `outside[i]` and `brackets` keep their places in `words`; `marked` says that the words begin with 其间.
    """

    range: Range | None
    whole: Copy
    words: Copy
    marked: bool = False


def find_brackets(text: str) -> list[Span]:
    """Return the outermost pairs of brackets; one that never closes is no bracket."""
    pairs: list[Span] = []
    stack: list[int] = []
    for place, character in enumerate(text):
        if character == "(":
            stack.append(place)
        elif character == ")" and stack:
            start = stack.pop()
            if place - start <= LONGEST_BRACKET and not _IN_NAME.match(text, start):
                pairs.append((start, place + 1))
    outer: list[Span] = []
    for start, end in sorted(pairs):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return outer


def cut_entries(copy: Copy, *, nested: bool = False) -> list[Entry]:
    """Return the entries of a stretch in order; what stands before the first one belongs to none."""
    brackets = find_brackets(copy.text)
    begins = [one for one in find_ranges(copy.text, 0, len(copy.text)) if not _is_inside(one.start, brackets)]
    begins = [one for one in begins if _opens_entry(copy.text, one, nested)]
    entries = []
    for number, one in enumerate(begins):
        end = begins[number + 1].start if number + 1 < len(begins) else len(copy.text)
        entries.append(Entry(one, copy.cut(one.start, end), copy.cut(one.end, end)))
    return entries


def _is_inside(place: int, brackets: Sequence[Span]) -> bool:
    return any(start < place < end for start, end in brackets)


def _opens_entry(text: str, one: Range, nested: bool) -> bool:
    """True for a range, and for a single date that begins a line or clause which tells of a post."""
    behind = text[one.end : one.end + 60]
    if one.is_range:
        return _NO_LINE.match(behind) is None or one.until is None
    before = text[max(0, one.start - 12) : one.start]
    if _OF_BIRTH.search(before):
        return False
    if not nested and _OWN_LINE.search(before) and _tells_gap(behind):
        return True
    if _NO_LINE.match(behind):
        return False
    if not nested and _OWN_LINE.search(before) and _BLANK.match(behind):
        return True
    if (nested or _CLAUSE_START.search(before) or _LINE_START.search(before)) and _tells_gap(behind):
        return True
    if nested or _LINE_START.search(before):
        return bool(_BEGINS.match(behind) or _AFTER_EVENT.match(behind)) or _tells_office(behind, nested)
    return bool(_CLAUSE_START.search(before) and _BEGINS.match(behind))


def _tells_gap(behind: str) -> bool:
    """True when the first words behind a date tell of a time without a post, or of what may not be kept."""
    words = re.split(r"[，、；。\n(]", behind.lstrip(" \t，、：起"), maxsplit=1)[0].replace(" ", "")
    return len(words) <= 16 and (words.endswith(career_words("unposted")) or is_never_kept(words))


def _tells_office(behind: str, nested: bool) -> bool:
    """True when the first words behind a date are a body and a post, or a study."""
    words = re.split(r"[，、；。\n(]", behind.lstrip(" \t，、：起"), maxsplit=1)[0].replace(" ", "")
    if not 2 <= len(words) <= 50:
        return False
    if words.endswith(("学习", "工作", "进修", "培训", "待分配", "待安置")):
        return True
    office = split_office(Copy(words, tuple(range(len(words)))))
    return office is not None and office.post is not None and (nested or office.body is not None or len(words) < 9)


def find_next(behind: Sequence[Entry]) -> Range | None:
    """Return the range at which a post told by its start ends: not a stretch of study or secondment beside it."""
    for entry in behind:
        assert entry.range is not None
        words = entry.words.text.lstrip("，、： \t")
        is_beside = (
            entry.range.is_range
            and entry.range.until is not None
            and (
                words.startswith(career_words("secondment") + career_words("loan"))
                or is_study(re.split("[，。；]", words)[0])
            )
        )
        if not is_beside:
            return entry.range
    return None


def read_bracket(words: Copy) -> list[Entry]:
    """Return what a bracket tells: an entry for each range or date in it, else one without."""
    lead = _LEAD_IN.match(words.text)
    at = lead.end() if lead else 0
    marked = bool(lead and lead[0].strip(" \t：，于自从"))
    inner = words.cut(at, len(words.text)) if at < len(words.text) else words
    entries = cut_entries(inner, nested=True)
    if not entries:
        return [Entry(None, words, inner, marked)]
    return [Entry(one.range, one.whole, one.words, True) for one in entries]


def iter_brackets(words: Copy) -> Iterator[Bracket]:
    """Yield the outermost brackets of an entry's words."""
    for start, end in find_brackets(words.text):
        if end - start > 2:
            yield Bracket(start, words.cut(start + 1, end - 1))
