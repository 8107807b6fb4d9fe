"""CSV files → sheets of raw cells; which of them are heads and which may be kept is decided elsewhere."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from domain.errors import InputError
from domain.identifier import hash_bytes
from ingest.readers.files import read_bytes
from ingest.readers.item import Item, Origin, Row, Sheet, make_document
from ingest.readers.plain import decode_file

READER = "table-2"
DELIMITERS = ",\t;"
SNIFF_LINES = 20
"""Lines that decide on the delimiter."""

_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)

_TORN = "这一行的引号没有配对，或引号后面还有别的字"
_TORN_REMEDY = "请在这一行补上或删去引号，再读入整个文件；其余各行已读"


def read_table_file(origin: Origin) -> Iterator[Item | InputError]:
    """Yield the file as one sheet; a row that cannot be cut into cells is a warning, the other rows stay.

    The document's text is empty: see Item. A file of which no row is left yields only what is wrong with it.
    """
    data = read_bytes(origin)
    decoded = decode_file(origin, data)
    rows, faults = split_rows(origin, decoded.text)
    sheet = Sheet("", tuple(rows), has_fixed_width=True)
    yield from make_table(origin, (sheet,), faults, hash_bytes(data), decoded.encoding)


def make_table(
    origin: Origin, sheets: tuple[Sheet, ...], faults: list[InputError], document_id: str, encoding: str
) -> Iterator[Item | InputError]:
    """Yield the item of these sheets, or what keeps the file from being a table."""
    if all(len(sheet.rows) < 2 for sheet in sheets):
        faults = faults or [origin.refuse("", "表格只有表头，没有数据行", "请检查导出时是否选中了数据")]
        yield from (*origin.warnings, *faults)
        return
    document = make_document(document_id, "", media="table", encoding=encoding, reader=READER)
    faults.sort(key=lambda fault: int(re.sub(r"\D", "", fault.place) or 0))
    warnings = (*origin.warnings, *faults)
    yield Item(document, origin.arrive(document.id), warnings, origin.shown, sheets=sheets)


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
