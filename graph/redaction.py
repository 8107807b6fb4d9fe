"""Masks private names one character for one, so that no offset moves: 张秀英 is shown as 张某某."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from domain.document import Span
from graph.answer import DocumentView, StatementView


def mask_name(name: str) -> str:
    """Return the first character and 某 for each other one."""
    return name[:1] + "某" * (len(name) - 1)


def mask_spans(text: str, spans: Iterable[Span], offset: int = 0, *, whole: bool = False) -> str:
    """Return the text with these spans masked; `offset` is where the text begins in its document.

    With `whole` no first character is left: it tells nothing of a number that is hidden. Nor is any of a name whose
    beginning lies before the text.
    """
    out = list(text)
    for start, end in spans:
        first, last = max(start - offset, 0), min(end - offset, len(text))
        if first < last:
            out[first:last] = "某" * (last - first) if whole or start < offset else mask_name(text[first:last])
    return "".join(out)


def redact(view: StatementView) -> StatementView:
    """Return the statement as it may be shown outside its document.

    A private name in a role may stand outside the quote (the speaker before the words): it is masked all the same.
    """
    hidden = {a.text for a in view.arguments if a.private}
    if not view.masks and not hidden:
        return view
    arguments = tuple(
        a._replace(
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
    return view._replace(quote=mask_spans(view.quote, view.masks, view.start), arguments=arguments)


def mask_document(view: DocumentView) -> DocumentView:
    """Return the document as it may be shown: private names masked in the text and in what repeats its words.

    Whom the document honours by name is named in it.

    Headlines, titles and the names of files have no offsets in the text, so there the names are masked as words.
    """
    private = [m.mention for m in view.mentions if m.private and not m.honoured]
    if not private:
        return view
    names = sorted({mention.text for mention in private}, key=lambda name: (-len(name), name))
    return replace(
        view,
        document=replace(view.document, text=mask_spans(view.document.text, [(m.start, m.end) for m in private])),
        arrivals=tuple(
            replace(arrival, title=_mask_words(arrival.title, names), path=_mask_words(arrival.path, names))
            for arrival in view.arrivals
        ),
        articles=tuple(replace(a, headline=_mask_words(a.headline, names)) for a in view.articles),
        mentions=tuple(
            replace(m, mention=replace(m.mention, text=mask_name(m.mention.text)))
            if m.private and not m.honoured
            else m
            for m in view.mentions
        ),
    )


def _mask_words(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, mask_name(name))
    return text
