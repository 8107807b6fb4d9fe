"""Word documents → text; one that is a table with a heading comes with its table as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from domain.errors import InputError
from domain.identifier import hash_bytes
from ingest.readers.binary import ask, read_packed, refuse_answer
from ingest.readers.item import Item, Merge, Origin, Row, Sheet, check_length, make_document
from ingest.worker.worker import Worker

READER = "word-1"
LEAST_ROWS, LEAST_COLUMNS = 2, 2
LEAST_SHARE = 0.6
"""Share of the characters that stand in the table where a document is a table with words around it."""
LONGEST_USUAL_CELL = 40
"""Where the usual filled cell is longer, the table is a frame for prose."""
LEAST_REGULAR = 0.7
"""Share of rows that have a cell in most columns: a form, with its merged boxes, has few such."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, the columns it takes, whether it goes on from the row above."""

    text: str
    span: int
    goes_on: bool


Table = list[list[Cell]]
Block = str | Table
"""A line, or a table."""


def read_word(origin: Origin, worker: Worker) -> Iterator[Item | InputError]:
    """Yield the document as text, its tables as lines of cells with tabs between them.

    A roster sent as a Word file is a table to whom it concerns: then the item has it as a sheet beside the text, and
    whoever finds a mapping for it reads the sheet, otherwise the text.
    """
    data = read_packed(origin)
    yield make_item(origin, data, collect_blocks(origin, ask(origin, worker, "word", data)))


def make_item(origin: Origin, data: bytes, blocks: list[Block]) -> Item:
    """Return the item of a document whose bytes and blocks are given; raises InputError for one without words."""
    text = write_text(blocks)
    if not text.strip():
        raise origin.refuse("", "文件里没有文字", "可能只有图片：请先做文字识别，存为 txt 后再读入")
    check_length(origin, "", text)
    document = make_document(hash_bytes(data), text, media="text", encoding="utf-8", reader=READER)
    roster = find_roster(blocks)
    return Item(
        document, origin.arrive(document.id), warnings=origin.warnings, file=origin.shown,
        sheets=(roster,) if roster else (),
    )  # fmt: skip


def collect_blocks(origin: Origin, answer: Iterator[Any]) -> list[Block]:
    """Return the blocks out of the worker's answer (ingest/worker/word.py)."""
    blocks: list[Block] = []
    try:
        for found in answer:
            if "lines" in found:
                blocks.extend(str(line) for line in found["lines"])
            else:
                blocks.append(
                    [[Cell(str(text), int(span), bool(on)) for text, span, on in row] for row in found["table"]]
                )
    except (TypeError, ValueError, KeyError) as error:
        raise refuse_answer(origin) from error
    return blocks


def write_text(blocks: list[Block]) -> str:
    """Return the blocks as lines."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block.rstrip())
        else:
            lines.extend("\t".join(cell.text.replace("\n", " ") for cell in row).rstrip() for row in block)
    return "\n".join(lines).strip("\n")


def find_roster(blocks: list[Block]) -> Sheet | None:
    """Return the document as one sheet where it is mostly one table, the lines around it as rows of one cell."""
    tables = [block for block in blocks if not isinstance(block, str)]
    table = max(tables, key=_measure, default=None)
    everything = sum(len(block.strip()) if isinstance(block, str) else _measure(block) for block in blocks)
    if table is None or not _is_regular(table) or _measure(table) < LEAST_SHARE * everything:
        return None
    rows: list[Row] = []
    merges: list[Merge] = []
    number = 0
    for block in blocks:
        if isinstance(block, str):
            if block.strip():
                number += 1
                rows.append(Row(number, (block.strip(),)))
            continue
        merges.extend(_find_merges(block, number))
        for cells in block:
            number += 1
            texts = tuple(text for cell in cells for text in (cell.text, *[""] * (cell.span - 1)))
            if any(texts):
                rows.append(Row(number, texts))
    return Sheet("", tuple(rows), tuple(merges))


def _measure(table: Table) -> int:
    return sum(len(cell.text) for row in table for cell in row)


def _is_regular(table: Table) -> bool:
    width = max((sum(cell.span for cell in row) for row in table), default=0)
    if len(table) < LEAST_ROWS or width < LEAST_COLUMNS or width > 1000:
        return False
    whole = sum(1 for row in table if len(row) >= max(LEAST_COLUMNS, 0.8 * width))
    lengths = [len(cell.text) for row in table for cell in row if cell.text]
    return whole >= LEAST_REGULAR * len(table) and bool(lengths) and median(lengths) <= LONGEST_USUAL_CELL


def _find_merges(table: Table, before: int) -> Iterator[Merge]:
    """Yield the merged cells, rows counted on from those before the table."""
    open_merges: dict[int, tuple[int, int, int]] = {}
    """By first column: first row, last row, last column of what may still grow down."""
    for number, cells in enumerate(table, before + 1):
        column = 1
        growing: dict[int, tuple[int, int, int]] = {}
        for cell in cells:
            last = column + cell.span - 1
            if cell.goes_on and column in open_merges:
                growing[column] = (open_merges[column][0], number, last)
            else:
                growing[column] = (number, number, last)
            column = last + 1
        for first_column, (first, end, last) in open_merges.items():
            if growing.get(first_column, (0, 0, 0))[0] != first and (end > first or last > first_column):
                yield Merge(first, first_column, end, last)
        open_merges = growing
    for first_column, (first, end, last) in open_merges.items():
        if end > first or last > first_column:
            yield Merge(first, first_column, end, last)
