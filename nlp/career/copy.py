"""A stretch of text made readable, with the way back: every character knows where it stands in the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.document import Span

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？"}
_FOLDS = str.maketrans(
    _WIDE
    | {ord("　"): " ", ord("\t"): "\t", 0xA0: " ", 0xFEFF: " ", 0x200B: " ", ord("﹣"): "-", ord("－"): "-"}
    | {ord("〔"): "(", ord("〕"): ")", ord("﹙"): "(", ord("﹚"): ")", ord(","): "，", ord(";"): "；", ord(":"): "："}
    | {
        ord("∶"): "：",
        ord("﹕"): "：",
        ord("｡"): "。",
        ord("､"): "、",
        ord("|"): "\t",
        ord("｜"): "\t",
        ord("\v"): "\n",
    }
    | {ord("【"): "\n", ord("】"): "："}
    | {ord("\f"): "\n", 0x2028: "\n", 0x2029: "\n", 0x85: "\n"}
)
_NOISE = re.compile(
    r"\[\s?\d{1,3}(?:\s?[-–,，、]\s?\d{1,3})*\s?\]|\[[注a-zA-Z]\d?\]|[①-⑳⑴-⒇¹²³⁰-⁹₀-₉]|[\u200b-\u200f\u202a-\u202e\u2060\ufeff]|&#[xX]?0*[dD9];"
)
_BREAK = re.compile(r"\r\n?|<\s?[bB][rR]\s?/?\s?>|&lt;\s?[bB][rR]\s?/?\s?&gt;|&#[xX]?0*[aA];|<\s?/?\s?[pP]\s?>")
_MISREAD = re.compile(r"(?<![0-9A-Za-z])(?=[0-9OolI〇]*\d[0-9OolI]*\d)[12lI][09Oo][0-9OolI]{2}(?![A-Za-z])")
_MISREAD_MONTH = re.compile(r"(?<=\d{4}[.·/年])[0-9OolI]{1,2}(?![A-Za-z0-9])")
_LETTERS = str.maketrans("OolI", "0011")
_SPLIT_YEAR = re.compile(
    r"(?<=[12]) (?=[09] \d \d ?[.·年/-])|(?<=[12] [09]) (?=\d \d ?[.·年/-])|(?<=[12] [09] \d) (?=\d ?[.·年/-])"
)
_SPLIT_MONTH = re.compile(
    r"(?<=\d[.年/] [01]) (?=\d(?! ?\d))|(?<=\d [.年/] [01]) (?=\d(?! ?\d))"
    r"|(?<=\d[.年/][01]) (?=\d ?[-—–月~至](?! ?\d[.年]))"
)
"""Blanks that a scanner set between the digits of a year or month."""
_BULLET = re.compile(
    r"(?:(?<=\n)|^)[ \t]*(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[.、)](?!\d)|[ \t]*\t)"
    r"|第[一二三四五六七八九十\d]{1,2}[段条][：、]?|[•●·◆■○▪◇*>])[ \t]*"
    r"(?=\(?(?:自|从)?(?:(?:19|20)\d\d"
    r"|[一二][〇○零九]))"
)
_PAGE = re.compile(
    r"^[ \t]*(?:[-—–]{0,2} ?第? ?\d{1,3} ?页?(?: ?[/,，共] ?共? ?\d{1,3} ?页)? ?[-—–]{0,2}"
    r"|第 ?[一二三四五六七八九十]+ ?页)[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Copy:
    """What is read of a text, and the place of each of its characters in the text."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return where the characters from start to end stand in the text."""
        return self.places[start], self.places[end - 1] + 1

    def cut(self, start: int, end: int) -> Copy:
        """Return a part of the copy."""
        return Copy(self.text[start:end], self.places[start:end])

    def strip(self, marks: str) -> Copy:
        """Return the copy without these characters at its ends."""
        start, end = 0, len(self.text)
        while start < end and self.text[start] in marks:
            start += 1
        while end > start and self.text[end - 1] in marks:
            end -= 1
        return self.cut(start, end)

    def without(self, form: re.Pattern[str]) -> Copy:
        """Return the copy without what the form finds."""
        kept: list[int] = []
        last = 0
        for found in form.finditer(self.text):
            kept.extend(range(last, found.start()))
            last = found.end()
        kept.extend(range(last, len(self.text)))
        return Copy("".join(self.text[i] for i in kept), tuple(self.places[i] for i in kept))


def copy_text(text: str, start: int = 0, end: int | None = None) -> Copy:
    """Return the copy of a stretch: widths folded, foot-note marks and page numbers left out, line ends all alike.

    Letters that a scanner read for digits of a date are digits in it (2OO9.l0).
    """
    stop = len(text) if end is None else end
    folded = text[start:stop].translate(_FOLDS)
    copy = Copy(folded, tuple(range(start, stop)))
    copy = _break_lines(copy).without(_NOISE)
    copy = copy.without(_PAGE) if _PAGE.search(copy.text) else copy
    copy = copy.without(_SPLIT_YEAR).without(_SPLIT_MONTH).without(_BULLET)
    mended = list(copy.text)
    for form in (_MISREAD, _MISREAD_MONTH):
        for found in form.finditer("".join(mended)):
            mended[found.start() : found.end()] = found[0].translate(_LETTERS)
    return Copy("".join(mended), copy.places)


def _break_lines(copy: Copy) -> Copy:
    if not _BREAK.search(copy.text):
        return copy
    characters: list[str] = []
    places: list[int] = []
    last = 0
    for found in _BREAK.finditer(copy.text):
        characters.extend(copy.text[last : found.start()])
        places.extend(copy.places[last : found.start()])
        characters.append("\n")
        places.append(copy.places[found.start()])
        last = found.end()
    characters.extend(copy.text[last:])
    places.extend(copy.places[last:])
    return Copy("".join(characters), tuple(places))
