"""Compares the sums that a sheet states with the rows that they sum up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.item import CellKind
from ingest.row import Reporter, RowReader, get_cell
from ingest.sheet.grid import GridRow
from ingest.sheet.layout import Total
from ingest.sheet.mark import is_empty

_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")


def check_totals(reader: RowReader, report: Reporter) -> None:
    """Report each total that is not the sum of its rows; every row of the file counts, the bad ones too.

    Where a cell shows no number, or a formula that was never calculated, nothing is compared.
    """
    for total in reader.table.totals:
        for position, column in reader.columns.items():
            if column.holds in ("number", "quantity"):
                _check_total(reader, reader.rows, total, position, report)


def _check_total(
    reader: RowReader, rows: Sequence[GridRow], total: Total, position: int, report: Reporter
) -> None:  # fmt: skip
    stated = _amount(get_cell(total.row, position))
    if stated is None:
        return
    cells = [_summed(reader, row, position) for row in rows[total.first : total.last]]
    if any(words is None or (not is_empty(words) and _amount(words) is None) for words in cells):
        return
    summed = [amount for words in cells if (amount := _amount(words or "")) is not None]
    found = round(sum(summed), 6)
    if abs(found - stated) > 1e-6:
        message = f"合计行写的是 {_show_amount(stated)}，各行相加是 {_show_amount(found)}；各行照读，请核对"
        report(total.row.line, reader.show(position), "total_mismatch", "warn", message)


def _summed(reader: RowReader, row: GridRow, position: int) -> str | None:
    """Return the words of a cell that a total counts, "" in all but the first row of a block, None where unknown."""
    if reader.grid.kind_of(row.line, position) in (CellKind.UNCALCULATED, CellKind.ERROR):
        return None
    merge = row.merged.get(position)
    return "" if merge is not None and row.line != merge.first_row else get_cell(row, position)


def _amount(words: str) -> float | None:
    found = _AMOUNT.search(words.replace("，", ","))
    return float(found[0].replace(",", "")) if found else None


def _show_amount(amount: float) -> str:
    return str(int(amount)) if amount == int(amount) else str(amount)
