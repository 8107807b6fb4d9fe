"""Masks private names one character for one, so that no offset moves: 张秀英 is shown as 张某某."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from domain.document import Span
from graph.store import StatementView


def mask_name(name: str) -> str:
    """Return the first character and 某 for each other one."""
    return name[:1] + "某" * (len(name) - 1)


def mask_spans(text: str, spans: Iterable[Span], offset: int = 0) -> str:
    """Return the text with these spans masked; `offset` is where the text begins in its document."""
    out = list(text)
    for start, end in spans:
        first, last = max(start - offset, 0), min(end - offset, len(text))
        if first < last:
            out[first:last] = mask_name(text[first:last])
    return "".join(out)


def redact(view: StatementView) -> StatementView:
    """Return the statement as it may be shown outside its document."""
    if not view.masks:
        return view
    hidden = {text for a in view.arguments if a.private for text in (a.text,)}
    arguments = tuple(
        replace(
            a,
            text=mask_name(a.text)
            if a.private
            else mask_spans(a.text, view.masks, a.start)
            if a.start >= 0
            else mask_name(a.text)
            if a.text in hidden
            else a.text,
        )
        for a in view.arguments
    )
    return replace(view, quote=mask_spans(view.quote, view.masks, view.start), arguments=arguments)
