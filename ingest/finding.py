"""What was wrong with a row, a cell, a column or a sheet, said precisely and without repeating it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was wrong with one cell, row, column or sheet. The message never repeats a cell: it may be somebody's.

    `severity` is "reject" (the row, or the sheet, is left out) or "warn" (it is kept, without that cell or as said).
    `row` is the row in the file, 0 for the whole of it; `column` the head as written.
    """

    file: str
    sheet: str
    row: int
    column: str
    kind: str
    severity: str
    message: str

    def __str__(self) -> str:
        place = f"第 {self.row} 行" if self.row else ""
        parts = (
            self.file,
            f"「{self.sheet}」表" if self.sheet else "",
            place,
            f"「{self.column}」列" if self.column else "",
        )
        return ": ".join([*(part for part in parts if part), self.message])


def find_row(place: str) -> int:
    """Return the row that the place of an error names, 0 where it is about the whole file, a sheet or a page."""
    found = re.fullmatch(r"第 (\d+) 行", place)
    return int(found[1]) if found else 0
