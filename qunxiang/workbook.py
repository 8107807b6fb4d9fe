"""Writes tables for people as Excel files whose cells are strings, never formulas (RESPONSIBLE.md R12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

WIDEST = 40


@dataclass(frozen=True, slots=True)
class WorkSheet:
    """A sheet to write: its name, a title over the table, the heads, the rows; `filled_in` heads are coloured."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    filled_in: frozenset[str] = frozenset()


def write_workbook(path: Path, sheets: Iterable[WorkSheet]) -> None:
    """Write the sheets; every cell is a string, so that nothing in it is ever calculated."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({"bold": True, "border": 1, "bg_color": "#E7EEF5", "text_wrap": True, "num_format": "@"})
        asked = book.add_format({"bold": True, "border": 1, "bg_color": "#FFF2CC", "text_wrap": True})
        cell = book.add_format({"border": 1, "num_format": "@"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.write_string(0, 0, sheet.title, bold)
            for position, words in enumerate(sheet.heads):
                page.write_string(1, position, words, asked if words in sheet.filled_in else head)
                longest = max((len(row[position]) for row in sheet.rows[:200]), default=0)
                page.set_column(position, position, min(WIDEST, 4 + 2 * max(len(words), longest)), cell)
            for number, row in enumerate(sheet.rows, 2):
                for position, words in enumerate(row):
                    page.write_string(number, position, words, cell)
            page.freeze_panes(2, 0)
