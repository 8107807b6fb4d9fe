"""Dates and ranges of dates at the start of a line of a résumé, in all the ways in which they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_MONTHS = {"正": 1, "元": 1, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
           "十": 10, "十一": 11, "十二": 12}  # fmt: skip

_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:"
    r" ?(?:年度?|[.·/。．]{1,3}|-(?=\d{1,2}(?!\d))) ?(?P<month>\d{1,2})(?!\d)(?: ?月份?(?:底|初)?"
    r"| ?[.·/-] ?\d{1,2}(?![\d.年/]))?(?:(?<=月) ?\d{1,2} ?[日号])?"
    r"|(?P<packed>\d{2})(?:\d{2})?(?!\d)"
    r"|年 ?(?P<cmonth_of>十[一二]?|[一二三四五六七八九正元]) ?月"
    r"|(?!\d) ?年?(?:底|初)?)"
    r"|(?P<cyear>[一二][〇○零Oo一二三四五六七八九]{3}) ?年(?: ?(?P<cmonth>十[一二]?"
    r"|[一二三四五六七八九正元]) ?月份?(?: ?[一二三四五六七八九十]{1,3} ?[日号])?)?"
    r"|(?P<same>同年|当年|是年|该年|次年|翌年"
    r"|第二年) ?(?:(?P<smonth>\d{1,2})(?!\d) ?月份?(?: ?\d{1,2} ?[日号])?|(?P<scmonth>十[一二]?"
    r"|[一二三四五六七八九]) ?月份?)"
)
_NEXT = ("次年", "翌年", "第二年")
_SIGN = re.compile(
    r"[ \t]{0,3}(?:[-—–―─━~～－‐‑‒﹣ー]{1,6}|[-—–](?: ?[-—–]){1,3}|至|到|一(?= ?(?:(?:19|20)\d\d|今"
    r"|[一二][〇○零九0]|\s)))"
)
_NOW = re.compile(r"[ \t]*(?:[至到] ?今|迄 ?今|今(?![年日天])|[至到]?现 ?在|[至到]?目 ?前|现(?=[\s，、。；：)]))")
_MONTH_ONLY = re.compile(
    r"[ \t]?(?:(?P<month>0?[1-9]|1[0-2]) ?月(?:\d{1,2}[日号])?|(?P<bare>0[1-9]|1[0-2])(?=[ \t，、：]))"
)
_BLANK = re.compile(r"[ \t]*")
_BEHIND = re.compile(r"[ \t]?(?:期间|间|止)?[ \t]*[，：、；。]?[ \t]*")


@dataclass(frozen=True, slots=True)
class DateMark:
    """A written date: where, what it says ("" where it cannot be), and whether its month does not exist."""

    start: int
    end: int
    value: str
    impossible: bool = False

    @property
    def year(self) -> str:
        return self.value[:4]


@dataclass(frozen=True, slots=True)
class Range:
    """From when until when; `until` is None for an open end and where no sign stands (then `is_range` is False)."""

    start: int
    end: int
    since: DateMark
    until: DateMark | None
    is_range: bool


def read_date(text: str, start: int, year: str = "") -> DateMark | None:
    """Return the date that begins here; `year` is the one that 同年 and 次年 speak of."""
    found = _DATE.match(text, start)
    if found is None or (start and text[start - 1].isdigit()):
        return None
    if found["same"]:
        if not year:
            return None
        month = int(found["smonth"]) if found["smonth"] else _MONTHS[found["scmonth"]]
        said = str(int(year) + (found["same"] in _NEXT))
        return _make(found, said, month)
    if found["cyear"]:
        said = found["cyear"].translate(_DIGITS)
        return _make(found, said, _MONTHS[found["cmonth"]] if found["cmonth"] else None)
    written = found["month"] or found["packed"]
    month_of = _MONTHS[found["cmonth_of"]] if found["cmonth_of"] else int(written) if written else None
    return _make(found, found["year"], month_of)


def _make(found: re.Match[str], year: str, month: int | None) -> DateMark | None:
    if not 1900 <= int(year) <= 2099:
        return None
    if month is None:
        return DateMark(found.start(), found.end(), year)
    if not 1 <= month <= 12:
        return DateMark(found.start(), found.end(), "", True)
    return DateMark(found.start(), found.end(), f"{year}-{month:02d}")


def read_range(text: str, start: int, year: str = "") -> Range | None:
    """Return the range, or the single date, that begins here; its end is where the words of the line begin."""
    since = read_date(text, start, year)
    if since is None:
        return None
    sign = _SIGN.match(text, since.end)
    if sign is None:
        return Range(start, since.end, since, None, False)
    now = _NOW.match(text, sign.end())
    if now is not None:
        return Range(start, _BEHIND.match(text, now.end()).end(), since, None, True)  # type: ignore[union-attr]
    place = _BLANK.match(text, sign.end()).end()  # type: ignore[union-attr]
    until = read_date(text, place, since.year or year)
    if until is None and (month := _MONTH_ONLY.match(text, sign.end())) and (since.year or year):
        number = int(month["month"] or month["bare"])
        until = DateMark(month.start(), month.end(), f"{since.year or year}-{number:02d}")
    if until is not None:
        end = _BEHIND.match(text, until.end).end()  # type: ignore[union-attr]
        return Range(start, end, since, until, True)
    if "至" in sign[0] or "到" in sign[0]:
        return Range(start, since.end, since, None, False)  # 2001年到县委办公室工作
    end = _BEHIND.match(text, sign.end()).end()  # type: ignore[union-attr]
    return Range(start, end, since, None, True)


def find_ranges(text: str, start: int, end: int) -> list[Range]:
    """Return all ranges and single dates in the stretch, in order; 同年 speaks of the date before it."""
    found: list[Range] = []
    year = ""
    for match in _DATE.finditer(text, start, end):
        if found and match.start() < found[-1].end:
            continue
        one = read_range(text, match.start(), year)
        if one is not None:
            found.append(one)
            year = (one.until.year if one.until else "") or one.since.year or year
    return found


def is_before(first: str, second: str) -> bool:
    """True when the first date surely lies before the second; a year alone leaves its months open."""
    size = min(len(first), len(second))
    return first[:size] < second[:size]
