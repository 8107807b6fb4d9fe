"""Joins a day that a sheet spreads over three columns (形成时间 over 年, 月, 日) into one column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.item import CellKind
from ingest.sheet.grid import Grid, GridRow
from ingest.sheet.head import Head, make_heads
from ingest.sheet.mark import is_empty

PARTS = ("年", "月", "日")
FEWEST = 2
"""Columns that make a day; a year alone is one already."""

Run = tuple[int, ...]
"""The columns of one day, side by side: of year, month and, where there is one, day."""


def join_heads(heads: Sequence[Head]) -> tuple[tuple[Head, ...], tuple[Run, ...]]:
    """Return the heads with one head for each day in parts, and the columns of each; the others keep no head."""
    words = [re.sub(r"\s+", "", head.shown.rpartition("/")[2]) for head in heads]
    runs = []
    for number, word in enumerate(words):
        if word == PARTS[0]:
            length = 1
            while words[number + length : number + length + 1] == [*PARTS[length : length + 1]] != []:
                length += 1
            if length >= FEWEST:
                runs.append(tuple(range(number, number + length)))
    joined = list(heads)
    for run in runs:
        above = heads[run[0]].shown.rpartition("/")[0] or "日期"
        head = make_heads((above.rpartition("/")[2],))[0]
        joined[run[0]] = Head(heads[run[0]].position, above, head.forms)
        for position in run[1:]:
            joined[position] = Head(heads[position].position, "", ())
    return tuple(joined), tuple(runs)


def join_cells(row: GridRow, runs: Sequence[Run], grid: Grid) -> GridRow:
    """Return the row with each day in parts written in the first of its cells (2023年5月6日), the others empty.

    A part that is missing before one that is there stays missing, so that the day is no day.
    """
    cells = list(row.cells)
    for run in runs:
        parts = [cells[position] if position < len(cells) else "" for position in run]
        if all(is_empty(part) for part in parts):
            continue
        words = [_say(part, mark) for part, mark in zip(parts, PARTS, strict=False)]
        unknown = any(grid.kind_of(row.line, p) in (CellKind.UNCALCULATED, CellKind.ERROR) for p in run[1:])
        cells[run[0]] = "".join(words) + ("?" if unknown else "")
        for position in run[1:]:
            if position < len(cells):
                cells[position] = ""
    return replace(row, cells=tuple(cells))


def _say(part: str, mark: str) -> str:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", part)).removesuffix(".0").removesuffix(mark)
    return "" if is_empty(part) else f"{plain}{mark}"
