"""Cuts a text of any length into windows that the encoder can hold, each with some text before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 256
"""The encoder knows this many places."""
LEAD = 40
"""So many characters before a window are read with it, though they belong to the window before."""
_REACH = 96
_BREAKS = ("\n", "。！？；", "，：、 \u3000")


@dataclass(frozen=True, slots=True)
class Window:
    """The encoder reads text[lead:end] and answers for text[start:end]."""

    lead: int
    start: int
    end: int


def cut_windows(text: str, start: int, end: int, *, longest: int = LONGEST) -> Iterator[Window]:
    """Yield windows whose own parts cover text[start:end] once, each ended where a sentence or clause ends."""
    place = start
    while place < end:
        lead = max(start, place - LEAD)
        limit = lead + longest
        stop = end if limit >= end else _find_break(text, max(place + 1, limit - _REACH), limit)
        yield Window(lead, place, stop)
        place = stop


def _find_break(text: str, low: int, high: int) -> int:
    for marks in _BREAKS:
        found = max(text.rfind(mark, low, high) for mark in marks)
        if found >= 0:
            return found + 1
    return high
