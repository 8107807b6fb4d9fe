"""Cuts a segment into sentences without losing a character."""

from __future__ import annotations

import re

from domain.document import Span

_END = re.compile(r"[。！？!?；;…]+[”’」』）)]*|\n+")


def cut_sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the sentences of text[start:end] in order; end marks and closing quotes stay with the sentence.

    A full stop inside a quotation ends a sentence too: who wants the whole quotation looks for the quotation
    marks in the text.
    """
    found: list[Span] = []
    begin = start
    for mark in _END.finditer(text, start, end):
        if text[begin : mark.end()].strip():
            found.append((begin, mark.end()))
        begin = mark.end()
    if text[begin:end].strip():
        found.append((begin, end))
    return tuple(found)
