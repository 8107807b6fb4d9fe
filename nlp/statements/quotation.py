"""Finds quotations in a text: what stands between quotation marks and is said, not merely named."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"“(?:[^“”]|“[^“”]{0,80}”){2,1200}”|「[^「」]{2,1200}」|\"[^\"\n]{4,1200}\"")
_STOP = "。！？!?…~～"
_INNER = re.compile(r"[，,。！？!?；…]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, marks included.

    `closed` says that it ends like a sentence; `clausal` that it holds at least a clause's punctuation. A name
    or a slogan in quotation marks is neither, so it needs a verb of saying right before it to be speech.
    """

    start: int
    end: int
    closed: bool
    clausal: bool


def find_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Return the quotations of the span in order; a mark without its partner opens none."""
    found = []
    for match in _QUOTED.finditer(text, start, end):
        inner = match.group()[1:-1]
        after = text[match.end() : match.end() + 1]
        closed = inner.rstrip().rstrip("’』").endswith(tuple(_STOP)) or (
            len(inner) >= 12 and after in ("，", "。") and _INNER.search(inner) is not None
        )
        found.append(Quotation(match.start(), match.end(), closed, _INNER.search(inner) is not None))
    return found
