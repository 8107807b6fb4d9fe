"""The labels of the trained tagger: where in a mention, or in the words that tell an occasion, a character stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from domain.mention import MentionKind
from nlp.cue import CueKind

Labelled = tuple[int, int, MentionKind]
"""A span and its kind, before it is a Mention: start, end, kind."""

KINDS: tuple[MentionKind, ...] = tuple(MentionKind)
CUES: tuple[CueKind, ...] = (CueKind.ACTIVITY,)
"""Cues that may lie over mentions, so they have a row of labels of their own, written the same way."""
OUTSIDE = 0
BEGIN, INSIDE, END, SINGLE = 0, 1, 2, 3
NUMBER = 1 + 4 * len(KINDS)
"""How many labels there are: one for outside, four for each kind."""
CUE_NUMBER = 1 + 4 * len(CUES)
NO_HINT = 0
"""The hint that says nothing; label n as a hint is n + 1."""
HINTS = NUMBER + 1


def label_of(kind: MentionKind | CueKind, part: int) -> int:
    """Return the label of one part (BEGIN, INSIDE, END, SINGLE) of a span of this kind, in its own row."""
    place = KINDS.index(kind) if isinstance(kind, MentionKind) else CUES.index(kind)
    return 1 + 4 * place + part


SERVICES = tuple(label_of(MentionKind.SERVICE, part) for part in (BEGIN, INSIDE, END, SINGLE))


def write_labels(
    spans: Iterable[tuple[int, int, MentionKind | CueKind]], start: int, end: int, *, cut: int = OUTSIDE
) -> NDArray[np.int64]:
    """Return the labels of the characters from start to end; a span cut by either end gets the label `cut`.

    The spans are mentions or cues, never both.
    """
    labels = np.full(end - start, OUTSIDE, dtype=np.int64)
    for first, last, kind in spans:
        if last <= start or first >= end:
            continue
        if first < start or last > end:
            labels[max(first - start, 0) : last - start] = cut
        elif last - first == 1:
            labels[first - start] = label_of(kind, SINGLE)
        else:
            labels[first - start : last - start] = label_of(kind, INSIDE)
            labels[first - start] = label_of(kind, BEGIN)
            labels[last - start - 1] = label_of(kind, END)
    return labels


def read_labels(labels: Sequence[int], offset: int = 0) -> list[Labelled]:
    """Return the mentions that a well-formed row of labels spells, shifted by the offset."""
    return [(start, end, KINDS[place]) for start, end, place in _read(labels, offset)]


def read_cues(labels: Sequence[int], offset: int = 0) -> list[tuple[int, int, CueKind]]:
    """Return the cues that a well-formed row of labels spells, shifted by the offset."""
    return [(start, end, CUES[place]) for start, end, place in _read(labels, offset)]


def _read(labels: Sequence[int], offset: int) -> list[tuple[int, int, int]]:
    spans: list[tuple[int, int, int]] = []
    begun = 0
    for place, label in enumerate(labels):
        if label == OUTSIDE:
            continue
        kind, part = (label - 1) // 4, (label - 1) % 4
        if part == BEGIN:
            begun = place
        elif part == SINGLE:
            spans.append((place + offset, place + 1 + offset, kind))
        elif part == END:
            spans.append((begun + offset, place + 1 + offset, kind))
    return spans
