"""What documents state of somebody's life that tells two people apart: birth date and gender."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from domain.partial_date import find_partial_date

LIFE = frozenset({"BORN", "GENDER"})
"""Predicates of which no two people's values can be one person's."""


@dataclass(frozen=True, slots=True)
class Life:
    """The birth dates (partial) and genders that documents state of one member entity."""

    born: frozenset[str] = frozenset()
    gender: frozenset[str] = frozenset()

    def may_be(self, other: Life) -> bool:
        """True unless a birth date or gender of one excludes one of the other."""
        return len(self.gender | other.gender) < 2 and all(
            may_be_one(left, right) for left in self.born for right in other.born
        )


NOTHING = Life()


def may_be_one(one: str, other: str) -> bool:
    """True unless two partial dates exclude each other: 1970 and 1970-03 may be one, 1970-03 and 1970-05 may not."""
    left, right = find_partial_date(one), find_partial_date(other)
    if left is None or right is None:
        return True
    return left.earliest() <= right.latest() and right.earliest() <= left.latest()


Key = TypeVar("Key", bound=Hashable)


def gather_lives(facts: Iterable[tuple[Key, str, str]]) -> dict[Key, Life]:
    """Return the life of each member from rows of member, predicate and value; empty values say nothing."""
    born: dict[Key, set[str]] = {}
    gender: dict[Key, set[str]] = {}
    for member, predicate, value in facts:
        if value:
            (born if predicate == "BORN" else gender).setdefault(member, set()).add(value)
    return {
        member: Life(frozenset(born.get(member, ())), frozenset(gender.get(member, ())))
        for member in {*born, *gender}
    }  # fmt: skip


def are_compatible(lives: Mapping[str, Life], members: Iterable[str]) -> bool:
    """True when all that is stated of these members may be said of one person."""
    stated = sorted({life for member in members if (life := lives.get(member))}, key=repr)
    return all(one.may_be(other) for number, one in enumerate(stated) for other in stated[number:])
