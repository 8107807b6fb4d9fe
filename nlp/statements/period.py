"""Reads the time that a date expression gives: from when and until when, as partial dates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.partial_date import PartialDate

_CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = re.compile(r"[一二][〇○零九一二三四五六七八]{3}(?=年)")
_NUMERAL = re.compile(r"(?=[一二三四五六七八九十])(?P<tens>[二三]?十)?(?P<ones>[一二三四五六七八九])?(?=[月日])")
_POINT = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:\s?[年./-]\s?(?P<month>1[0-2]|0?[1-9])(?!\d))?(?:\s?[月./-]\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d))?"
)
_BARE = re.compile(r"(?P<month>1[0-2]|0?[1-9])\s?月(?:\s?(?P<day>3[01]|[12]\d|0?[1-9])\s?日)?")
_BARE_DAY = re.compile(r"(?P<day>3[01]|[12]\d|0?[1-9])\s?日")
_LINK = re.compile(r"\s*(?:年|月|日|份)?\s*(?:[-－—–~～]{1,3}|至|到)\s*")
_OPEN_END = re.compile(r"\s*[年月日]?\s*(?:[-－—–~～]{1,3}|至|到)\s*今?")


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when; "" where the words do not say. `open` says that it lasts until now (至今)."""

    start: str = ""
    end: str = ""
    open: bool = False


def read_period(text: str) -> Period:
    """Return the period that the words name; 2016年2月 starts in 2016-02 and says nothing of an end.

    Without a year the words name no certain time, so nothing is returned for them.
    """
    plain = _NUMERAL.sub(_count, _YEAR.sub(lambda found: found.group().translate(_CHINESE), text))
    first = _POINT.search(plain)
    if first is None:
        return Period()
    start = _make_date(first["year"], first["month"], first["day"])
    link = _LINK.match(plain, first.end())
    if link is None:
        return Period(start)
    second = _POINT.match(plain, link.end())
    if second is not None:
        return Period(start, _make_date(second["year"], second["month"], second["day"]))
    bare = _BARE.match(plain, link.end())
    if bare is not None:
        return Period(start, _make_date(first["year"], bare["month"], bare["day"]))
    day = _BARE_DAY.match(plain, link.end())
    if day is not None and first["day"]:
        return Period(start, _make_date(first["year"], first["month"], day["day"]))
    return Period(start, open=plain[link.end() :].startswith("今"))


def read_date(text: str) -> str:
    """Return the date that the words name as YYYY, YYYY-MM or YYYY-MM-DD, "" without a year."""
    return read_period(text).start


def is_open_ended(text: str, offset: int) -> bool:
    """True when what stands at the offset, behind a date, says 至今 or leaves the end of the range open."""
    found = _OPEN_END.match(text, offset)
    return found is not None and found.group().rstrip().endswith(("今", "-", "－", "—", "–", "~", "～"))


def _count(numeral: re.Match[str]) -> str:
    """Return 十一 as 11, 二十 as 20, 三 as 3."""
    tens, ones = numeral["tens"] or "", (numeral["ones"] or "0").translate(_CHINESE)
    tenth = (tens[0].translate(_CHINESE) if len(tens) == 2 else "1") if tens else ""
    return tenth + ones if tens else ones


def _make_date(year: str, month: str | None, day: str | None) -> str:
    try:
        return str(PartialDate(int(year), int(month) if month else None, int(day) if day and month else None))
    except ValueError:
        return year
