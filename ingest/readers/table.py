"""CSV files → tables of raw cells; which cells may be kept is decided by a record mapping, not here."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from domain.errors import InputError
from domain.identifier import hash_bytes
from ingest.readers.files import read_bytes
from ingest.readers.item import Item, Origin, Row, Table, make_document
from ingest.readers.plain import decode_file

READER = "table-1"
DELIMITERS = ",\t;"
SNIFF_LINES = 20
"""Lines that decide on the delimiter, and among which the header must come."""

_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)

_TORN = "这一行的引号没有配对，或引号后面还有别的字"
_TORN_REMEDY = "请在这一行补上或删去引号，再读入整个文件；其余各行已读"
_RAGGED_REMEDY = "请补上缺的单元格，或给含分隔符的单元格加上引号"


def read_table_file(origin: Origin) -> Iterator[Item | InputError]:
    """Yield the file as one table; a row that cannot be cut into cells is a warning, the other rows stay.

    The document's text is empty: see Item. A file of which no row is left yields only what is wrong with it.
    """
    data = read_bytes(origin)
    decoded = decode_file(origin, data)
    rows, faults = split_rows(origin, decoded.text)
    header, body = take_header(rows)
    yield from make_table(origin, header, body, faults, hash_bytes(data), decoded.encoding)


def make_table(
    origin: Origin,
    header: Row,
    body: list[Row],
    faults: list[InputError],
    document_id: str,
    encoding: str,
    is_lines: bool = False,
) -> Iterator[Item | InputError]:
    """Yield the table of the rows that fit under the header, or what keeps the file from being a table."""
    kept: list[Row] = []
    for row in body:
        cells = trim_cells(row.cells, len(header.cells))
        if len(cells) == len(header.cells):
            kept.append(Row(row.line, cells))
        else:
            faults.append(
                origin.refuse(
                    f"第 {row.line} 行", f"有 {len(cells)} 个单元格，表头有 {len(header.cells)} 个", _RAGGED_REMEDY
                )
            )
    if not kept:
        faults = faults or [origin.refuse("", "表格只有表头，没有数据行", "请检查导出时是否选中了数据")]
        yield from (*origin.warnings, *faults)
        return
    document = make_document(document_id, "", media="table", encoding=encoding, reader=READER)
    faults.sort(key=lambda fault: int(re.sub(r"\D", "", fault.place) or 0))
    yield Item(
        document,
        origin.arrive(document.id),
        Table(header.cells, header.line, tuple(kept), is_lines),
        (*origin.warnings, *faults),
        origin.shown,
    )


def split_rows(origin: Origin, text: str) -> tuple[list[Row], list[InputError]]:
    """Cut the text into rows. A torn quote costs its own line only: reading goes on with the next line."""
    lines = list(io.StringIO(text, newline=""))
    start = 0
    if declared := _DECLARED.fullmatch(lines[0]):
        start, delimiter = 1, declared[1]
    else:
        delimiter = find_delimiter(lines)
    rows: list[Row] = []
    faults: list[InputError] = []
    while start < len(lines):
        reader = csv.reader((lines[n] for n in range(start, len(lines))), delimiter=delimiter, strict=True)
        begun = 0
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    rows.append(Row(start + begun + 1, tuple(cells)))
                begun = reader.line_num
        except csv.Error:
            faults.append(origin.refuse(f"第 {start + begun + 1} 行", _TORN, _TORN_REMEDY))
            start += begun + 1
        else:
            break
    return rows, faults


def find_delimiter(lines: list[str]) -> str:
    """Return comma, tab or semicolon: the one that cuts most of the first lines into equally many cells."""

    def measure(delimiter: str) -> tuple[int, int]:
        sample = csv.reader(iter(lines[:SNIFF_LINES]), delimiter=delimiter)
        try:
            widths = Counter(len(cells) for cells in sample if cells)
        except csv.Error:
            return 0, 0
        width, count = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(0, 0))
        return (count, width) if width > 1 else (0, 0)

    return max(DELIMITERS, key=measure)


def take_header(rows: list[Row]) -> tuple[Row, list[Row]]:
    """Return the header and the rows below it; a heading over the table, alone in its row, is no header."""
    for number, row in enumerate(rows[:SNIFF_LINES]):
        if sum(1 for cell in row.cells if cell.strip()) > 1:
            return Row(row.line, trim_cells(row.cells, 0)), rows[number + 1 :]
    return (rows[0], rows[1:]) if rows else (Row(1, ()), [])


def trim_cells(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Return the cells without the empty ones beyond the width."""
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
