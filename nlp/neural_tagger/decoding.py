"""Finds the best row of labels that is well-formed: no mention begins without ending, none changes its kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nlp.neural_tagger.labels import BEGIN, INSIDE, NUMBER, OUTSIDE

_FORBIDDEN = np.float32(-1e4)


def _make_transitions() -> NDArray[np.float32]:
    parts = np.array([-1 if label == OUTSIDE else (label - 1) % 4 for label in range(NUMBER)])
    kinds = np.array([-1 if label == OUTSIDE else (label - 1) // 4 for label in range(NUMBER)])
    opened = (parts == BEGIN) | (parts == INSIDE)
    goes_on = (parts == INSIDE) | (parts == INSIDE + 1)
    same = kinds[:, None] == kinds[None, :]
    allowed = np.where(opened[:, None], goes_on[None, :] & same, ~goes_on[None, :])
    return np.where(allowed, np.float32(0), _FORBIDDEN)


_TRANSITIONS = _make_transitions()
_OPENED = np.array([label != OUTSIDE and (label - 1) % 4 in (BEGIN, INSIDE) for label in range(NUMBER)])
_GOES_ON = np.array([label != OUTSIDE and (label - 1) % 4 in (INSIDE, INSIDE + 1) for label in range(NUMBER)])
_AT_START = np.where(_GOES_ON, _FORBIDDEN, np.float32(0))
_AT_END = np.where(_OPENED, _FORBIDDEN, np.float32(0))


def decode(scores: NDArray[np.float32]) -> list[int]:
    """Return the well-formed row of labels with the highest sum of scores; `scores` is characters × labels.

    No transition carries a score of its own, so the row of the best single labels is the answer whenever it is
    well-formed, which it nearly always is; only else is the whole lattice searched.
    """
    if not len(scores):
        return []
    best = scores.argmax(axis=1)
    if not _GOES_ON[best[0]] and not _OPENED[best[-1]] and not (_TRANSITIONS[best[:-1], best[1:]] < 0).any():
        return [int(label) for label in best]
    return _search(scores)


def _search(scores: NDArray[np.float32]) -> list[int]:
    sums = scores[0] + _AT_START
    back = np.zeros(scores.shape, dtype=np.int64)
    for place in range(1, len(scores)):
        ways = sums[:, None] + _TRANSITIONS
        back[place] = ways.argmax(axis=0)
        sums = ways.max(axis=0) + scores[place]
    row = [int((sums + _AT_END).argmax())]
    for place in range(len(scores) - 1, 0, -1):
        row.append(int(back[place][row[-1]]))
    return row[::-1]
