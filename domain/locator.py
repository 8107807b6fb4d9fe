"""Where a span of a document's text stands in the file that it came from.

A document of which this is known keeps a locator, a JSON text, "" otherwise. It has one of two forms.

Pages (PDF, OFD): {"pages": [{"page": 1, "lines": [[start, lower, upper, left, [width, count, …]], …]}, …]}. A line
begins at the offset `start`; `width, count` repeat: so many characters of this width follow. Lengths are hundredths of
a point from the lower left corner of the page. [width, 0, count] is a line of so many characters that do not stand side
by side: each of them is found as the whole line. "ocr": true marks pages whose text was made out of a picture.

Sheets (tables): {"sheets": [{"name": "一月", "start": 0, "heads": ["户号", …], "rows": [[first, last], …]}, …]}. The
part of a sheet begins at the offset `start` and ends where the next begins; its n-th line is the n-th row of the runs
of rows, both ends included, and the number of tabs before an offset in its line is the number of its column's head.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file as people find it again: sheet, row and column of a workbook, page and box of a PDF.

    What does not apply is empty: `sheet` "" outside workbooks, `row` and `page` 0, `box` (). Rows and pages count
    from 1. `column` is the head of the column, or the field of a form. `box`: left, lower, right, upper edge in points
    (1/72 inch) from the lower left corner of the page. `is_recognised` marks text that OCR made out of an image.
    """

    sheet: str = ""
    row: int = 0
    column: str = ""
    page: int = 0
    box: tuple[float, ...] = ()
    is_recognised: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line on a page: `start` in the text, the edges of its characters in hundredths of a point.

    `edges` has one number more than the line has characters, or only left and right where they do not stand side by
    side; `length` counts the characters.
    """

    start: int
    length: int
    lower: int
    upper: int
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlacedRows:
    """A part of a text whose lines are rows of a sheet: where it starts, its heads, the number of each line's row."""

    sheet: str
    start: int
    heads: tuple[str, ...]
    rows: tuple[int, ...]


TOLERANCE = 30
"""Hundredths of a point by which a character's edge may be off for the sake of a short locator."""


def write_pages(pages: Sequence[tuple[int, bool, Sequence[PlacedLine]]]) -> str:
    """Return the locator of a text on pages: number of the page, whether OCR read it, its lines."""
    written = []
    for number, is_recognised, lines in pages:
        page: dict[str, Any] = {"page": number}
        if is_recognised:
            page["ocr"] = True
        page["lines"] = [[line.start, line.lower, line.upper, line.edges[0], _pack(line)] for line in lines]
        written.append(page)
    return json.dumps({"pages": written}, ensure_ascii=False, separators=(",", ":"))


def write_rows(tables: Sequence[PlacedRows]) -> str:
    """Return the locator of a text of tables; rows that follow each other are written as one run."""
    written = [
        {"name": table.sheet, "start": table.start, "heads": table.heads, "rows": _find_runs(table.rows)}
        for table in tables
    ]
    return json.dumps({"sheets": written}, ensure_ascii=False, separators=(",", ":")) if written else ""


def _find_runs(rows: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return runs


def locate(locator: str, text: str, start: int, end: int) -> list[Location]:
    """Return the places of the span text[start:end]: one a line of a page, one a cell of a table.

    A cell of which only a part is meant counts as a whole; of a span over many cells of a row all come, in order.
    [] where the document has no locator or the span lies in none of its places.
    """
    if not locator or start >= end:
        return []
    found: Mapping[str, Any] = json.loads(locator)
    if "pages" in found:
        return list(_locate_on_pages(found["pages"], start, end))
    return list(_locate_in_sheets(found.get("sheets", []), text, start, end))


def is_recognised(locator: str, start: int, end: int) -> bool:
    """True when any of the span was made out of a picture by OCR."""
    return any(place.is_recognised for place in locate(locator, "", start, end)) if '"ocr"' in locator else False


def _pack(line: PlacedLine) -> list[int]:
    """Return the widths as runs; each run starts where the one before ends, so that no error adds up."""
    edges = line.edges
    if len(edges) != line.length + 1:
        return [edges[-1] - edges[0], 0, line.length]
    packed: list[int] = []
    position, index = edges[0], 0
    while index < line.length:
        width = edges[index + 1] - position
        count = 1
        while (
            index + count < line.length and abs(position + width * (count + 1) - edges[index + count + 1]) <= TOLERANCE
        ):
            count += 1
        packed += [width, count]
        position += width * count
        index += count
    return packed


def _locate_on_pages(pages: Sequence[Mapping[str, Any]], start: int, end: int) -> Iterator[Location]:
    for page in pages:
        lines = page["lines"]
        first = max(0, bisect_right([line[0] for line in lines], start) - 1)
        for begin, lower, upper, left, widths in lines[first:]:
            if begin >= end:
                break
            span = _find_edges(left, widths, start - begin, end - begin)
            if span is not None:
                box = tuple(edge / 100 for edge in (span[0], lower, span[1], upper))
                yield Location(page=page["page"], box=box, is_recognised=bool(page.get("ocr")))


def _find_edges(left: int, widths: Sequence[int], start: int, end: int) -> tuple[int, int] | None:
    """Return left and right edge of the characters of a line that the span holds, None where it holds none."""
    if len(widths) > 2 and widths[1] == 0:
        return (left, left + widths[0]) if start < widths[2] and end > 0 else None
    length = sum(widths[1::2])
    start, end = max(start, 0), min(end, length)
    return (_find_edge(left, widths, start), _find_edge(left, widths, end)) if start < end else None


def _find_edge(left: int, widths: Sequence[int], index: int) -> int:
    for width, count in zip(widths[::2], widths[1::2], strict=True):
        if index <= count:
            return left + width * index
        left += width * count
        index -= count
    return left


def _locate_in_sheets(sheets: Sequence[Mapping[str, Any]], text: str, start: int, end: int) -> Iterator[Location]:
    for number, sheet in enumerate(sheets):
        begin = sheet["start"]
        stop = sheets[number + 1]["start"] if number + 1 < len(sheets) else len(text)
        low, high = max(start, begin), min(end, stop)
        if low >= high:
            continue
        line = text.count("\n", begin, low)
        line_start = text.rfind("\n", begin, low) + 1 or begin
        column = text.count("\t", line_start, low)
        heads = sheet["heads"]
        cell = low
        while cell < high:
            ends = [place for place in (text.find("\t", cell, high), text.find("\n", cell, high)) if place >= 0]
            cell_end = min(ends, default=high)
            if cell_end > cell:
                head = heads[column] if column < len(heads) else ""
                yield Location(sheet=sheet["name"], row=_find_row(sheet["rows"], line), column=head)
            if cell_end < high and text[cell_end] == "\n":
                line, column = line + 1, 0
            else:
                column += 1
            cell = cell_end + 1


def _find_row(runs: Sequence[Sequence[int]], line: int) -> int:
    """Return the row of the n-th line, 0 where the runs end before it."""
    for first, last in runs:
        if line <= last - first:
            return int(first) + line
        line -= last - first + 1
    return 0
