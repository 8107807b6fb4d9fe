"""Finds calendar expressions: days, months, years, spans of them and the words 今年 and 昨日."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import MentionKind
from nlp.rule_tagger.candidate import Candidate
from nlp.rule_tagger.rank import Rank

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零九一二三四五六七八]{3})\s?年"
_NEAR_YEAR = r"(?:今年|去年|(?<!目)前年|明年|后年)"
_PART = r"(?:上半年|下半年|年底|年初|年中|年末|[初末底]|前三季度|第?[一二三四]季度)"
_MONTH_PART = r"(?:[上中下]旬|[初末底]|中旬)"
_DAY = rf"{_NUMERAL}\s?[日号](?!线|楼|院|门|店|台风|文件|库|厅|馆|车|令|机|井|桥|站|公路|地块|案)"
_MONTH = rf"{_NUMERAL}\s?月(?!光|亮|嫂|饼|[季球])份?"
_MONTH_DAY = rf"{_MONTH}(?:\s?{_DAY}|{_MONTH_PART})?"
_YEAR_MONTH_DAY = rf"(?:{_YEAR}|{_NEAR_YEAR})(?:度|\s?{_MONTH_DAY}|{_PART})?"
_LINK = r"\s?(?:[-－—–~～]{1,2}|至|到)\s?"
_DIGITAL = r"(?:19|20)\d{2}(?:[-./](?:1[0-2]|0?[1-9])(?:[-./](?:3[01]|[12]\d|0?[1-9]))?)(?![\d%])"
_ONE = rf"(?:{_YEAR_MONTH_DAY}|{_MONTH_DAY}|{_DAY})"
_WORDS = (
    r"(?:今天|今日(?!说法|头条)|昨天|昨日|前天|明天|正月初[一二三四五六七八九十]|大年(?:初[一二三四五六七]|三十)"
    r"|农历[正一二三四五六七八九十冬腊]{1,2}月(?:初?[一二三四五六七八九十廿]{1,3})?)"
)

_DATE = re.compile(
    rf"(?<![\d.．年月第每百千万届十几])(?:{_DIGITAL}(?:{_LINK}{_DIGITAL})?"
    rf"|(?:19|20)\d{{2}}{_LINK}(?:19|20)\d{{2}}\s?(?:年度|学年|年)"
    rf"|{_ONE}(?:{_LINK}{_ONE})?|{_WORDS})"
)
# What looks like a day or a month but counts (三十日内, 十月).
_COUNTED_DAY = re.compile(r"[日月](?:内|间|之内|以内|余|多)$|^[一二三四五六七八九十]{1,3}\s?[日号月]$")
_BAD_LEFT = re.compile(r"(?:每月|每年|每|第|近|共|长达|历时|为期|星期|周)$")
_BAD_RIGHT = re.compile(r"(?:[内间]|之内|以内|以?[后前](?!，|,)游|[大刊报]会?(?=》))")


def find_dates(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield the dates of the stretch, each without its clock time."""
    for found in _DATE.finditer(text, start, end):
        words = found.group()
        left = text[max(start, found.start() - 3) : found.start()]
        if _BAD_LEFT.search(left):
            continue
        if _COUNTED_DAY.search(words) and (words[-1] != "月" or words in ("一月", "十月")):
            continue
        if "年" not in words and "月" not in words and words[-1] in "日号" and _BAD_RIGHT.match(text, found.end()):
            continue
        yield Candidate(found.start(), found.end(), MentionKind.DATE, Rank.VALUE)
