"""Finds numerals with their measure words, and numbers of households."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from domain.mention import MentionKind
from lexicon.alternation import alternate
from lexicon.resources import read_yaml
from nlp.rule_tagger.candidate import Candidate
from nlp.rule_tagger.rank import Rank

_ARABIC = r"\d+(?:[,，]\d{3})*(?:[.．·]\d+)?"
_NUMBER = rf"(?:{_ARABIC}(?:[-－—~～至到]{{1,2}}{_ARABIC})?)(?:[十百千万亿]{{1,2}})?[余多几]?(?:[万亿])?"
_WRITTEN = r"(?:零下)?(?:数|上)?(?:[一二三四五六七八九十百千万亿几两]|(?<=[百千万])零){1,7}[余多几]?[万亿]?"
_AFTER = r"(?:多(?![种样方次么元])|余)?(?:及以上|及以下|以上|以下|以内)?"


@cache
def _counted() -> re.Pattern[str]:
    unit = alternate(read_yaml("measures.yaml")["counters"])
    return re.compile(
        rf"(?<![\d.．A-Za-z第])(?:(?P<percent>{_ARABIC}(?:[-－—~～至]{_ARABIC})?[%％‰](?:以上|以下|及以上)?"
        r"|百分之[一二三四五六七八九十百点零两]+)"
        rf"|(?P<fraction>[一二三四五六七八九十百千]+分之[一二三四五六七八九十]+(?:以上)?)"
        rf"|(?P<written>{_WRITTEN})(?P<unit2>{unit}){_AFTER}"
        rf"|(?:零下)?(?P<number>{_NUMBER})(?P<unit>{unit}){_AFTER})"
    )


_HOUSEHOLDS = re.compile(
    rf"(?<![\d.．第])(?:{_NUMBER}|[一二三四五六七八九十百千万两几数]{{1,5}}[余多]?)户(?:以上|次)?(?!口|籍|型|外|主|均)"
)
_REQUEST = re.compile("要求|希望|建议|意见|倡议|体会|认识")
_AGE = re.compile(r"[五六七八九]旬")
_ORDINAL_LEFT = re.compile(r"(?:第|星期|周|[^一二三四五六七八九十]届|编号|电话|热线|车牌|文号|K|G|D|T|Z)$")
_SESSION = re.compile(r"次(?:全体)?(?:会议|全会)|次(?:中|方)|(?:项|大)(?:规定|纪律)")
_ADDRESS = re.compile(r"(?:路|街|巷|道|弄|里|胡同)\d{0,3}$")


@cache
def _careful() -> tuple[frozenset[str], tuple[str, ...]]:
    measures = read_yaml("measures.yaml")
    return frozenset(measures["careful"]), tuple(measures["not_counts"])


def find_households(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield numbers of households (82户, 数百户), never the ordinal or 一户."""
    for found in _HOUSEHOLDS.finditer(text, start, end):
        if found.group() not in ("一户", "两户", "三户", "1户"):
            yield Candidate(found.start(), found.end(), MentionKind.HOUSEHOLD_COUNT, Rank.VALUE)


def find_quantities(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield quantities with their measure words; 一个 and ordinals, clock times and addresses are none."""
    careful, fixed = _careful()
    for found in _counted().finditer(text, start, end):
        left = text[max(start, found.start() - 4) : found.start()]
        if _ORDINAL_LEFT.search(left):
            continue
        if written := found["written"]:
            if (written[-1] in "一" and len(written) == 1) or written == "零下":
                continue
            if any(text.startswith(word, found.start()) for word in fixed):
                continue
            if found["unit2"] in careful and not _counts_here(text, found.end(), left):
                continue
            opened = text[max(0, found.start() - 1) : found.start()] in ("“", "‘", "《")
            if opened or _SESSION.match(text, found.end() - 1):
                continue
        elif found["unit"]:
            if found["unit"] == "点" and _is_clock(text, found.end()):
                continue
            if found["unit"] in ("号", "路") or (_ADDRESS.search(left) and found["unit"] in ("层", "栋", "单元")):
                continue
            if found["unit"] == "年" and re.fullmatch(r"(?:19|20)\d\d", found["number"]):
                continue
        yield Candidate(found.start(), found.end(), MentionKind.QUANTITY, Rank.VALUE)
    for age in _AGE.finditer(text, start, end):
        yield Candidate(age.start(), age.end(), MentionKind.QUANTITY, Rank.VALUE)


def _is_clock(text: str, end: int) -> bool:
    return bool(re.match(r"(?:钟|半|多钟|左右|整|\d|[，。、至到]|[前后开许])", text[end : end + 2]))


def _counts_here(text: str, end: int, left: str) -> bool:
    """True where the numeral with a measure word of several meanings stands as a group of its own."""
    return left[-1:] in ("", *"，、。的了共达有分为在及和出等") and (
        text[end : end + 1] in ("，", "、", "。", "：", "；", "）", "") or bool(_REQUEST.match(text, end))
    )
