"""Mends honours at quotation marks: they say where a title begins and ends, and that a list goes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from domain.mention import MentionKind
from nlp.neural_tagger.labels import Labelled

_LONGEST = 24
_QUOTED = re.compile(r"“([^“”\n，。；]{2,24})”")
_NEXT = re.compile(r"”(?:称号|荣誉称号|荣誉)?(?:\d+[次个项])?(?:[、和及]|以及)?“([^“”\n，。；、]{2,16})”")


def mend_quoted(text: str, spans: Sequence[Labelled]) -> list[Labelled]:
    """Return the spans, each honour that stands in marks alone widened to them, and the rest of its list added."""
    mended = [_widen(text, span) if span[2] is MentionKind.AWARD else span for span in spans]
    added: list[Labelled] = []
    for _, end, kind in mended:
        if kind is not MentionKind.AWARD:
            continue
        place = end
        while (following := _NEXT.match(text, place)) is not None:
            added.append((*following.span(1), kind))
            place = following.end(1)
    return _merge(mended, added)


def _widen(text: str, span: Labelled) -> Labelled:
    start, end, kind = span
    opened = text.rfind("“", max(0, start - _LONGEST), start)
    quoted = _QUOTED.match(text, opened) if opened >= 0 else None
    return (*quoted.span(1), kind) if quoted and quoted.end(1) >= end else span


def _merge(spans: Sequence[Labelled], added: Iterable[Labelled]) -> list[Labelled]:
    """Return all spans in order; what would overlap one that is there is left out."""
    merged: list[Labelled] = []
    for span in sorted(spans):
        if not merged or span[0] >= merged[-1][1]:
            merged.append(span)
    for span in sorted(set(added)):
        place = bisect_left(merged, span)
        before = merged[place - 1][1] if place else 0
        after = merged[place][0] if place < len(merged) else span[1]
        if before <= span[0] and span[1] <= after:
            merged.insert(place, span)
    return merged
