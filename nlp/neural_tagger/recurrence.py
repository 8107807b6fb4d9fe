"""Finds a name again wherever the same article writes it, also where the encoder missed it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from domain.mention import MentionKind
from nlp.neural_tagger.labels import Labelled

_CERTAIN_LENGTH = {MentionKind.PERSON: 3, MentionKind.AWARD: 5}
"""For each kind that is spread: a shorter name must have been found twice, since two characters may be a word."""


def spread_names(text: str, spans: Sequence[Labelled], scopes: Iterable[tuple[int, int]]) -> tuple[Labelled, ...]:
    """Return the spans in order, with every free occurrence of a found name in its scope added."""
    ends = [span[1] for span in spans]
    starts = [span[0] for span in spans]
    added: set[Labelled] = set()
    for start, end in scopes:
        inside = spans[bisect_left(starts, start) : bisect_left(starts, end)]
        counted = Counter((text[first:last], kind) for first, last, kind in inside if kind in _CERTAIN_LENGTH)
        names = {
            name: kind for (name, kind), times in counted.items() if len(name) >= _CERTAIN_LENGTH[kind] or times > 1
        }
        if not names:
            continue
        pattern = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        for match in re.compile(pattern).finditer(text, start, end):
            place = bisect_left(ends, match.start() + 1)
            if place == len(spans) or starts[place] >= match.end():
                added.add((match.start(), match.end(), names[match.group()]))
    if not added:
        return tuple(spans)
    return tuple(_drop_overlaps(sorted((*spans, *added))))


def _drop_overlaps(spans: Iterable[Labelled]) -> Iterable[Labelled]:
    """Yield spans in order; articles may lie within each other, so one place can be added by two of them."""
    last = 0
    for span in spans:
        if span[0] >= last:
            yield span
            last = span[1]
