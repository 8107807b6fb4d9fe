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

_PAGE_NUMBER = re.compile(r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}")
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page; lengths in hundredths of a point, `edges` as in PlacedLine."""

    text: str
    bottom: int
    top: int
    edges: tuple[int, ...]

    @property
    def left(self) -> int:
        return self.edges[0]

    @property
    def right(self) -> int:
        return self.edges[-1]

    @property
    def height(self) -> int:
        return max(1, self.top - self.bottom)


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
    pieces: list[str] = []
    placed: list[tuple[int, bool, list[PlacedLine]]] = []
    offset = 0
    before: tuple[Line, int] | None = None
    for page in pages:
        lines = _without_page_numbers(page.lines)
        on_page: list[PlacedLine] = []
        for line in lines:
            joint = _find_joint(before, line) if before else ""
            text = fold_radicals(line.text)
            pieces += [joint, text]
            offset += len(joint)
            on_page.append(PlacedLine(offset, len(text), line.bottom, line.top, line.edges))
            offset += len(text)
            before = line, _find_margin(line, lines)
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
    outer = {min(lines, key=lambda line: line.bottom), max(lines, key=lambda line: line.top)}
    return [line for line in lines if line not in outer or not _PAGE_NUMBER.fullmatch(line.text.strip())]


def _find_margin(line: Line, lines: Sequence[Line]) -> int:
    """Return the right margin of the column in which the line stands: of the lines that begin about where it does."""
    near = 3 * line.height
    return max(other.right for other in lines if abs(other.left - line.left) <= near)


def _find_joint(before: tuple[Line, int], line: Line) -> str:
    """Return what stands between two lines: a line end, nothing, or the space between two Latin words."""
    last, margin = before
    is_full = last.right >= margin - 1.5 * last.height and len(last.text) > 3
    is_alike = 0.75 < last.height / line.height < 1.33
    is_set_in = line.left - last.left > 0.8 * line.height
    is_column = line.left <= last.right and line.right >= last.left
    if not is_full or not is_alike or is_set_in or not is_column or last.text[-1] in CLOSING or "\t" in last.text:
        return "\n"
    if margin - last.left < 8 * last.height:
        return "\n"  # a narrow block: an address, the cells of a table
    return " " if _LATIN.match(last.text[-1]) and _LATIN.match(line.text[0]) else ""
