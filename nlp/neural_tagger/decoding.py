"""Finds the best row of labels that is well-formed: no span begins without ending, none changes its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nlp.neural_tagger.labels import BEGIN, INSIDE, OUTSIDE

_FORBIDDEN = np.float32(-1e4)
_HOLDS = 3.0
"""By how much a place must be outside rather than anything else for a search to end there."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What may follow what, for one number of labels: 0 where it may, a forbidding score where it may not."""

    transitions: NDArray[np.float32]
    opened: NDArray[np.bool_]
    goes_on: NDArray[np.bool_]
    at_start: NDArray[np.float32]
    at_end: NDArray[np.float32]


@cache
def _grammar(number: int) -> _Grammar:
    parts = np.array([-1 if label == OUTSIDE else (label - 1) % 4 for label in range(number)])
    kinds = np.array([-1 if label == OUTSIDE else (label - 1) // 4 for label in range(number)])
    opened = (parts == BEGIN) | (parts == INSIDE)
    goes_on = (parts == INSIDE) | (parts == INSIDE + 1)
    same = kinds[:, None] == kinds[None, :]
    allowed = np.where(opened[:, None], goes_on[None, :] & same, ~goes_on[None, :])
    zero = np.float32(0)
    return _Grammar(
        np.where(allowed, zero, _FORBIDDEN),
        opened,
        goes_on,
        np.where(goes_on, _FORBIDDEN, zero),
        np.where(opened, _FORBIDDEN, zero),
    )


def decode(scores: NDArray[np.float32]) -> list[int]:
    """Return the well-formed row of labels with the highest sum of scores; `scores` is characters × labels.

    No transition carries a score of its own, so the row of the best single labels is the answer whenever it is
    well-formed; else the lattice is searched where that row is broken, and only seldom as a whole.
    """
    if not len(scores):
        return []
    grammar = _grammar(scores.shape[1])
    best = scores.argmax(axis=1)
    breaks = [int(place) for place in np.flatnonzero(grammar.transitions[best[:-1], best[1:]] < 0)]
    if grammar.goes_on[best[0]]:
        breaks.insert(0, -1)
    if grammar.opened[best[-1]]:
        breaks.append(len(best) - 1)
    if not breaks:
        row: list[int] = best.tolist()
        return row
    return _mend(scores, grammar, best, breaks) or _search(scores, grammar)


def be_sure(scores: NDArray[np.float32], labels: Sequence[int], start: int, end: int) -> float:
    """Return how sure the scores are of the labels from start to end: the geometric mean of their probabilities."""
    rows = scores[start:end]
    most = rows.max(axis=1)
    whole = most + np.log(np.exp(rows - most[:, None]).sum(axis=1))
    chosen = rows[np.arange(end - start), labels[start:end]]
    return float(np.exp((chosen - whole).mean()))


def _mend(
    scores: NDArray[np.float32], grammar: _Grammar, best: NDArray[np.int64], breaks: Sequence[int]
) -> list[int] | None:
    """Return the best row, searched for around each break alone; None where that does not prove it the best.

    Each search goes to the next places on both sides that are surely outside all spans. What it loses against the
    best single labels is the least that any row loses there; a row with another label at one of these places loses
    the margin of the place. So if all searches together lose less than every such margin, no row is better.
    """
    margins = scores.max(axis=1) - np.partition(scores, -2, axis=1)[:, -2]
    holds = np.flatnonzero((best == OUTSIDE) & (margins > _HOLDS))
    row: list[int] = best.tolist()
    lost, least, searched = 0.0, np.inf, -1
    for place in breaks:
        if place < searched:
            continue
        before = int(np.searchsorted(holds, place, side="right")) - 1
        start = int(holds[before]) + 1 if before >= 0 else 0
        end = int(holds[before + 1]) if before + 1 < len(holds) else len(best)
        part = scores[start:end]
        row[start:end] = _search(part, grammar)
        lost += float((part.max(axis=1) - part[np.arange(len(part)), row[start:end]]).sum())
        least = min([least, *(float(margins[hold]) for hold in (start - 1, end) if 0 <= hold < len(best))])
        searched = end
    return row if lost < least else None


def _search(scores: NDArray[np.float32], grammar: _Grammar) -> list[int]:
    sums = scores[0] + grammar.at_start
    back = np.zeros(scores.shape, dtype=np.int64)
    for place in range(1, len(scores)):
        ways = sums[:, None] + grammar.transitions
        back[place] = ways.argmax(axis=0)
        sums = ways.max(axis=0) + scores[place]
    row = [int((sums + grammar.at_end).argmax())]
    for place in range(len(scores) - 1, 0, -1):
        row.append(int(back[place][row[-1]]))
    return row[::-1]
