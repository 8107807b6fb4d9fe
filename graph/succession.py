"""Which statement of a newer reading stands in the place of one that is stated no more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from domain.ontology.catalogue import get_predicate


class Argument(Protocol):
    """An argument as it stands in the text."""

    @property
    def role(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Said(Protocol):
    """A statement by what it says and where: a stored one, or one that was read just now."""

    @property
    def id(self) -> str: ...
    @property
    def predicate(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def arguments(self) -> Sequence[Argument]: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements of one predicate whose evidence overlaps, by number in the two lists."""

    before: int
    after: int


def pair_statements(before: Sequence[Said], after: Sequence[Said]) -> list[Pair]:
    """Return which of the later statements says anew what an earlier one said, each used once.

    Those that speak of the same words come first, then those with the same evidence, then those with more arguments
    alike, then those whose evidence overlaps more; the order of the lists decides nothing.
    """
    closest = sorted(
        (_closeness(before[i], after[k]), before[i].id, after[k].id, i, k) for i, k in _iter_overlapping(before, after)
    )
    taken: set[int] = set()
    given: set[int] = set()
    pairs = []
    for *_, i, k in closest:
        if i not in taken and k not in given:
            pairs.append(Pair(i, k))
            taken.add(i)
            given.add(k)
    return pairs


def is_same_line(old: Said, new: Said, others: Iterable[Said]) -> bool:
    """True when what a person said of the old statement holds for the new one too.

    Both speak of the same words in every role that the predicate requires, whatever else changed. Where they do not,
    the evidence must be the same, and no other statement of the predicate may share it: in a list of names a refusal
    of one must not fall on the next.
    """
    if old.predicate != new.predicate:
        return False
    required = _required_roles(old.predicate)
    if _overlap(old, new) > 0 and _count_same(old, new, required) == len(required):
        return True
    place = (old.predicate, old.start, old.end)
    return (new.predicate, new.start, new.end) == place and not any(
        (one.predicate, one.start, one.end) == place for one in others
    )


def _iter_overlapping(before: Sequence[Said], after: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one predicate whose evidence overlaps; a table of many rows has few of them."""
    rows: dict[str, list[tuple[int, int]]] = {}
    for k, new in enumerate(after):
        rows.setdefault(new.predicate, []).append((new.start, k))
    longest: dict[str, int] = {}
    for predicate, found in rows.items():
        found.sort()
        longest[predicate] = max(after[k].end - after[k].start for _, k in found)
    for i, old in enumerate(before):
        found = rows.get(old.predicate, [])
        first = bisect_left(found, (old.start - longest.get(old.predicate, 0), -1))
        for start, k in found[first:]:
            if start >= old.end:
                break
            if after[k].end > old.start:
                yield i, k


def _closeness(old: Said, new: Said) -> tuple[int, int, int, int]:
    alike = {(a.role, a.text, a.start) for a in old.arguments} & {(a.role, a.text, a.start) for a in new.arguments}
    same_evidence = (old.start, old.end) == (new.start, new.end)
    same = _count_same(old, new, _required_roles(old.predicate))
    return -same, -int(same_evidence), -len(alike), -_overlap(old, new)


def _count_same(old: Said, new: Said, roles: Iterable[str]) -> int:
    """Count the roles in which both speak of the same words: spans that overlap, or one literal."""
    one, other = {a.role: a for a in old.arguments}, {a.role: a for a in new.arguments}
    return sum(role in one and role in other and _is_same(one[role], other[role]) for role in roles)


def _is_same(one: Argument, other: Argument) -> bool:
    if one.start < 0 or other.start < 0:
        return one.start == other.start and one.text == other.text
    return _overlap(one, other) > 0


@cache
def _required_roles(predicate: str) -> tuple[str, ...]:
    return tuple(role.name for role in get_predicate(predicate).roles if role.required)


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _overlap(one: _Span, other: _Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
