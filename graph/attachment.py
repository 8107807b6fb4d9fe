"""Which people of different documents are one without asking anybody: R6's rule and nothing more.

Same name, same organisation, same post, overlapping term, and nothing in their lives that says otherwise. A text that
states both of a person's posts joins, without dates, whoever held the one before to whoever holds the other.
Everything else waits for a person's judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from domain.judgement import Judgement, Verdict
from domain.partial_date import find_partial_date
from graph.life import NOTHING, Life, are_compatible
from graph.term import ENDED, Tenure, limit

RULE = "rule:same-post-overlapping-term"
WHY = "同名、同机构、同职务、任期重叠"
HELD_BEFORE = "rule:only-one-held-it-before"
WHY_HELD_BEFORE = "同名、同机构、同职务，此文之前任该职务的只有一人"
BOTH_POSTS = "rule:text-states-both-posts"
WHY_BOTH_POSTS = "同名，同一篇文章写明前后两个职务，此前任该职务的只有一人"

Placed = tuple[tuple[date, date], Tenure]
"""A tenure with its window."""


def attach(
    post_id: str, tenures: Iterable[Tenure], lives: Mapping[str, Life], others: Sequence[date] = ()
) -> list[Judgement]:
    """Return the "same" judgements among people of one name in one post.

    Tenures are put in order of their windows and each is joined to the one before when the windows overlap, so
    that n statements give n − 1 judgements and the outcome does not depend on the order of arrival. Where a row of
    overlapping tenures holds two lives that cannot be one, only those of one life are joined; who states
    none could be either and is left open. `others` are the days on which somebody of another name is shown in the
    post, where one person holds it at a time.
    """
    tenures = list(tenures)
    placed = sorted(
        (
            (window, tenure)
            for tenure, window in limit(tenures, others)
            if window is not None and tenure.window() is not None
        ),
        key=lambda pair: (pair[0], pair[1].member_id),
    )
    pairs: set[tuple[str, str]] = set()
    for row in _cut_rows(placed):
        if are_compatible(lives, {tenure.member_id for _, tenure in row}):
            pairs |= set(_chain(row))
        else:
            for life in sorted({lives.get(tenure.member_id, NOTHING) for _, tenure in row} - {NOTHING}, key=repr):
                for part in _cut_rows([pair for pair in row if lives.get(pair[1].member_id) == life]):
                    pairs |= set(_chain(part))
    judged = [Judgement(left, Verdict.SAME, right, by=RULE, why=WHY, ground=post_id) for left, right in sorted(pairs)]
    back = {pair: other for pair, other in _reach_back(tenures, placed, lives) if pair not in pairs}
    for (left, right), states_both in sorted(back.items()):
        rule, why = (BOTH_POSTS, WHY_BOTH_POSTS) if states_both else (HELD_BEFORE, WHY_HELD_BEFORE)
        judged.append(Judgement(left, Verdict.SAME, right, by=rule, why=why, ground=post_id))
    return judged


def _reach_back(
    tenures: Sequence[Tenure], placed: Sequence[Placed], lives: Mapping[str, Life]
) -> Iterator[tuple[tuple[str, str], bool]]:
    """Yield whom a text means that calls a post past, and whether it states another post of the person too.

    Where it gives no date, or states both posts, it means the only one who held the post before the end that it
    tells. Who held it later is somebody else, and where several did before, it stays open.
    """
    past = [t for t in tenures if t.status in ENDED and (t.other_posts or t.window() is None)]
    members = {tenure.member_id for tenure in past}
    rows = list(_cut_rows([pair for pair in placed if pair[1].member_id not in members]))
    for tenure in sorted(past, key=lambda t: (t.other_posts, t.statement_id)):
        end = find_partial_date(tenure.valid_to) or find_partial_date(tenure.stated)
        if end is None:
            continue
        before = [row for row in rows if row[0][0][0] <= end.latest()]
        if len(before) == 1 and are_compatible(lives, {tenure.member_id, *(t.member_id for _, t in before[0])}):
            last = max((pair for pair in before[0] if pair[0][0] <= end.latest()), key=lambda p: (p[0], p[1].member_id))
            left, right = sorted((tenure.member_id, last[1].member_id))
            yield (left, right), tenure.other_posts


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
