"""Dates as precise as the source gave them: YYYY, YYYY-MM or YYYY-MM-DD, never more."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

_FORM = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$", re.ASCII)


@dataclass(frozen=True, slots=True, order=False)
class PartialDate:
    """A day, a month or a year. Comparing two of different precision is done by `earliest` and `latest`."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day without a month is no date")
        self.earliest()  # refuses month 13 and 30 February

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the ISO forms; raise ValueError for anything else, also for a time of day."""
        found = _FORM.match(text.strip())
        if not found:
            raise ValueError(f"not YYYY, YYYY-MM or YYYY-MM-DD: {text!r}")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    def earliest(self) -> date:
        """Return the first day this date may mean."""
        return date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    def latest(self) -> date:
        """Return the last day this date may mean."""
        month = 12 if self.month is None else self.month
        return date(self.year, month, calendar.monthrange(self.year, month)[1] if self.day is None else self.day)

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


def find_partial_date(text: str | None) -> PartialDate | None:
    """Return the date if the text is one, else None; a published "2023-08-16 21:01" gives its day."""
    if not text:
        return None
    try:
        return PartialDate.parse(text.strip()[:10])
    except ValueError:
        return None


def now() -> str:
    """Return this moment on the known clock (UTC)."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def end_of(day: str) -> str:
    """Return the last moment of a day, month or year on the known clock (UTC); "" stays "", which means now."""
    return f"{PartialDate.parse(day).latest().isoformat()}T23:59:59.999999+00:00" if day else ""
