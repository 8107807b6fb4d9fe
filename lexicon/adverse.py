"""Tells adverse words said of somebody from the same words as a topic of an office's work (RESPONSIBLE.md R7)."""

from __future__ import annotations

import re
from functools import cache

from lexicon.alternation import alternate
from lexicon.forbidden import find_adverse
from lexicon.resources import read_yaml

_TABLE = "adverse.yaml"
_NEAR = 16
_CLOSE = 3
_IS_CALLED = re.compile(r"(?:(?<!不)是|成了|沦为|堪称|叫做|这种|这个|那个|真)[一个名位大小的最]{0,4}$")


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = read_yaml(_TABLE)
    gap = rf"(?:(?!{alternate(table['somebody'])})[^，,。；;！？!?\n被]){{0,8}}"
    return (
        re.compile(rf"(?<!被){alternate(table['work_before'])}(?P<gap>{gap})$"),
        re.compile(rf"[^，,。；;！？!?\n]{{0,4}}?{alternate(table['work_behind'])}"),
        re.compile(alternate(table["nouns"])),
        re.compile(alternate(table["verdicts"])),
    )


def find_topic(text: str, start: int, end: int) -> int:
    """Return from where on the words up to `end` are what somebody works against or teaches of, -1 where they are not.

    查处违纪, 腐败风险. With somebody named between that place and the word they are no topic: 查处某某违纪.
    """
    before, behind, _, _ = _forms()
    floor = max(0, start - _NEAR)
    if found := before.search(text[floor:start]):
        return floor + found.start("gap")
    return max(0, start - _CLOSE) if behind.match(text, end) else -1


def is_topic(text: str, start: int, end: int) -> bool:
    """True when the word between start and end is a topic of somebody's work, where nobody is named."""
    return find_topic(text, start, end) >= 0


def calls_somebody(text: str, start: int) -> bool:
    """True when the word at this place is what somebody is said to be: 是大贪官, 就是骗子."""
    floor = max(0, start - _NEAR)
    return bool(_forms()[2].match(text, start) and _IS_CALLED.search(text[floor:start]))


def is_adverse_name(name: str) -> bool:
    """True for what is given out as a post, an honour or a title and speaks ill of its bearer (大贪官, 最差干部)."""
    if _forms()[2].search(name):
        return not any(is_topic(name, found.start(), found.end()) for found in _forms()[2].finditer(name))
    return any(not is_topic(name, found.start, found.end) for found in find_adverse(name))


def find_verdict(text: str) -> str:
    """Return the word for a court's sentence, "" where there is none."""
    for found in _forms()[3].finditer(text):
        if not is_topic(text, *found.span()):
            return found[0]
    return ""
