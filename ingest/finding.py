"""What was wrong with a row, a cell, a column or a sheet, said precisely and without repeating it."""

from __future__ import annotations

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
