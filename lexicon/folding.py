"""Folds the ways in which one character is written into the form that rules and lexicons know.

Each character becomes exactly one: an offset into the folded text is an offset into the text itself. What a reader
of the page cannot see (zero-width characters, marks of direction) is found here too; nothing is changed in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Protocol

from domain.document import Span

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇]+")
UNREADABLE = "\ufffd"
"""Stands for one character that cannot be read as it is shown."""

# Characters that only traditional text writes, though the character set of the simplified standard holds them.
_ALSO_TRADITIONAL = frozenset("後菸醣")
# The same, but surnames and given names are written with them in simplified text as well: 於, 魏徵. For reading they
# may be folded, for the look of a name they may not.
_TRADITIONAL_IN_TEXT = frozenset("於夥麽徵")
_MARKS = {ord(written): read for written, read in zip("「」『』﹁﹂﹃﹄", "“”‘’“”‘’", strict=True)}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), UNREADABLE)
_COMPATIBLE_RANGES = (
    (0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B), (0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20),
)  # fmt: skip
"""Wide digits and letters, radicals, and the second copies of characters that other standards brought along."""
_HAN_RANGES = ((0x3400, 0xA000), (0x20000, 0x2A6E0))

# Zero-width characters, fillers, variation selectors, tags, marks of direction: nothing of them is seen.
_UNSEEN = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")
_OF_SYMBOL = re.compile("[\u200d\ufe0e\ufe0f]+")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069\n\r\u2029]")
_REPEATED = re.compile(r"(\S{1,4}?)\1{99,}")
_OVERRIDE, _END_EMBEDDING, _END_ISOLATE = "\u202e", "\u202c", "\u2069"
_DEEPEST = 125
"""How many marks a display keeps open at once (Unicode Standard Annex 9); deeper ones change nothing."""
_ISOLATES = frozenset("\u2066\u2067\u2068")


def fold(text: str) -> str:
    """Return the text of the same length in simplified characters, narrow digits and letters, and “” for 「」."""
    return text.translate(_fold_table())


@cache
def simplify(character: str) -> str:
    """Return the simplified character; those of the simplified standard stay (乾, 徵), whatever else they write."""
    is_standard = bool(character.encode("gb2312", "ignore")) and character not in _ALSO_TRADITIONAL
    if is_standard or not HAN.match(character):
        return character
    return _simplifier().convert(character)


@cache
def unify(character: str) -> str:
    """Return one character for all that write the same word: for 於 and 于, 衞 and 卫, 锺, 鍾 and 钟.

    Goes further than `simplify`: what comes out is not always how the name is written, only the same for both.
    """
    if not HAN.match(character):
        return character
    for converter in ("hk2s", "s2t", "t2s"):
        character = _converter(converter).convert(character)
    return character


def drop_unseen(text: str) -> str:
    """Return the text without the characters that show nothing; it is shorter by each of them."""
    return _UNSEEN_RUN.sub("", text)


def find_unseen(text: str) -> Iterator[Span]:
    """Yield the runs of characters that show nothing; they part no word."""
    for run in _UNSEEN_RUN.finditer(text):
        yield run.span()


def find_repeated(text: str) -> Iterator[Span]:
    """Yield where the same one to four characters stand a hundred times over and more: they say nothing."""
    for found in _REPEATED.finditer(text):
        yield found.span()


def find_reversed(text: str) -> Iterator[Span]:
    """Yield the stretches that are shown in another order than they are written in: from an override to its end.

    The end of the line ends it too. Embeddings and isolates by themselves leave Chinese in its order.
    """
    open_marks: list[str] = []
    begin, too_deep = -1, 0
    for mark in _DIRECTION.finditer(text):
        sign, end = mark[0], mark.end()
        if sign in "\n\r\u2029":
            open_marks.clear()
            too_deep, end = 0, mark.start()
        elif sign in (_END_EMBEDDING, _END_ISOLATE) and too_deep:
            too_deep -= 1
        elif sign == _END_EMBEDDING:
            if open_marks and open_marks[-1] not in _ISOLATES:
                open_marks.pop()
        elif sign == _END_ISOLATE:
            _close_isolate(open_marks)
        elif len(open_marks) < _DEEPEST:
            open_marks.append(sign)
        else:
            too_deep += 1
        if begin < 0 and _OVERRIDE in open_marks:
            begin = mark.start()
        elif begin >= 0 and _OVERRIDE not in open_marks:
            yield begin, end
            begin = -1
    if begin >= 0:
        yield begin, len(text)


def holds_unseen(text: str) -> bool:
    """True when the words are not what they look like: something in them is not seen, or not in its order.

    What joins or colours the pictures of an emoji is part of them.
    """
    for start, end in find_unseen(text):
        if not (start and _OF_SYMBOL.fullmatch(text, start, end) and _is_symbol(text[start - 1])):
            return True
    return False


def _close_isolate(open_marks: list[str]) -> None:
    """Close the last isolate and whatever was opened in it."""
    if _ISOLATES.isdisjoint(open_marks):
        return
    while open_marks.pop() not in _ISOLATES:
        pass


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk", "Me") or character in "#*0123456789"


@cache
def _fold_table() -> dict[int, str]:
    table = _MARKS | _SURROGATES
    for character in _iter_characters(_COMPATIBLE_RANGES):
        plain = unicodedata.normalize("NFKC", character)
        if len(plain) == 1 and plain != character:
            table[ord(character)] = plain
    han = list(_iter_characters(_HAN_RANGES))
    # One call for all: the line ends keep it from reading two characters as a word.
    simplified = _simplifier().convert("\n".join(han)).split("\n")
    for character, plain in zip(han, simplified, strict=True):
        if character in _TRADITIONAL_IN_TEXT or (plain != character and simplify(character) != character):
            table[ord(character)] = plain
    for code, plain in list(table.items()):
        if ord(plain) in table:  # a radical or compatible form of a traditional character
            table[code] = table[ord(plain)]
    return table


def _iter_characters(ranges: Iterable[Span]) -> Iterator[str]:
    return (chr(code) for start, end in ranges for code in range(start, end))


class _Simplifier(Protocol):
    def convert(self, text: str) -> str: ...


def _simplifier() -> _Simplifier:
    return _converter("t2s")


@cache
def _converter(name: str) -> _Simplifier:
    import opencc  # slow to import, and most names hold no traditional character

    converter: Any = opencc.OpenCC(name)
    simplifier: _Simplifier = converter
    return simplifier
