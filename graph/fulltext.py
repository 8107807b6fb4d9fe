"""Chinese full text that an engine's word index can answer, for one character as for many.

Characters are separated by spaces and each run of punctuation becomes one letter that no text has, so that a
phrase query finds characters that stand next to each other and never crosses a punctuation mark. Both engines
index and ask through these two functions and so give the same answers.
"""

from __future__ import annotations

import re

BREAK = "ǁ"
"""Stands for punctuation and space in the index; LATIN LETTER LATERAL CLICK occurs in no Chinese text."""

_WORD = re.compile(r"[^\W_]")


def spread(text: str) -> str:
    """Return the text as the index holds it: letters and digits lower-cased and apart, the rest as a break."""
    out: list[str] = []
    for character in text:
        if _WORD.match(character):
            out.append(character.lower())
        elif out and out[-1] != BREAK:
            out.append(BREAK)
    return " ".join(out)


def phrase(words: str) -> str | None:
    """Return the index form of what somebody typed, None when it holds no letter or digit.

    Only letters, digits and the break are left, so no query syntax of any engine can be written into it.
    """
    characters = spread(words.strip()).strip(f"{BREAK} ")
    return characters or None
