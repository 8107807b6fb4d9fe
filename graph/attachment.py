"""Which people of different documents are one without asking anybody: R6's rule and nothing more.

Same name, same organisation, same post, overlapping term. Everything else waits for a person's judgement.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.judgement import Judgement, Verdict
from graph.term import Tenure

RULE = "rule:same-post-overlapping-term"
WHY = "同名、同机构、同职务、任期重叠"


def attach(post_id: str, tenures: Iterable[Tenure]) -> list[Judgement]:
    """Return the "same" judgements among people of one name in one post.

    Tenures are put in order of their windows and each is joined to the one before when the windows overlap, so
    that n statements give n − 1 judgements and the outcome does not depend on the order of arrival.
    """
    windows = sorted((window, tenure.member_id) for tenure in tenures if (window := tenure.window()) is not None)
    pairs: set[tuple[str, str]] = set()
    reach: tuple[object, str] | None = None
    latest = None
    for (first, last), member in windows:
        if reach is not None and latest is not None and first <= latest and reach[1] != member:
            left, right = sorted((reach[1], member))
            pairs.add((left, right))
        if latest is None or last >= latest or first > latest:
            latest, reach = last, (last, member)
    return [Judgement(left, Verdict.SAME, right, by=RULE, why=WHY, ground=post_id) for left, right in sorted(pairs)]
