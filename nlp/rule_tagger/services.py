"""Finds services to residents: known ones with the words that belong to them, in lists too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from domain.mention import MentionKind
from lexicon.services import not_services, service_prefixes, service_words
from nlp.rule_tagger.candidate import Candidate
from nlp.rule_tagger.rank import Rank


@cache
def _known() -> re.Pattern[str]:
    prefixes = "|".join(map(re.escape, service_prefixes()))
    words = "|".join(map(re.escape, service_words()))
    return re.compile(rf"(?:{prefixes}){{0,2}}(?:{words})(?:服务)?(?!队|员|站|中心|点|志愿者|室|部|台|所|行动|工作|团|委员会|项目|组织|平台|机构|对象|体系|能力|水平|质量|意识|者)")


@cache
def _list_end() -> re.Pattern[str]:
    return re.compile(r"等(?:\d+|[一二三四五六七八九十多])?(?:余|多)?[项类种个]?(?:免费|便民|暖心|志愿|惠民|公益|特色|多样化|个性化|贴心|公共|基本|上门|专业|便捷|优质)*(?:便民)?服务")


_VERB = re.compile(r"(?:提供|开展|开设|推出|享受|承接|包括|包含|提供了|开展了|设置了?|设有|涵盖|的|为[^、，]{2,8}提供)([^的]{2,12})$")


def find_services(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield services; the members of a list that ends in 等服务 are services whatever they are called."""
    for found in _known().finditer(text, start, end):
        if found.group() not in not_services():
            yield Candidate(found.start(), found.end(), MentionKind.SERVICE, Rank.TITLE)
    for found in _list_end().finditer(text, start, end):
        yield from _find_members(text, max(start, found.start() - 80), found.start())


def _find_members(text: str, start: int, end: int) -> Iterator[Candidate]:
    cut = max((text.rfind(mark, start, end) for mark in "。！？；，：\n"), default=-1)
    begin = max(start, cut + 1)
    stop = end
    for number in range(12):
        comma = text.rfind("、", begin, stop)
        item_start = comma + 1 if comma >= 0 else begin
        item = text[item_start:stop]
        if comma < 0:
            if number == 0 or not (verb := _VERB.search(item)):
                return
            item_start += verb.start(1)
            item = verb[1]
        if 2 <= len(item) <= 12 and re.fullmatch(r"[\u4e00-\u9fff“”‘’]+", item):
            yield Candidate(item_start, stop, MentionKind.SERVICE, Rank.SERVICE)
        if comma < 0:
            return
        stop = comma


