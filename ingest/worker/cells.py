"""Sends sheets cell by cell: what all formats of tables have in common, and their limits.

A sheet is a head {"sheet": name, "hidden": bool}, blocks {"rows": [[row, [text, …], kinds], …]} and a tail
{"merges": [[first row, first column, last row, last column], …]}. Cells count from column 1; `kinds` has a letter a
cell, see KINDS, and is "" where all cells are text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ingest.worker.fault import Fault

MOST_CELLS = 3_000_000
"""Cells of a workbook, the empty ones before the last of a row included."""
MOST_CHARACTERS = 60_000_000
MOST_MERGES = 100_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
BLOCK = 20_000
"""Cells after which a block is sent."""

KINDS = {"n": "number", "d": "date", "b": "boolean", "e": "error", "u": "uncalculated", "-": ""}
"""Letters on the wire → ingest.readers.item.CellKind."""


class SheetWriter:
    """Takes cells in the order of rows; leaves empty rows and the empty ends of rows out."""

    def __init__(self, send: Callable[[Any], None]) -> None:
        self._send = send
        self._cells = self._characters = 0
        self.place = ""

    def begin(self, name: str, is_hidden: bool) -> None:
        """Open a sheet."""
        self._send({"sheet": name[:200], "hidden": is_hidden})
        self.place = f"工作表「{name[:40]}」"
        self._block: list[tuple[int, list[str], str]] = []
        self._waiting = 0
        self._merges: list[tuple[int, int, int, int]] = []
        self._row = 0
        self._texts: list[str] = []
        self._kinds: list[str] = []

    def open_row(self, number: int) -> None:
        """Go to a row; rows come in rising order, or the file is not what it says."""
        self._close_row()
        if not self._row < number <= LAST_ROW:
            raise Fault("row_number", self.place)
        self._row = number

    def add(self, column: int, text: str, kind: str) -> None:
        """Add a cell of the row; the kind is a letter, "" for text."""
        if not text and not kind:
            return
        missing = column - len(self._texts) - 1
        if missing:
            if missing < 0 or column > LAST_COLUMN:
                raise Fault("column_number", f"{self.place} 第 {self._row} 行")
            self._texts.extend([""] * missing)
            self._kinds.extend("-" * missing)
        self._texts.append(text)
        self._kinds.append(kind or "-")
        self._characters += len(text)

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Note merged cells."""
        if len(self._merges) >= MOST_MERGES:
            raise Fault("merges", self.place, most=MOST_MERGES)
        if 1 <= first_row <= last_row <= LAST_ROW and 1 <= first_column <= last_column <= LAST_COLUMN:
            self._merges.append((first_row, first_column, last_row, last_column))

    def end(self) -> None:
        """Close the sheet."""
        self._close_row()
        self._flush()
        self._send({"merges": self._merges})

    def _close_row(self) -> None:
        if not self._texts:
            return
        kinds = "".join(self._kinds)
        self._block.append((self._row, self._texts, kinds if kinds.strip("-") else ""))
        width = len(self._texts)
        self._cells += width
        self._waiting += width
        self._texts, self._kinds = [], []
        if self._cells > MOST_CELLS:
            raise Fault("table_cells", self.place, most=MOST_CELLS)
        if self._characters > MOST_CHARACTERS:
            raise Fault("table_text", self.place, most=MOST_CHARACTERS)
        if self._waiting > BLOCK:
            self._flush()

    def _flush(self) -> None:
        if self._block:
            self._send({"rows": self._block})
        self._block, self._waiting = [], 0
