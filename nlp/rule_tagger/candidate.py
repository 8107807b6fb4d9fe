"""A Candidate is a span that one rule takes for a name; `choose` decides between those that overlap."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass

from domain.mention import Mention, MentionKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span, what it would name, and the rank of the rule that found it: a higher rank wins an overlap."""

    start: int
    end: int
    kind: MentionKind
    rank: int

    def make_mention(self, text: str) -> Mention:
        """Return the mention with the document's own words."""
        return Mention(self.start, self.end, self.kind, text[self.start : self.end])


def choose(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates that do not overlap, by place.

    Higher rank first, then the longer span (the longest proper name wins), then the earlier one, so that the
    answer does not depend on the order in which the rules ran.
    """
    chosen: list[tuple[int, int, Candidate]] = []
    order = sorted(candidates, key=lambda c: (-c.rank, c.start - c.end, c.start, c.kind))
    for candidate in order:
        place = bisect_left(chosen, candidate.start, key=lambda item: item[0])
        if place < len(chosen) and chosen[place][0] < candidate.end:
            continue
        if place and chosen[place - 1][1] > candidate.start:
            continue
        insort(chosen, (candidate.start, candidate.end, candidate), key=lambda item: item[0])
    return tuple(item[2] for item in chosen)
