"""Periods of counting: a year, a quarter, a month, a day, or all time; as 2024, 2024-Q2, 2024-05, 2024-05-06 or ""."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import InputError

_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?))?", re.ASCII | re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:\.\.|–|—|~|至)\s*")
LONGEST_RANGE = 120


@dataclass(frozen=True, slots=True)
class Period:
    """A period with its first day and the day after its last, as the beginnings of dates; both "" for all time."""

    name: str
    since: str = ""
    until: str = ""


ALL_TIME = Period("")


def span_of(periods: Sequence[Period]) -> Period:
    """Return the time from the beginning of the first to the end of the last; all time where one has no bounds."""
    if not periods or any(not period.name for period in periods):
        return ALL_TIME
    return Period("", min(p.since for p in periods), max(p.until for p in periods))


def read_period(text: str) -> Period:
    """Return the period that the text names; raises InputError for any other text."""
    text = text.strip()
    if not text:
        return ALL_TIME
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise InputError("", "", "时期写法不对", "写成 2024、2024-Q2 或 2024-05")
    year, quarter, month = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        return Period(text, text, f"{text}~")
    if quarter:
        return Period(f"{year:04}-Q{quarter}", f"{year:04}-{quarter * 3 - 2:02}", _month_after(year, quarter * 3))
    if month:
        return Period(f"{year:04}-{month:02}", f"{year:04}-{month:02}", _month_after(year, month))
    return Period(f"{year:04}", f"{year:04}", f"{year + 1:04}")


def read_periods(text: str) -> tuple[Period, ...]:
    """Return several periods: one after the other (2022,2023), or the first and the last of a row (2022..2024)."""
    ends = [part for part in _BETWEEN.split(text.strip()) if part]
    if len(ends) == 2:
        first, last = read_period(ends[0]), read_period(ends[1])
        if len(first.name) != len(last.name) or first.since > last.since:
            raise InputError("", "", "起止时期不是同一种，或先后颠倒", "例如 2022..2024、2024-Q1..2024-Q4")
        return tuple(_between(first, last))
    parts = [part for part in re.split(r"[,，、\s]+", text.strip()) if part]
    return tuple(dict.fromkeys(read_period(part) for part in parts)) or (ALL_TIME,)


def _between(first: Period, last: Period) -> Iterator[Period]:
    period = first
    for _ in range(LONGEST_RANGE):
        yield period
        if period == last:
            return
        period = _next(period)
    raise InputError("", "", "时期太多", f"一次最多 {LONGEST_RANGE} 个")


def _next(period: Period) -> Period:
    if len(period.name) == len("2024-01-01"):
        return read_period(str(date.fromisoformat(period.name) + timedelta(days=1)))
    if "Q" in period.name:
        return read_period(f"{period.until[:4]}-Q{(int(period.until[5:]) + 2) // 3}")
    return read_period(period.until)


def _month_after(year: int, month: int) -> str:
    return f"{year + month // 12:04}-{month % 12 + 1:02}"
