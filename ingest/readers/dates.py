"""Dates and moments as people write them → ISO, never more precise than written."""

from __future__ import annotations

import re
import unicodedata

from domain.partial_date import PartialDate

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST = 60
"""No written moment is longer; a longer cell is something else and not searched."""

_FORMS = (
    re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?"),
    re.compile(r"(\d{4})(?:(?P<mark>[-/.])(\d{1,2})(?:(?P=mark)(\d{1,2}))?)?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_TIME = re.compile(
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?\s*(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?", re.IGNORECASE
)
_PARTS = re.compile(r"(?P<day>.*?)(?:(?P<joint>T|\s+|(?<=[日号]))(?P<time>\d{1,2}:.*))?", re.DOTALL)
_ISO_MOMENT = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}:.*)?)?)?")


def find_date(text: str) -> PartialDate | None:
    """Return the date written as 2023.5.6, 2023-05-06, 2023/5/6, 20230506, 2023年5月6日 or a part of these.

    Widths do not matter. None for anything else: two-digit years, day before month, years out of range.
    """
    plain = _PARTS.fullmatch(_flatten(text)) if len(text) <= LONGEST else None
    if plain is None or (plain["time"] and not _TIME.fullmatch(plain["time"])):
        return None
    day = re.sub(r"(?<=[年月])\s+|\s+(?=[年月日号])", "", plain["day"])
    for form in _FORMS:
        if found := form.fullmatch(day):
            return _make_date([part for part in found.groups() if part and part not in "-/."], plain["time"])
    return None


def find_moment(text: str) -> str | None:
    """Return a publication date, with its time where one is written; None when it is neither.

    What is ISO already comes back as it was written.
    """
    flat = _flatten(text)
    date = find_date(flat)
    if date is None:
        return None
    if _ISO_MOMENT.fullmatch(flat):
        return flat
    parts = _PARTS.fullmatch(flat)
    return f"{date} {parts['time']}" if parts and parts["time"] else str(date)


def _flatten(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _make_date(parts: list[str], time: str | None) -> PartialDate | None:
    numbers = [int(part) for part in parts]
    if not FIRST_YEAR <= numbers[0] <= LAST_YEAR or (time and len(numbers) < 3):
        return None
    try:
        return PartialDate(*numbers)
    except ValueError:
        return None
