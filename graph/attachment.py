"""Which people of different documents are one without asking anybody: R6's rule and nothing more.

Same name, same organisation, same post, overlapping term, and no birth date that says otherwise. Everything else waits
for a person's judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from domain.judgement import Judgement, Verdict
from domain.partial_date import find_partial_date
from graph.term import Tenure, place

RULE = "rule:same-post-overlapping-term"
WHY = "同名、同机构、同职务、任期重叠"

Placed = tuple[tuple[date, date], Tenure]
"""A tenure with its window."""


def attach(post_id: str, tenures: Iterable[Tenure]) -> list[Judgement]:
    """Return the "same" judgements among people of one name in one post.

    Tenures are put in order of their windows and each is joined to the one before when the windows overlap, so
    that n statements give n − 1 judgements and the outcome does not depend on the order of arrival. Where a row of
    overlapping tenures holds two birth dates that cannot be one, only those of one birth date are joined; who states
    none could be either and is left open.
    """
    placed = sorted(
        ((window, tenure) for tenure, window in place(list(tenures)) if window is not None),
        key=lambda pair: (pair[0], pair[1].member_id),
    )
    pairs: set[tuple[str, str]] = set()
    for row in _cut_rows(placed):
        dates = sorted({tenure.born for _, tenure in row if tenure.born})
        if all(_may_be_one(one, other) for one in dates for other in dates):
            pairs |= set(_chain(row))
        else:
            for born in dates:
                for part in _cut_rows([pair for pair in row if pair[1].born == born]):
                    pairs |= set(_chain(part))
    return [Judgement(left, Verdict.SAME, right, by=RULE, why=WHY, ground=post_id) for left, right in sorted(pairs)]


def _cut_rows(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Yield the rows of tenures that overlap, each with one before it."""
    row: list[Placed] = []
    latest = date.min
    for pair in placed:
        first, last = pair[0]
        if row and first > latest:
            yield row
            row, latest = [], date.min
        row.append(pair)
        latest = max(latest, last)
    if row:
        yield row


def _chain(row: Sequence[Placed]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that join each tenure of a row to the one that reaches furthest before it."""
    reach: tuple[date, str] | None = None
    for (_, last), tenure in row:
        if reach is not None and reach[1] != tenure.member_id:
            left, right = sorted((reach[1], tenure.member_id))
            yield left, right
        if reach is None or last >= reach[0]:
            reach = (last, tenure.member_id)


def _may_be_one(one: str, other: str) -> bool:
    """True unless two partial dates exclude each other: 1970 and 1970-03 may be one, 1970-03 and 1970-05 may not."""
    left, right = find_partial_date(one), find_partial_date(other)
    if left is None or right is None:
        return True
    return left.earliest() <= right.latest() and right.earliest() <= left.latest()
