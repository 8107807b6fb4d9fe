"""Finds services to residents: known ones, what is offered under the name of a service, and members of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from domain.mention import MentionKind
from lexicon.alternation import alternate
from lexicon.resources import read_yaml
from lexicon.services import not_services, service_prefixes, service_words
from nlp.rule_tagger.candidate import Candidate
from nlp.rule_tagger.growth import TokenRow
from nlp.rule_tagger.lattice import LATIN, NOUN, PHRASE, QUALITY, UNKNOWN, VALUE, VERB, Token
from nlp.rule_tagger.rank import Rank


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(read_yaml("service_context.yaml")[key])


@cache
def _known() -> re.Pattern[str]:
    prefixes, after = alternate(service_prefixes()), alternate(_words("not_before"))
    return re.compile(rf"{prefixes}{{0,2}}{alternate(service_words())}(?:服务)?(?!{after})")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(f"{alternate(_words('endings'))}(?!员|队|站)")


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(f"{alternate(_words('openers'))}了?$")


_SERVICE = re.compile(r"服务(?=[，。、；！”’）]|等|和|以及|及|项目|活动|的|$)")
_LIST_END = re.compile(
    r"等(?:\d+|[一二三四五六七八九十多])?(?:余|多)?[大项类种个]*"
    r"(?:免费|便民|暖心|志愿|惠民|公益|特色|多样化|个性化|贴心|公共|基本|上门|专业|便捷|优质|基础)*服务"
)
_QUOTED = re.compile(r"[“‘][^“”‘’，。]{1,10}[”’]$")
_VERB = re.compile(
    r"(?:提供|开展|开设|推出|享受|承接|包括|包含|设置|设有|涵盖|送上|集)(?:了|各类|各种|免费)?"
    r"([\u4e00-\u9fff“”]{2,12})$"
)
_ITEM = re.compile(r"[\u4e00-\u9fff“”‘’]{2,10}")
_MOST_MEMBERS = 12


def find_services(row: TokenRow, start: int, end: int) -> Iterator[Candidate]:
    """Yield services; the members of a list that ends in 等服务 are services whatever they are called."""
    text = row.text
    for found in _known().finditer(text, start, end):
        words = found.group()
        if words in not_services() or words in _words("generic"):
            continue
        if row.index_of_end(found.end()) is not None or len(words) > 3:
            yield Candidate(found.start(), found.end(), MentionKind.SERVICE, Rank.TITLE)
    for found in _named().finditer(text, start, end):
        begin = _grow(row, found.start(), start, 3)
        if found.start() - begin >= 2:
            yield Candidate(begin, found.end(), MentionKind.SERVICE, Rank.SERVICE)
    for found in _SERVICE.finditer(text, start, end):
        begin = _grow(row, found.start(), start, 4)
        stem = text[begin : found.start()]
        if 2 <= len(stem) <= 12 and stem not in _words("praise") and _is_offered(text, begin, start):
            yield Candidate(begin, found.end(), MentionKind.SERVICE, Rank.SERVICE)
    for found in _LIST_END.finditer(text, start, end):
        yield from _find_members(text, max(start, found.start() - 80), found.start())


def _is_offered(text: str, begin: int, start: int) -> bool:
    """True where an opener stands before the name, or a list of services in which it is the last."""
    return bool(_opener().search(text, max(start, begin - 4), begin))


def _grow(row: TokenRow, begin: int, start: int, most: int) -> int:
    """Return where the words that may belong to a service's name begin, at most `most` tokens to the left."""
    if quoted := _QUOTED.search(row.text, max(start, begin - 14), begin):
        begin = quoted.start()

    def may_stand(token: Token, words: str) -> bool:
        if words in _words("openers") or words in _words("praise") or token.start < start:
            return False
        return token.kind in (NOUN, UNKNOWN, LATIN, QUALITY, PHRASE, VALUE) or (token.kind == VERB and len(words) == 2)

    index = row.index_at(begin)
    if row.tokens[index].start != begin:
        return begin
    first = row.grow_left(index, may_stand, most)
    return row.tokens[first].start if first < index else begin


def _find_members(text: str, start: int, end: int) -> Iterator[Candidate]:
    cut = max((text.rfind(mark, start, end) for mark in "。！？；，：\n"), default=-1)
    begin = max(start, cut + 1)
    stop = end
    for number in range(_MOST_MEMBERS):
        comma = text.rfind("、", begin, stop)
        item_start = comma + 1 if comma >= 0 else begin
        item = text[item_start:stop]
        opened = list(_VERB.finditer(item))
        if opened:
            item_start += opened[-1].start(1)
            item = opened[-1][1]
        elif comma < 0:
            return
        if _ITEM.fullmatch(item) and not (number == 0 and opened and len(item) < 3):
            yield Candidate(item_start, stop, MentionKind.SERVICE, Rank.SERVICE)
        if comma < 0 or opened:
            return
        stop = comma
