"""Older and other workbooks (xls, et, xlsb, ods) → rows of text, through calamine.

It knows dates and merged cells, not the number formats, and tells no formula without a stored value from an empty
cell: what docs/formats.md says of percentages and uncalculated cells holds for xlsx only.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ingest.worker.cells import SheetWriter
from ingest.worker.fault import Fault
from ingest.worker.number_format import write_elapsed, write_moment, write_number

_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!"}


def read_old_workbook(data: bytes, send: Callable[[Any], None]) -> None:
    """Send the sheets as read_workbook does."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        if not sheets:
            raise Fault("no_sheet")
        writer = SheetWriter(send)
        for meta in sheets:
            writer.begin(meta.name, meta.visible != SheetVisibleEnum.Visible)
            _read_sheet(book, meta.name, writer)
            writer.end()
    except PasswordError as error:
        raise Fault("encrypted") from error
    except CalamineError as error:
        raise Fault("damaged") from error


def _read_sheet(book: CalamineWorkbook, name: str, writer: SheetWriter) -> None:
    sheet = book.get_sheet_by_name(name)
    _, first_column = sheet.start or (0, 0)
    for (upper, left), (lower, right) in sheet.merged_cell_ranges or ():
        writer.merge(upper + 1, left + 1, lower + 1, right + 1)
    for number, row in enumerate(sheet.iter_rows(), 1):  # the empty rows above are there, the columns beside are not
        cells = [(column, *_write(value)) for column, value in enumerate(row, first_column + 1) if value != ""]
        if cells:
            writer.open_row(number)
            for column, text, kind in cells:
                writer.add(column, text, kind)


def _write(value: object) -> tuple[str, str]:
    """Return the text of a value and the letter of its kind."""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), "b"
    if isinstance(value, int | float):
        return write_number(value), "n"
    if isinstance(value, datetime):
        return write_moment(value), "d"
    if isinstance(value, date):
        return value.isoformat(), "d"
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds"), "d"
    if isinstance(value, timedelta):
        return write_elapsed(value / timedelta(days=1)), ""
    text = str(value)
    return text, "e" if text in _ERRORS else ""
