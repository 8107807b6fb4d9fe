"""Reads the time of a date as its place in the article gives it: 3月14日 in a paper of 2017, 同年9月, 昨日."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from domain.mention import Mention, MentionKind
from domain.partial_date import PartialDate, find_partial_date
from nlp.scene import Scene
from nlp.statements.period import Period, read_period

_MONTHS = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAYS = r"(?P<day>3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_ONLY = _DAYS.replace("day", "only")
_BARE = re.compile(
    rf"(?P<year>今年|去年|前年|明年)?(?:{_MONTHS}\s?月(?:份)?(?:\s?{_DAYS}\s?[日号])?|{_ONLY}\s?[日号])?"
)
_SAME = re.compile(r"(?:同年|当年|该年)[，,]?$")
_NEXT = re.compile(r"(?:次年|翌年|第二年)[，,]?$")
_LAST_MONTH = re.compile(r"上个?月$")
_MONTH_TOLD = re.compile(r"(?:(?P<last>上)个?|本|这个)月份?(?:[初底末]|[上中下]旬)?")
_THIS_MONTH = re.compile(r"(?:本|当|同)月$")
_YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}
_NEAR_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1}
_ONES = "零一二三四五六七八九"
_AHEAD = timedelta(days=31)
"""A notice may name a day this far ahead of its own; a month further on is one of the year before."""


def read_when(scene: Scene, date: Mention) -> Period:
    """Return the period that the date means where it stands; empty where nothing tells the year."""
    period = read_period(date.text)
    if period.start:
        return period
    before = scene.text[max(0, date.start - 5) : date.start]
    if (link := _SAME.search(before)) or _NEXT.search(before):
        year = _find_year_before(scene, date.start)
        return _of_year(date.text, year + (0 if link else 1)) if year else Period()
    published = find_partial_date(scene.published)
    if published is None or published.day is None:
        return Period()
    return _of_paper(scene, date, published, before)


def _of_paper(scene: Scene, date: Mention, published: PartialDate, before: str) -> Period:
    """Read a date that the day of the paper completes."""
    day = published.earliest()
    shift = _NEAR_DAYS.get(date.text)
    if shift is not None:
        return Period((day + timedelta(days=shift)).isoformat())
    month_told = _MONTH_TOLD.fullmatch(date.text)
    if month_told is not None:
        first = day.replace(day=1)
        month = first - timedelta(days=1) if month_told["last"] else first
        return Period(_make(month.year, month.month, ""))
    found = _BARE.match(date.text)
    if found is None or not found.group():
        return Period()
    if found["year"]:
        return _of_year(date.text, day.year + _YEARS[found["year"]])
    if found["only"]:
        month = day
        is_ahead = int(_number(found["only"])) > day.day and not _THIS_MONTH.search(before)
        if is_ahead or _LAST_MONTH.search(before):
            month = day.replace(day=1) - timedelta(days=1)
        return Period(_make(month.year, month.month, found["only"]))
    year = _find_year_in_sentence(scene, date.start) or day.year
    read = _of_year(date.text, year)
    told = find_partial_date(read.start)
    if told is not None and year == day.year and told.earliest() > day + _AHEAD:
        return _of_year(date.text, year - 1)
    return read


def _of_year(text: str, year: int) -> Period:
    """Read 9月 and 3月14日 as of the year."""
    found = _BARE.match(text)
    if found is None or not found["month"]:
        return Period(str(year)) if found and found["year"] else Period()
    period = read_period(f"{year}年{text.removeprefix(found['year'] or '')}")
    return replace(period, start=_make(year, int(_number(found["month"])), found["day"] or ""))


def _make(year: int, month: int, day: str) -> str:
    try:
        return str(PartialDate(year, month, int(_number(day)) if day else None))
    except ValueError:
        return str(PartialDate(year, month))


def _number(text: str) -> str:
    """Return 十一 as 11, 二十 as 20, 3 as 3."""
    if text.isdecimal():
        return text
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return str(_ONES.index(text))
    return str((_ONES.index(tens) if tens else 1) * 10 + (_ONES.index(ones) if ones else 0))


def _find_year_before(scene: Scene, offset: int) -> int:
    """Return the year of the last date before the offset that names one, 0 when none does."""
    dates = list(scene.within(max(scene.article.start, offset - 400), offset, MentionKind.DATE))
    years = [int(period.start[:4]) for one in dates if (period := read_period(one.text)).start]
    return years[-1] if years else 0


def _find_year_in_sentence(scene: Scene, offset: int) -> int:
    """Return the year that a date earlier in the same sentence names, 0 when none does."""
    dates = scene.within(max(scene.sentence_at(offset)[0], offset - 200), offset, MentionKind.DATE)
    years = [int(period.start[:4]) for one in dates if (period := read_period(one.text)).start]
    return years[-1] if years else 0


def is_news(scene: Scene, day: str) -> bool:
    """True when the day lies so shortly before the paper's own that the paper reports it as news."""
    told, published = find_partial_date(day), find_partial_date(scene.published)
    if told is None or published is None or told.month is None:
        return False
    return told.earliest() - _AHEAD <= published.latest() <= told.latest() + 2 * _AHEAD
