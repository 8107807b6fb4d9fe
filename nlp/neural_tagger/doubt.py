"""Tells how sure the encoder is of what it found, and what it half believes beside that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from nlp.neural_tagger.decoding import be_sure, decode

_RAISE = np.float32(2.0)
"""What is doubted is looked for as if its labels scored so much more: about one chance in eight against the best."""
_Kind = TypeVar("_Kind")
_Span = tuple[int, int, _Kind]


def read_doubting(
    scores: NDArray[np.float32],
    offset: int,
    read: Callable[[Sequence[int], int], Sequence[_Span[_Kind]]],
    labels: Sequence[int],
) -> tuple[list[_Span[_Kind]], list[tuple[_Span[_Kind], float]]]:
    """Return the spans of the best row of labels, and those of the given labels with how sure the scores are of each.

    The latter hold also what comes up only when these labels are raised, where it lies over nothing that was found.
    """
    best = decode(scores)
    found = list(read(best, offset))
    weighed = [
        (span, round(be_sure(scores, best, span[0] - offset, span[1] - offset), 3))
        for span in found
        if best[span[0] - offset] in labels
    ]
    raised = scores.copy()
    raised[:, labels] += _RAISE
    if len(raised) and (raised.argmax(axis=1) != best).any():
        other = decode(raised)
        for span in read(other, offset):
            begin, finish = span[0] - offset, span[1] - offset
            if other[begin] in labels and not any(span[0] < end and start < span[1] for start, end, _ in found):
                weighed.append((span, round(be_sure(scores, other, begin, finish), 3)))
    return found, sorted(weighed, key=lambda pair: pair[0][:2])
