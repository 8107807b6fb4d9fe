"""Finds where an item's own words begin and end between the boilerplate of portals and papers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.document import Span
from nlp.layout.wordlist import load_list, load_pattern

_HEAD = tuple(re.compile(pattern) for pattern in load_list("head_patterns"))
_BODY_MARK = re.compile(load_pattern("body_mark"), re.DOTALL)
_TITLE_MARK = re.compile(load_pattern("title_mark"))
_TAIL = re.compile("|".join(load_list("tail_patterns")))
_TAIL_TITLE = re.compile(
    r"[（(]原标题为?[：:]?[《“]?(?P<bracketed>[^）)\n》]{4,80})[》”]?[）)]"
    + r"|原标题[：:]?[《“]?(?P<title>[^\n》]{4,80})》?\s*$"
)
_ADVERTISEMENT = re.compile(load_pattern("advertisement"))
_HEAD_REACH = 200
_TAIL_REACH = 600
_LONGEST_HEAD = 120
"""So many characters a headline takes at most: what follows more than that, without a full stop, was an item."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The span of the item's own words; `titled` when a portal's mark says that the headline stands first.

    `title` is a headline that stands behind the item (原标题：《…》 at the end).
    """

    start: int
    end: int
    titled: bool = False
    title: Span | None = None


def find_frame(text: str) -> Frame:
    """Return the frame of the text; looks only at its first and last few hundred characters."""
    start = _skip_head(text)
    mark = _TITLE_MARK.match(text, start)
    end = len(text)
    reach = max(start, end - _TAIL_REACH)
    title = _TAIL_TITLE.search(text, max(reach, mark.end() if mark else 0))
    end = _find_tail(text, start, max(reach, mark.end() if mark else 0))
    start = mark.end() if mark else start
    while end > start and text[end - 1].isspace():
        end -= 1
    return Frame(start, end, mark is not None, title.span(title.lastgroup or 0) if title else None)


def _find_tail(text: str, start: int, reach: int) -> int:
    """Return where the boilerplate behind the item begins.

    A source or an editor between the headline and the first sentence stands above the item, not behind it.
    """
    first = min(text.find("。", start), start + _LONGEST_HEAD)
    for tail in _TAIL.finditer(text, reach):
        if tail.start() > start and tail.start() >= first:
            return tail.start()
    return len(text)


def iter_own_spans(text: str, start: int, end: int) -> list[Span]:
    """Return the span without the advertisements in it, as one or more spans."""
    spans: list[Span] = []
    for advertisement in _ADVERTISEMENT.finditer(text, start, end):
        spans.append((start, advertisement.start()))
        start = advertisement.end()
    spans.append((start, end))
    return [span for span in spans if text[span[0] : span[1]].strip()]


def _skip_head(text: str) -> int:
    position = 0
    mark = _BODY_MARK.match(text, 0, _HEAD_REACH)
    if mark:
        position = mark.end()
    while position < min(len(text), 3 * _HEAD_REACH):
        for pattern in _HEAD:
            found = pattern.match(text, position)
            if found and found.end() > position:
                position = found.end()
                break
        else:
            return position
    return position
