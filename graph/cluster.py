"""Who is one: connected components of the "same" judgements, with "different" respected."""

from __future__ import annotations

from collections.abc import Iterable

from domain.judgement import Judgement, Verdict


def cluster(members: Iterable[str], judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return each member's cluster id, the smallest member id of its component.

    A pair follows its latest verdict by a person if there is one, else the rules'. "Same" pairs join in a fixed
    order (people's first, then by ids); one that would put two entities judged different into one cluster is
    left out. The result depends on the set of judgements only, not on the order in which they came.
    """
    root = {member: member for member in members}
    apart: dict[str, set[str]] = {}
    same, different = _settle(judgements, root)
    for left, right in different:
        apart.setdefault(left, set()).add(right)
        apart.setdefault(right, set()).add(left)
    groups = {member: {member} for member in root}
    for _, left, right in sorted(same):
        a, b = root[left], root[right]
        if a == b or any(apart.get(member, _NONE) & groups[b] for member in groups[a]):
            continue
        keep, lose = min(a, b), max(a, b)
        for member in groups[lose]:
            root[member] = keep
        groups[keep] |= groups.pop(lose)
    return root


_NONE: frozenset[str] = frozenset()


def _settle(
    judgements: Iterable[Judgement], members: dict[str, str]
) -> tuple[set[tuple[bool, str, str]], set[tuple[str, str]]]:
    """Return the pairs that are the same (with whether only a rule says so) and those that are different."""
    latest: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        left, right = sorted((judgement.subject, judgement.object))
        if left not in members or right not in members or left == right:
            continue
        before = latest.get((left, right))
        if before is None or _weight(judgement) > _weight(before):
            latest[left, right] = judgement
    same = {(j.is_rule, *pair) for pair, j in latest.items() if j.verdict is Verdict.SAME}
    different = {pair for pair, j in latest.items() if j.verdict is Verdict.DIFFERENT}
    return same, different


def _weight(judgement: Judgement) -> tuple[bool, str, str]:
    return (not judgement.is_rule, judgement.known_from, judgement.id)
