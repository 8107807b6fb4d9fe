"""Orders words so that of two that begin alike the longer one is met first."""

from __future__ import annotations

import re
from collections.abc import Iterable


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words once each, the longest first, those of one length in code point order."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def alternate(words: Iterable[str]) -> str:
    """Return the words as one alternation of a regular expression that takes the longest that fits."""
    return f"(?:{'|'.join(map(re.escape, longest_first(words)))})"
