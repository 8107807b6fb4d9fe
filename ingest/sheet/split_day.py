"""Joins a day that a sheet spreads over columns of its own (形成时间 over 年, 月, 日) into one column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.readers.item import CellKind
from ingest.sheet.grid import Grid, GridRow
from ingest.sheet.head import Head, make_heads
from ingest.sheet.mark import is_empty

PARTS = ("年", "月", "日")
FEWEST = 2
"""Columns that make a day; a year alone is one already."""


@dataclass(frozen=True, slots=True)
class SplitDay:
    """The columns of one day, side by side, and what each of them counts: 年, 月, 日, or two of these."""

    positions: tuple[int, ...]
    parts: tuple[str, ...]


def join_heads(heads: Sequence[Head]) -> tuple[tuple[Head, ...], tuple[SplitDay, ...]]:
    """Return the heads with one head for each day in parts, and its columns; the others of these keep no head."""
    words = [re.sub(r"\s+", "", head.shown.rpartition("/")[2]) for head in heads]
    days: list[SplitDay] = []
    number = 0
    while number < len(words):
        day = _find_day(words, number)
        if day is not None:
            days.append(day)
        number += len(day.positions) if day is not None else 1
    joined = list(heads)
    for day in days:
        first, *others = day.positions
        above = heads[first].shown.rpartition("/")[0] or "日期"
        joined[first] = Head(heads[first].position, above, make_heads((above.rpartition("/")[2],))[0].forms)
        for position in others:
            joined[position] = Head(heads[position].position, "", ())
    return tuple(joined), tuple(days)


def _find_day(words: Sequence[str], first: int) -> SplitDay | None:
    """Return the day whose columns begin here: 年 and 月, 月 and 日, or all three."""
    if words[first] not in PARTS[:2]:
        return None
    parts = PARTS[PARTS.index(words[first]) :]
    length = 0
    while length < len(parts) and words[first + length : first + length + 1] == [parts[length]]:
        length += 1
    return SplitDay(tuple(range(first, first + length)), parts[:length]) if length >= FEWEST else None


def join_cells(row: GridRow, days: Sequence[SplitDay], grid: Grid) -> GridRow:
    """Return the row with each day in parts written in the first of its cells (2023年5月6日), the others empty.

    A part that is missing before one that is there stays missing, so that the day is no day.
    """
    cells = list(row.cells)
    for day in days:
        parts = [cells[position] if position < len(cells) else "" for position in day.positions]
        if all(is_empty(part) for part in parts):
            continue
        words = "".join(_say(part, mark) for part, mark in zip(parts, day.parts, strict=True))
        unknown = any(grid.kind_of(row.line, p) in (CellKind.UNCALCULATED, CellKind.ERROR) for p in day.positions)
        cells[day.positions[0]] = f"{words}?" if unknown else words
        for position in day.positions[1:]:
            if position < len(cells):
                cells[position] = ""
    return replace(row, cells=tuple(cells))


def _say(part: str, mark: str) -> str:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", part)).removesuffix(".0").removesuffix(mark)
    return "" if is_empty(part) else f"{plain}{mark}"
