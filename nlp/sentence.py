"""Cuts a segment into sentences without losing a character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.document import Span

LONGEST = 1000
"""Hardly a sentence of real news is longer; what goes on without an end (a list, a table) is cut at a pause."""

_END = re.compile(r"[。！？!?；;…]+[”’」』）)]*|\n+")
_PAUSE = re.compile(r"[，,、：:\s][^，,、：:\s]*$")


def cut_sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the sentences of text[start:end] in order; end marks and closing quotes stay with the sentence.

    A full stop inside a quotation ends a sentence too: who wants the whole quotation looks for the quotation
    marks in the text.
    """
    found: list[Span] = []
    begin = start
    for mark in _END.finditer(text, start, end):
        found.extend(_cut_long(text, begin, mark.end()))
        begin = mark.end()
    found.extend(_cut_long(text, begin, end))
    return tuple(span for span in found if text[slice(*span)].strip())


def _cut_long(text: str, begin: int, end: int) -> Iterator[Span]:
    while end - begin > LONGEST:
        pause = _PAUSE.search(text, begin + LONGEST // 2, begin + LONGEST)
        stop = pause.start() + 1 if pause else begin + LONGEST
        yield begin, stop
        begin = stop
    if begin < end:
        yield begin, end
