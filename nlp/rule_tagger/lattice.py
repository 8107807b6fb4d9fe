"""Cuts a stretch of text into tokens: the cheapest path through words, names, areas and titles.

Every reading of a place is an edge with a cost in negative log probability, so that a name never wins over the
common words it is made of (高质量 is no Mr 高) unless what stands beside it speaks for a name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lexicon.words import load_words

NOUN, VERB, QUALITY, PHRASE, FUNCTION = "noun", "verb", "quality", "phrase", "function"
MARK, LATIN, UNKNOWN, VALUE = "mark", "latin", "unknown", "value"
PERSON, PLACE, POST, ROLE, COMMUNITY = "person", "place", "post", "role", "community"

UNKNOWN_COST = 12.5
_SOLID = re.compile(r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９.%％\-]+")
_TRANSPARENT = frozenset(" \u3000：:")
"""What may stand between a role and a name without parting them (记者 某某, 通讯员：某某)."""
_HAN = re.compile(r"[\u3400-\u9fff〇]")


class Edge(NamedTuple):
    """One way to read the stretch from a start to `end`."""

    end: int
    kind: str
    cost: float


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the chosen reading."""

    start: int
    end: int
    kind: str


EdgeFinder = Callable[[str, int, int], Iterable[Edge]]
"""Given text, place and end of the stretch: the edges that begin at the place."""
Bond = Callable[[str, str], float]
"""Given the kinds of two neighbours: what their standing together adds to the cost."""


@cache
def _word_table() -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[float, str]]]:
    """Lengths of the words that begin with two characters, and cost and class of each word."""
    words = load_words()
    total = sum(word.count for word in words.values())
    costs = {text: (-math.log(word.count / total), word.kind) for text, word in words.items()}
    lengths: dict[str, set[int]] = {}
    for text in words:
        if len(text) > 1:
            lengths.setdefault(text[:2], set()).add(len(text))
    return {head: tuple(sorted(found)) for head, found in lengths.items()}, costs


def word_cost(text: str) -> float | None:
    """Return the cost of a common word, None for what is none."""
    found = _word_table()[1].get(text)
    return found[0] if found else None


def word_kind(text: str) -> str:
    """Return the class of a common word, "" for what is none."""
    found = _word_table()[1].get(text)
    return found[1] if found else ""


def find_words(text: str, place: int, end: int) -> Iterator[Edge]:
    """Yield the common words that begin at the place, a single character always among them."""
    character = text[place]
    if not _HAN.match(character):
        solid = _SOLID.match(text, place, end)
        yield Edge(solid.end(), LATIN, 1.0) if solid else Edge(place + 1, MARK, 1.0)
        return
    lengths, costs = _word_table()
    known = costs.get(character)
    yield Edge(place + 1, known[1], known[0]) if known else Edge(place + 1, UNKNOWN, UNKNOWN_COST)
    if found := lengths.get(text[place : place + 2]):
        for length in found:
            if place + length <= end and (word := costs.get(text[place : place + length])):
                yield Edge(place + length, word[1], word[0])


def remember(*finders: EdgeFinder) -> EdgeFinder:
    """Return one finder of all in their order, with a memory of its answers: a stretch is cut more than once."""
    known: dict[int, tuple[Edge, ...]] = {}

    def find_once(text: str, place: int, end: int) -> tuple[Edge, ...]:
        edges = known.get(place)
        if edges is None:
            found: list[Edge] = []
            for find in finders:
                found += find(text, place, end)
            edges = known[place] = tuple(found)
        return edges

    return find_once


def cut(
    text: str, start: int, end: int, finders: tuple[EdgeFinder, ...], fixed: dict[int, int], bond: Bond
) -> tuple[Token, ...]:
    """Return the tokens of text[start:end]; `fixed` maps the start of each value found before to its end.

    Of two readings that cost the same the finder that stands first wins; `find_words` belongs among them.
    """
    size = end - start
    best = [math.inf] * (size + 1)
    back: list[tuple[int, str]] = [(0, "")] * (size + 1)
    best[0] = 0.0
    back[0] = (0, MARK)
    bonded: dict[str, dict[str, float]] = {}
    for offset in range(size):
        reached = best[offset]
        if reached == math.inf:
            continue
        place = start + offset
        before = back[offset][1]
        value_end = fixed.get(place)
        if value_end is not None and value_end <= end:
            _relax(best, back, offset, value_end - start, VALUE, reached)
            continue
        if before == ROLE and text[place] in _TRANSPARENT:
            _relax(best, back, offset, offset + 1, ROLE, reached + 1.0)
            continue
        bonds = bonded.setdefault(before, {})
        for find in finders:
            for stop, kind, cost in find(text, place, end):
                extra = bonds.get(kind)
                if extra is None:
                    extra = bonds[kind] = bond(before, kind)
                cost = reached + cost + extra
                if cost < best[stop - start]:
                    best[stop - start] = cost
                    back[stop - start] = (offset, kind)
    tokens: list[Token] = []
    offset = size
    while offset > 0:
        begin, kind = back[offset]
        tokens.append(Token(start + begin, start + offset, kind))
        offset = begin
    return tuple(reversed(tokens))


def _relax(best: list[float], back: list[tuple[int, str]], start: int, end: int, kind: str, cost: float) -> None:
    if cost < best[end]:
        best[end] = cost
        back[end] = (start, kind)
