"""Pages of lines → one text in which sentences are whole, and the locator that leads back to page and box."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from domain.locator import PlacedLine, write_pages

CLOSING = "。！？：；!?:;…"
"""What ends a paragraph, or the words before a list, even where the line is full."""

NARROW = 10
"""A column of fewer characters holds no paragraph: an address, the cells of a table."""
LONG = 25
"""Characters of a line that is taken for full although no other reaches as far."""

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
)
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page; lengths in hundredths of a point, `edges` as in PlacedLine."""

    text: str
    lower: int
    upper: int
    edges: tuple[int, ...]

    @property
    def left(self) -> int:
        return self.edges[0]

    @property
    def right(self) -> int:
        return self.edges[-1]

    @property
    def height(self) -> int:
        return max(1, self.upper - self.lower)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order; `is_recognised` where OCR read them."""

    number: int
    lines: tuple[Line, ...]
    is_recognised: bool = False


def write_text(pages: Sequence[Page]) -> tuple[str, str]:
    """Return the text and its locator.

    A line goes on in the next one where it reaches the right margin of its column, ends with no mark that closes, and
    the next is of the same size and not set in; over the end of a page as well. Otherwise a line is a line. Page
    numbers at the head and foot of pages are left out. Radicals that stand for characters are folded, one for one.
    """
    shown = [(page, _without_page_numbers(page.lines)) for page in pages]
    margins = _Margins([line for _, lines in shown for line in lines])
    pieces: list[str] = []
    placed: list[tuple[int, bool, list[PlacedLine]]] = []
    offset = 0
    before: Line | None = None
    for page, lines in shown:
        on_page: list[PlacedLine] = []
        for line in lines:
            joint = _find_joint(before, line, margins.is_full(before)) if before else ""
            text = fold_radicals(line.text)
            pieces += [joint, text]
            offset += len(joint)
            on_page.append(PlacedLine(offset, len(text), line.lower, line.upper, line.edges))
            offset += len(text)
            before = line
        if on_page:
            placed.append((page.number, page.is_recognised, on_page))
    return "".join(pieces), write_pages(placed)


def fold_radicals(text: str) -> str:
    """Return the text with each radical that stands for a character as that character; no offset moves."""
    return text.translate(_radicals())


@cache
def _radicals() -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    listed: dict[str, str] = yaml.safe_load(files("ingest.readers").joinpath("radicals.yaml").read_text("utf-8"))
    return {**table, **{ord(radical): character for radical, character in listed.items()}}


def _without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without a page number as the first or the last, by height on the page."""
    if len(lines) < 2:
        return list(lines)
    outer = {min(lines, key=lambda line: line.lower), max(lines, key=lambda line: line.upper)}
    return [line for line in lines if line not in outer or not _PAGE_NUMBER.fullmatch(line.text.strip())]


class _Margins:
    """The right margin of each column: that of all lines of the file that begin about where a line does."""

    STEP = 1200
    """Lines are sorted into strips as wide as a character, so that a long file is not compared line by line."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._strips: dict[int, list[int]] = {}
        for line in lines:
            rights = self._strips.setdefault(line.left // self.STEP, [])
            rights.append(line.right)
            rights.sort(reverse=True)
            del rights[2:]

    def is_full(self, line: Line) -> bool:
        """True where the line reaches the margin: one that others reach too, or a line as long as prose has them.

        A paragraph's first line is set in by two characters or so.
        """
        near = 1 + 2 * line.height // self.STEP
        strip = line.left // self.STEP
        strips = range(strip - near, strip + near + 1)
        first, *others = sorted((right for other in strips for right in self._strips.get(other, ())), reverse=True)
        least = first - 1.5 * line.height
        is_shared = bool(others) and others[0] >= least
        is_wide = first - line.left >= NARROW * line.height
        return line.right >= least and is_wide and (is_shared or len(line.text) >= LONG)


def _find_joint(last: Line, line: Line, is_full: bool) -> str:
    """Return what stands between two lines: a line end, nothing, or the space between two Latin words."""
    is_alike = 0.75 < last.height / line.height < 1.33
    is_set_in = line.left - last.left > 0.8 * line.height
    is_column = line.left <= last.right and line.right >= last.left
    if not is_full or not is_alike or is_set_in or not is_column or last.text[-1] in CLOSING or "\t" in last.text:
        return "\n"
    return " " if _LATIN.match(last.text[-1]) and _LATIN.match(line.text[0]) else ""
