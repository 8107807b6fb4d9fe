"""Cuts a text into lines and says what each looks like: a headline, a byline, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lexicon.alternation import alternate
from nlp.layout.byline import is_byline
from nlp.layout.wordlist import load_list, load_pattern

_LINE = re.compile(r"[^\n]+")
_LONGEST_HEADLINE = 60
_LONGEST_BYLINE = 90
_OPEN_END = "。；;，,、：:"
_DATELINE = re.compile(
    rf"^[^。！？，]{{1,24}}?{alternate(load_list('dateline_closers'))}(?:$|[ \u3000\xa0]*[（(：:]|[ \u3000\xa0])"
)
_DATED = re.compile(r"^\W{0,2}(?:19|20)\d\d年\d{1,2}月\d{1,2}日\W{0,2}$|^第\s?\d+\s?版|^\d{1,3}$")
_BULLET = re.compile(r"^[★☆●◆▲※·•]|^——")
_EDITING = re.compile(r"[【\[（(]?\s*" + alternate(load_list("editing_roles")))
_COLUMN = re.compile(r"^[\u4e00-\u9fff]{2,6}$")
_MASTHEAD = re.compile(load_pattern("masthead"))
_CAPTION = re.compile(load_pattern("caption_opening"))
_LONGEST_MASTHEAD = 40
_CREDITED = re.compile(r"[（(](?:来源|摘自|据)[：:][^（）()\n]{2,24}[）)]$")


class LineKind(StrEnum):
    """What a line looks like by itself; what it is depends on the lines around it."""

    HEADLINE = "headline"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the spaces around it. `caption` marks a byline that ends in 摄."""

    start: int
    end: int
    kind: LineKind
    text: str
    caption: bool = False

    @property
    def signs_off(self) -> bool:
        """True for a byline of editors, who belong to the page and to no story."""
        return self.kind is LineKind.BYLINE and _EDITING.match(self.text) is not None

    @property
    def is_column(self) -> bool:
        """True for what may head a column: a few Chinese characters and nothing else."""
        return self.kind is LineKind.HEADLINE and _COLUMN.match(self.text) is not None

    @property
    def is_masthead(self) -> bool:
        """True for the line over a page that gives the paper, the number of the page or the day."""
        return _is_masthead(self.text)

    @property
    def is_caption(self) -> bool:
        """True for a line that begins as a picture's caption does (图为 …)."""
        return _CAPTION.match(self.text) is not None

    @property
    def is_open(self) -> bool:
        """True when the line breaks off inside a sentence."""
        return self.text[-1] not in "。！？!?”…）)；;：:"

    @property
    def is_dateline(self) -> bool:
        return is_dateline(self.text)

    @property
    def is_bullet(self) -> bool:
        return _BULLET.match(self.text) is not None

    @property
    def credit_start(self) -> int:
        """Where a source in brackets closes the line, else the line's end."""
        credit = _CREDITED.search(self.text)
        return self.start + credit.start() if credit else self.end


def _is_masthead(text: str) -> bool:
    return len(text) <= _LONGEST_MASTHEAD and "。" not in text and _MASTHEAD.search(text) is not None


def is_dateline(text: str) -> bool:
    """True for a line that opens with the paper's name and 讯, 电 or 消息."""
    return _DATELINE.match(text[:60]) is not None


def iter_lines(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the lines that hold anything, in order."""
    for match in _LINE.finditer(text, start, end):
        begin, finish = match.span()
        while begin < finish and text[begin].isspace():
            begin += 1
        while finish > begin and text[finish - 1].isspace():
            finish -= 1
        if begin < finish:
            yield _read_line(text, begin, finish)


def _read_line(text: str, start: int, end: int) -> Line:
    words = text[start : min(end, start + _LONGEST_BYLINE + 1)]
    if end - start <= _LONGEST_BYLINE and is_byline(text, start, end):
        caption = words.rstrip("）) ").endswith(("摄", "摄影"))
        return Line(start, end, LineKind.BYLINE, words, caption)
    whole = text[start:end]
    if 2 <= len(whole) <= _LONGEST_HEADLINE and looks_like_headline(whole):
        return Line(start, end, LineKind.HEADLINE, whole)
    return Line(start, end, LineKind.PARAGRAPH, whole)


def looks_like_headline(text: str) -> bool:
    """True for a short line without the end of a sentence in it that opens no body."""
    if text[-1] in _OPEN_END or "。" in text or _BULLET.match(text) or _DATED.match(text):
        return False
    if _is_masthead(text):
        return False
    return not is_dateline(text)
