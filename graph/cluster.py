"""Who is one: connected components of the "same" judgements, with "different" respected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from domain.judgement import Judgement, Verdict
from graph.life import Life, are_compatible

NO_LIVES: Mapping[str, Life] = {}


def cluster(
    members: Iterable[str], judgements: Iterable[Judgement], lives: Mapping[str, Life] = NO_LIVES
) -> dict[str, str]:
    """Return each member's cluster id, the smallest member id of its component.

    A pair follows its latest verdict by a person if there is one, else the rules'. "Same" pairs join in a fixed
    order (people's first, then by ids); one that would put two entities judged different into one cluster is
    left out. The result depends on the set of judgements only, not on the order in which they came.

    Where rules alone would make one person of two lives that exclude each other, none of these rules holds but
    between members that state the same life: whoever states none could be either.
    """
    root = {member: member for member in members}
    apart: dict[str, set[str]] = {}
    same, different = _settle(judgements, root)
    for left, right in different:
        apart.setdefault(left, set()).add(right)
        apart.setdefault(right, set()).add(left)
    groups = {member: {member} for member in root}
    for _, left, right in sorted(_without_contradictions(same, root, lives)):
        a, b = root[left], root[right]
        if a == b or any(apart.get(member, _NONE) & groups[b] for member in groups[a]):
            continue
        keep, lose = min(a, b), max(a, b)
        for member in groups[lose]:
            root[member] = keep
        groups[keep] |= groups.pop(lose)
    return root


_NONE: frozenset[str] = frozenset()


def _without_contradictions(
    same: set[tuple[bool, str, str]], members: Iterable[str], lives: Mapping[str, Life]
) -> set[tuple[bool, str, str]]:
    """Leave out the rules that would join lives which cannot be one person's."""
    if len(lives) < 2:
        return same
    kept = set()
    for component in _components(members, same):
        edges = {edge for edge in same if edge[1] in component}
        if not are_compatible(lives, component):
            edges = {
                (by_rule, left, right) for by_rule, left, right in edges
                if not by_rule or (left in lives and right in lives and lives[left].may_be(lives[right]))
            }  # fmt: skip
        kept |= edges
    return kept


def _components(members: Iterable[str], edges: Iterable[tuple[bool, str, str]]) -> list[set[str]]:
    """Return the members that the edges join, directly or through others."""
    of = {member: {member} for member in members}
    for _, left, right in edges:
        if of[left] is not of[right]:
            small, large = sorted((of[left], of[right]), key=len)
            large |= small
            for member in small:
                of[member] = large
    return list({id(component): component for component in of.values()}.values())


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
