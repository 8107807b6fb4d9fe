"""The term of a holding: between which days one statement shows somebody in a post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domain.partial_date import find_partial_date

LAPSE = timedelta(days=365)
"""How long a holding that nothing has ended counts as held after the last statement that shows it."""

HELD = frozenset({"", "current", "appointed"})
"""Statuses that show somebody in the post when the document came out ("" is current)."""

ENDED = frozenset({"removed", "former"})
"""Statuses that say it is over; without a date of its own an end is no later than the document."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One statement's word on a holding, as the resolver compares it."""

    member_id: str
    statement_id: str
    status: str
    valid_from: str
    valid_to: str
    stated: str
    other_posts: bool = False
    """Whether the same document states another post of the person."""

    def window(self) -> tuple[date, date] | None:
        """Return the days around which the holding is surely meant; None when the statement gives no time.

        A holding reported on a day counts twelve months to both sides; a stated start or end limits it.
        """
        since, until = find_partial_date(self.valid_from), find_partial_date(self.valid_to)
        stated = find_partial_date(self.stated)
        if self.status not in HELD | ENDED:
            return None
        first = since.earliest() if since else None
        last = until.latest() if until else None
        if stated is not None and not (first and last):
            day = stated.earliest()
            if self.status in HELD:
                first = first or day - LAPSE
                last = last or max(day, first) + LAPSE
            elif self.status == "removed":
                last = last or stated.latest()
                first = first or last - LAPSE
        if first is None and last is not None:
            first = last
        if last is None and first is not None:
            last = first
        return None if first is None or last is None or last < first else (first, last)
