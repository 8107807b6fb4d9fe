"""Tells whether a holding lasts: what stands behind a post (至今, 至2021年12月) and what makes it past (30年前)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.mention import Mention, MentionKind
from domain.partial_date import find_partial_date
from lexicon.alternation import alternate
from nlp.scene import Scene
from nlp.statements.when import read_when
from nlp.statements.wordlist import load_words

PLAIN = ("任", "担任", "兼任", "是", "系", "当", "作为", "身为", "还是", "也是", "当上", "同时担任", "还担任")
"""Verbs that say neither that the post was just given nor that it is held today."""
LONGEST = 5
"""So many years, a term of office, before the document a dated 任 may lie that still tells of now."""
_OFFICE = r"[”\"]?(?:等?职务?|一职|职位)?[，,]?"
_TILL_NOW = re.compile(rf"{_OFFICE}(?:一直)?(?:至今|迄今|到现在|到今天|至现在|直到今天)")
_TILL = re.compile(rf"{_OFFICE}(?:一直)?(?:直至|直到|至|到|止于)")
_TILL_END = re.compile(
    rf"{_OFFICE}(?:一直)?(?:直至|直到|至|到)[^，。；\n]{{0,6}}?{alternate(load_words('lasting', 'ends'))}"
)
_DURING = re.compile(r"(?:职务|一职)?(?:时(?!任)|期间|任内|任上|的时候|那年)")
_OVER_LATER = re.compile(alternate(load_words("lasting", "ends")))
_PAST = re.compile(
    r"上个?世纪|(?:\d{2,4}|[一二三四五六七八九]十)年代|(?:\d+|[一二三四五六七八九十百几两数多]+)多?个?[年月](?:之|以)?前"
    rf"|{alternate(load_words('lasting', 'past'))}|过去(?![\d一二三四五六七八九十几两]+个?[年月])"
)
_USED = re.compile(r"利用(?:其|自己|本人)?$")
"""Before 担任某职的便利: what somebody is charged with lies behind."""
_BEGUN = re.compile(r"起|开始|以来|至今")


@dataclass(frozen=True, slots=True)
class Tail:
    """What the words behind a post say: that it lasts until now, that it is over, and since when."""

    now: bool = False
    over: bool = False
    until: str = ""


def read_tail(scene: Scene, offset: int) -> Tail:
    """Return what the words right behind the post say of its end; an end that is to come leaves it held."""
    text = scene.text
    if _TILL_NOW.match(text, offset):
        return Tail(now=True)
    till = _TILL.match(text, offset)
    date = next(scene.within(offset, offset + 24, MentionKind.DATE), None)
    if till is not None and date is not None and date.start in (till.end(), till.end() - 1):
        until = read_when(scene, date).start
        if until and until > scene.published[: len(until)] != "":
            return Tail()
        return Tail(over=True, until=until)
    return Tail(over=_TILL_END.match(text, offset) is not None)


def is_past(scene: Scene, start: int, offset: int) -> bool:
    """True when words of the sentence before the verb put it into a past without a date: 30年前, 上世纪九十年代."""
    if _USED.search(scene.text, start, offset):
        return True
    found = list(_PAST.finditer(scene.text, start, offset))
    if not found or _BEGUN.search(scene.text, found[-1].end(), offset):
        return False
    return not any(scene.within(found[-1].end(), offset, MentionKind.POST))


def has_begun(scene: Scene, date: Mention, offset: int) -> bool:
    """True when the words between date and verb say that it goes on from that day: 2020年5月起任."""
    return _BEGUN.search(scene.text, date.end, offset) is not None or date.text.endswith("起")


def is_during(scene: Scene, offset: int) -> bool:
    """True when the words behind a post look back on the time in it: 任局长期间."""
    return _DURING.match(scene.text, offset) is not None


def may_last(scene: Scene, since: str, offset: int) -> bool:
    """True when a post taken on that day may be held on the day of the paper, and its sentence tells no end of it."""
    told, published = find_partial_date(since), find_partial_date(scene.published)
    if told is None or published is None or published.year - told.year > LONGEST:
        return False
    if _DURING.match(scene.text, offset):
        return False
    return _OVER_LATER.search(scene.text, offset, scene.sentence_at(offset - 1)[1]) is None
