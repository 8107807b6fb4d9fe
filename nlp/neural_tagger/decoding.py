"""Finds the best row of labels that is well-formed: no span begins without ending, none changes its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nlp.neural_tagger.labels import BEGIN, INSIDE, OUTSIDE

_FORBIDDEN = np.float32(-1e4)


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
    well-formed, which it nearly always is; only else is the whole lattice searched.
    """
    if not len(scores):
        return []
    grammar = _grammar(scores.shape[1])
    best = scores.argmax(axis=1)
    if (
        not grammar.goes_on[best[0]]
        and not grammar.opened[best[-1]]
        and not (grammar.transitions[best[:-1], best[1:]] < 0).any()
    ):
        row: list[int] = best.tolist()
        return row
    return _search(scores, grammar)


def be_sure(scores: NDArray[np.float32], labels: Sequence[int], start: int, end: int) -> float:
    """Return how sure the scores are of the labels from start to end: the geometric mean of their probabilities."""
    rows = scores[start:end]
    most = rows.max(axis=1)
    whole = most + np.log(np.exp(rows - most[:, None]).sum(axis=1))
    chosen = rows[np.arange(end - start), labels[start:end]]
    return float(np.exp((chosen - whole).mean()))


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
