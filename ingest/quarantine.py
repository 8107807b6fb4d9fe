"""Rows that could not be read, kept so that they can be mended and read again.

A spreadsheet in which they are mended must show every cell as the text it is: what it would calculate, or begin after a
character that it leaves out, gets an apostrophe in front, which is taken away when the file is read again. Control
characters become spaces: a table with one of them is refused as no text.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from graph.private_file import make_private_file
from ingest.readers.item import Sheet

PROBLEM = "问题"
"""The head of the column that says what was wrong; it is passed over when the file is read again."""
ROW = "原行号"
_HEAD_WITHIN = 3
"""Rows of a sheet among which the heads of a quarantine file stand; people may put a line above them."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LIVE = re.compile(r"'|[\s\ufeff\u200b-\u200f]*[=+\-@＝＋－＠﹦﹢﹣﹫−]")
"""How a cell begins that a spreadsheet may not show as it stands; an apostrophe counts, so that one can go again."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """The bad rows of one table: its allowed heads, and for each row its number, allowed cells and what was wrong.

    `over` is the title that the rows need: the community and year that stood over the table. Identifiers are
    pseudonyms, which are read again as themselves; forbidden content is not in it.
    """

    sheet: str
    over: str
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...], str], ...]


def write_quarantine(folder: Path, file: str, document_id: str, tables: Sequence[Quarantined]) -> list[Path]:
    """Write a CSV file for each table, readable by its owner only; return the paths."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = Path(file).stem
    written = []
    for number, table in enumerate(tables, 1):
        part = f"-{number}" if len(tables) > 1 else ""
        path = folder / f"{stem}-{document_id[:8]}{part}.csv"
        path.unlink(missing_ok=True)
        make_private_file(path)
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([_neutral(table.over)])
            writer.writerow([*map(_neutral, table.heads), ROW, PROBLEM])
            for line, cells, problem in table.rows:
                writer.writerow([*map(_neutral, cells), str(line), _neutral(problem)])
            stream.flush()
            os.fsync(stream.fileno())
        written.append(path)
    return written


def restore_cells(sheet: Sheet) -> Sheet:
    """Return a sheet of rows that were kept here with its cells as they were before; any other sheet as it is."""
    heads = (pairwise(cell.strip() for cell in row.cells) for row in sheet.rows[:_HEAD_WITHIN])
    if not any((ROW, PROBLEM) in pairs for pairs in heads):
        return sheet
    rows = tuple(replace(row, cells=tuple(cell.removeprefix("'") for cell in row.cells)) for row in sheet.rows)
    return replace(sheet, rows=rows)


def _neutral(cell: str) -> str:
    words = _CONTROL.sub(" ", cell)
    return f"'{words}" if _LIVE.match(words) else words
