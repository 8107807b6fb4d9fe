"""What the number format of a cell says that the number is, and the number as people see it in the sheet."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_BUILT_IN_PERCENT = {9, 10}
_UNSEEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE = re.compile(r"[ymdhse]|a{3,4}|上午/下午", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_PLACES = re.compile(r"0{2,}")
_LAST_SERIAL = 2_958_466
"""Day after 9999-12-31."""


class Shown(StrEnum):
    """How a number is shown."""

    PLAIN = "plain"
    DATE = "date"
    PERCENT = "percent"
    PADDED = "padded"
    ELAPSED = "elapsed"


def read_format(number: int, code: str) -> tuple[Shown, int]:
    """Return how a format shows a number, and to how many digits it is padded with zeros.

    The numbers below 164 are built in; 27–36 and 50–58 are the dates of East Asian versions.
    """
    if not code:
        if number in _BUILT_IN_DATES:
            return Shown.DATE, 0
        return (Shown.PERCENT, 0) if number in _BUILT_IN_PERCENT else (Shown.PLAIN, 0)
    seen = _UNSEEN.sub("", code.split(";")[0])
    if _PLACES.fullmatch(seen.strip()):
        return Shown.PADDED, len(seen.strip())
    if "%" in seen:
        return Shown.PERCENT, 0
    if _ELAPSED.search(seen):
        return Shown.ELAPSED, 0
    plain = seen.replace("General", "").replace("G/通用格式", "")
    return (Shown.DATE, 0) if _DATE.search(plain) and not re.search(r"E[+-]", plain) else (Shown.PLAIN, 0)


def write_number(value: float) -> str:
    """Return the shortest form with the 15 digits that a spreadsheet has: 12, 3.5, never 1.2e+16."""
    text = f"{value:.15g}"
    return format(Decimal(text), "f") if "e" in text else text


def write_percent(value: float) -> str:
    """Return 98.6% for 0.986; no digit is dropped that the cell hides."""
    return write_number(float(Decimal(f"{value:.15g}") * 100)) + "%"


def write_elapsed(days: float) -> str:
    """Return hours and minutes, as many hours as there are: 26:30."""
    seconds = round(days * 86_400)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")


def write_serial(value: float, is_1904: bool) -> str | None:
    """Return the date of a serial number, with its time where it has one, or only a time below one day.

    None for what is no date: the format says date, the number does not. The 29 February 1900 that never was keeps
    serials below 60 one day behind.
    """
    if not 0 <= value < _LAST_SERIAL:
        return None
    seconds = round((value % 1) * 86_400)
    days, seconds = int(value) + seconds // 86_400, seconds % 86_400
    if days == 0 and not is_1904:
        return _write_time(seconds)
    start = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30 if days > 60 else 31)
    try:
        return write_moment(start + timedelta(days=days, seconds=seconds))
    except OverflowError:
        return None


def write_moment(moment: datetime) -> str:
    """Return 2024-03-05, or 2024-03-05 10:30 where a time of day is there."""
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return f"{moment:%Y-%m-%d}".zfill(10) + (f" {_write_time(seconds)}" if seconds else "")


def _write_time(seconds: int) -> str:
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return text + (f":{seconds % 60:02}" if seconds % 60 else "")
