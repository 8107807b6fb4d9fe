"""Tells an annotated text again with other names in it, and the layout disturbed as pages disturb it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from domain.mention import MentionKind
from nlp.neural_tagger.labels import Labelled
from nlp.training.corpus import AnnotatedText, LabelledCue
from nlp.training.names import make_name
from nlp.training.places import swap_area, swap_community, swap_prefix

_PERSON = 0.5
_AREA = 0.35
_COMMUNITY = 0.35
_ONE_LINE = 0.12
_PADDED = 0.03


def vary_text(original: AnnotatedText, random: Random) -> AnnotatedText:
    """Return the text with some names replaced, each surface by one other name all through, spans moved along."""
    chosen = _choose_names(original, random)
    join_lines = random.random() < _ONE_LINE
    pieces: list[str] = []
    spans: list[Labelled] = []
    place = 0
    length = 0
    for start, end, kind in original.spans:
        between = original.text[place:start]
        between = between.replace("\n", "") if join_lines else between
        name = chosen.get((kind, original.text[start:end]), original.text[start:end])
        if kind is MentionKind.PERSON and len(name) == 2 and random.random() < _PADDED:
            name = name[0] + random.choice((" ", "\u3000")) + name[1]
        pieces += (between, name)
        length += len(between)
        spans.append((length, length + len(name), kind))
        length += len(name)
        place = end
    pieces.append(original.text[place:])
    return replace(
        original, text="".join(pieces), spans=tuple(spans), cues=tuple(_move_cues(original, spans, join_lines))
    )


def _move_cues(original: AnnotatedText, moved: Sequence[Labelled], join_lines: bool) -> Iterator[LabelledCue]:
    """Yield the cues where their words stand now; a cue that begins or ends inside a replaced name moves with it."""
    starts = [span[0] for span in original.spans]

    def move(offset: int) -> int:
        number = bisect_right(starts, offset) - 1
        old_end, new_end = (original.spans[number][1], moved[number][1]) if number >= 0 else (0, 0)
        if number >= 0 and offset < old_end:
            return min(moved[number][0] + offset - starts[number], new_end)
        lost = original.text.count("\n", old_end, offset) if join_lines else 0
        return new_end + offset - old_end - lost

    for start, end, kind in original.cues:
        first, last = move(start), move(end)
        if first < last:
            yield first, last, kind


def _choose_names(original: AnnotatedText, random: Random) -> dict[tuple[MentionKind, str], str]:
    surfaces = sorted({(kind, original.text[start:end]) for start, end, kind in original.spans})
    chosen: dict[tuple[MentionKind, str], str] = {}
    areas: dict[str, str] = {}
    moved = random.random() < 0.6
    for kind, surface in surfaces:
        other: str | None = None
        if kind is MentionKind.PERSON and random.random() < _PERSON:
            other = make_name(random)
        elif kind is MentionKind.PLACE and moved and random.random() < _AREA:
            other = swap_area(surface, random)
            if other:
                areas[surface] = other
        elif kind is MentionKind.COMMUNITY and random.random() < _COMMUNITY:
            other = swap_community(surface, random)
        if other:
            chosen[kind, surface] = other
    if moved:
        for kind, surface in surfaces:
            if kind is MentionKind.ORG:
                chosen[kind, surface] = swap_prefix(surface, random, areas)
    return chosen
