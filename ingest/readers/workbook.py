"""Workbooks → items with all their sheets; which of the cells may be kept is decided later, not here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from domain.errors import InputError
from domain.identifier import hash_bytes
from ingest.readers.binary import ask, read_packed, refuse_answer
from ingest.readers.item import CellKind, Item, Merge, Origin, Row, Sheet, make_document
from ingest.worker.cells import KINDS, LAST_COLUMN, LAST_ROW
from ingest.worker.worker import Worker
from lexicon.forbidden import mask_forbidden

READER = "workbook-1"

_REMEDY = "请检查导出时是否选中了数据"
_KINDS = {letter: CellKind(name) for letter, name in KINDS.items() if name}


class CellKinds(Mapping[tuple[int, int], CellKind]):
    """The kinds of cells that are no text, a letter a cell: a dict of two million would take half a gigabyte."""

    def __init__(self, rows: Mapping[int, str]) -> None:
        self._rows = rows

    def __getitem__(self, place: tuple[int, int]) -> CellKind:
        row, column = place
        letters = self._rows.get(row, "")
        kind = _KINDS.get(letters[column - 1]) if 1 <= column <= len(letters) else None
        if kind is None:
            raise KeyError(place)
        return kind

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for row, letters in self._rows.items():
            for column, letter in enumerate(letters, 1):
                if letter in _KINDS:
                    yield row, column

    def __len__(self) -> int:
        return sum(len(letters) - letters.count("-") for letters in self._rows.values())


def read_workbook(origin: Origin, worker: Worker) -> Iterator[Item | InputError]:
    """Yield the workbook as one item; its id is the hash of its bytes, its text empty: see Item."""
    data = read_packed(origin)
    sheets = collect_sheets(origin, ask(origin, worker, "workbook", data))
    if not any(sheet.rows for sheet in sheets):
        raise origin.refuse("", "工作簿里没有一个有内容的单元格", _REMEDY)
    document = make_document(hash_bytes(data), "", media="table", encoding="utf-8", reader=READER)
    yield Item(
        document, origin.arrive(document.id), warnings=origin.warnings, file=origin.shown, sheets=tuple(sheets)
    )  # fmt: skip


def collect_sheets(origin: Origin, answer: Iterator[Any]) -> list[Sheet]:
    """Return the sheets out of the worker's answer (ingest/worker/cells.py); raises InputError for anything else."""
    sheets: list[Sheet] = []
    texts: dict[str, str] = {}
    name, is_hidden = "", False
    rows: list[Row] = []
    kinds: dict[int, str] = {}
    try:
        for found in answer:
            if "sheet" in found:
                name, is_hidden, rows, kinds = mask_forbidden(str(found["sheet"])), bool(found["hidden"]), [], {}
            elif "rows" in found:
                for number, cells, letters in found["rows"]:
                    if not (isinstance(number, int) and 1 <= number <= LAST_ROW and len(cells) <= LAST_COLUMN):
                        raise refuse_answer(origin)
                    if not isinstance(letters, str) or not all(isinstance(cell, str) for cell in cells):
                        raise refuse_answer(origin)
                    rows.append(Row(number, tuple([texts.setdefault(cell, cell) for cell in cells])))
                    if letters:
                        kinds[number] = letters
            else:
                merges = tuple(Merge(*(int(end) for end in ends)) for ends in found["merges"])
                sheets.append(Sheet(name, tuple(rows), merges, CellKinds(kinds), is_hidden))
    except (TypeError, ValueError, KeyError) as error:
        raise refuse_answer(origin) from error
    return sheets
