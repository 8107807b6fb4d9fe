"""Rows that could not be read, kept so that they can be mended and read again."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.private_file import make_private_file

PROBLEM = "问题"
"""The head of the column that says what was wrong; it is passed over when the file is read again."""
ROW = "原行号"


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
    """Write a CSV file for each table, readable by its owner only; return the paths.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
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
                writer.writerow([*map(_neutral, cells), str(line), problem])
            stream.flush()
            os.fsync(stream.fileno())
        written.append(path)
    return written


def _neutral(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "@", "\t", "\r") else cell
