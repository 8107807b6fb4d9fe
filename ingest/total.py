"""Compares the sums that a sheet states with the rows that they sum up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.readers.item import CellKind
from ingest.row import Reporter, RowReader, get_cell
from ingest.sheet.grid import GridRow
from ingest.sheet.layout import SheetTable, Total
from ingest.sheet.mark import MARKS, NO_MARKS, is_empty

_AMOUNT = re.compile(r"(-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?)(万|千|百)?(?:[\u4e00-\u9fff㎡²]{1,3})?")
_SUM_HEAD = re.compile(r".{0,6}(?:合计|小计|总计|共计|累计|总次数|总人次)(?:次数|人次|数)?|总数")


def check_totals(reader: RowReader, report: Reporter) -> None:
    """Report each total that is not the sum of its rows; every row of the file counts, the bad ones too.

    Where a cell shows no number, an estimate, or a formula that was never calculated, nothing is compared. Of a wide
    table the columns are summed down, and its column of sums across.
    """
    wide = reader.table.wide
    if wide is not None:
        _check_wide(reader, wide, report)
        return
    positions = [p for p, column in reader.columns.items() if column.holds in ("number", "quantity")]
    for total in reader.table.totals:
        for position in positions:
            _check_total(reader, reader.rows, total, position, report)


def _check_wide(reader: RowReader, wide: SheetTable, report: Reporter) -> None:
    kept = {position for position in reader.positions if position < len(wide.heads)}
    sums = [h.position for h in wide.heads if h.forms and _SUM_HEAD.fullmatch(h.forms[0])]
    parts = sorted({row.unfolded for row in reader.rows} - kept)
    for total in wide.totals:
        for position in (*parts, *sums):
            _check_total(reader, wide.rows, total, position, report)
    if len(sums) != 1:
        return
    for row in wide.rows:
        cells = [_count_tick(_summed(reader, row, position)) for position in _parts_of(wide, parts)]
        _compare(cells, get_cell(row, sums[0]), row, reader.show_wide(sums[0]), "这一行", report)


def _parts_of(wide: SheetTable, parts: Sequence[int]) -> range:
    """Return all columns of the run, those without a filled cell between them too."""
    return range(parts[0], parts[-1] + 1) if parts else range(0)


def _check_total(
    reader: RowReader, rows: Sequence[GridRow], total: Total, position: int, report: Reporter
) -> None:  # fmt: skip
    cells = [_summed(reader, row, position) for row in rows[total.first : total.last]]
    if reader.table.wide is not None:
        cells = [_count_tick(words) for words in cells]
    head = reader.show_wide(position) if reader.table.wide is not None else reader.show(position)
    _compare(cells, get_cell(total.row, position), total.row, head, "合计行", report)


def _compare(cells: Sequence[str | None], stated: str, row: GridRow, head: str, what: str, report: Reporter) -> None:
    written = _amount(stated)
    if written is None or any(words is None or not (is_empty(words) or _amount(words) is not None) for words in cells):
        return
    found = round(sum(amount for words in cells if (amount := _amount(words or "")) is not None), 6)
    if abs(found - written) > 1e-6:
        message = f"{what}写的合计是 {_show_amount(written)}，各格相加是 {_show_amount(found)}；各格照读，请核对"
        report(row.line, head, "total_mismatch", "warn", message)


def _summed(reader: RowReader, row: GridRow, position: int) -> str | None:
    """Return the words of a cell that a total counts, "" in all but the first row of a block, None where unknown."""
    if reader.grid.kind_of(row.line, position) in (CellKind.UNCALCULATED, CellKind.ERROR):
        return None
    merge = row.merged.get(position)
    return "" if merge is not None and row.line != merge.first_row else get_cell(row, position)


def _count_tick(words: str | None) -> str | None:
    """Return the words of a cell of a wide table as a sum counts them: a tick is one, a cross nothing."""
    plain = (words or "").strip()
    return "" if plain in NO_MARKS else "1" if plain in MARKS else words


def _amount(words: str) -> float | None:
    found = _AMOUNT.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", words)))
    if found is None or re.search("[余多约]", words):
        return None
    times = {"万": 10_000, "千": 1_000, "百": 100}.get(found[2] or "", 1)
    return float(found[1].replace(",", "")) * times


def _show_amount(amount: float) -> str:
    return str(int(amount)) if amount == int(amount) else str(amount)
