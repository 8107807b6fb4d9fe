"""Finds the spaces that part no words: between the characters of a short name, or between all characters of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.document import Span
from lexicon.names import load_surnames

_SPACE = r"[ \u3000\xa0]"
_HAN = r"[\u3400-\u9fff]"
# 任命冯 镭为, 书记冯 镭说: behind the end of an office or a word of appointment, before what follows a name.
_IN_NAME = re.compile(
    rf"(?<=[记长任员席理师官命去意定准名免][\u3400-\u9fff]){_SPACE}{{1,4}}"
    rf"(?={_HAN}(?:[为任说在的及和与同主带]|介绍|表示|告诉|强调|指出|宣布|率|出席|参加|{_SPACE}?[，。、；：（(“\n]))"
)
# 书记李 国 华出席, 书记张　卫　东主持: every character of a name of three stands alone.
_NAME_OF_THREE = re.compile(
    rf"(?<=[记长任员席理师官命去意定准名免]){_HAN}{_SPACE}{{1,3}}{_HAN}{_SPACE}{{1,3}}{_HAN}(?!{_SPACE}{_HAN}{_SPACE})"
)
# 柳 溪 镇 党 委 书 记: a scanned line of which every character stands alone.
_SPACED_OUT = re.compile(rf"(?<![\u3400-\u9fff]){_HAN}(?:{_SPACE}{_HAN}){{4,}}(?![\u3400-\u9fff])")
_GAP = re.compile(_SPACE)


def find_padding(text: str) -> Iterator[Span]:
    """Yield the spaces that a reader passes over, in order and without overlaps."""
    spaced_out = [found.span() for found in _SPACED_OUT.finditer(text)]
    spans = [gap.span() for span in spaced_out for gap in _GAP.finditer(text, *span)]
    surnames = load_surnames()
    spans += (
        gap.span()
        for gap in _IN_NAME.finditer(text)
        if text[gap.start() - 1] in surnames and not any(start <= gap.start() < end for start, end in spaced_out)
    )
    for name in _NAME_OF_THREE.finditer(text):
        if text[name.start()] in surnames:
            spans += (gap.span() for gap in _GAP.finditer(text, *name.span()))
    return iter(sorted(set(spans)))
