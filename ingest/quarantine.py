"""Rows that could not be read, kept so that they can be mended and read again.

A spreadsheet in which they are mended must show every cell as the text it is: what it would calculate, or begin after a
character that it leaves out, gets an apostrophe in front, which is taken away when the file is read again. Control
characters become spaces: a table with one of them is refused as no text.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from graph.private_file import make_private_file
from ingest.readers.item import Sheet

PROBLEM = "问题"
"""The head of the column that says what was wrong; it is passed over when the file is read again."""
ROW = "原行号"
ORIGIN = "原文件"
"""The head of the column that says from which files a row was left out, one after the other."""
_DIGITS, _LETTERS = "0123456789abcdef", "abcdefghijklmnop"
_DOCUMENT = re.compile(f"文件-([{_LETTERS}]{{64}})")
"""A document's id without digits: no spreadsheet makes a number of it, and nobody a telephone."""
_HEAD_WITHIN = 3
"""Rows of a sheet among which the heads of a quarantine file stand; people may put a line above them."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LIVE = re.compile(r"'|[\s\ufeff\u200b-\u200f]*[=+\-@＝＋－＠﹦﹢﹣﹫−]")
"""How a cell begins that a spreadsheet may not show as it stands; an apostrophe counts, so that one can go again."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """The bad rows of one table: its allowed heads, and for each row its number, allowed cells and what was wrong.

    `over` is the title that the rows need: the community and year that stood over the table. Identifiers are
    pseudonyms, which are read again as themselves; forbidden content is not in it. `origins` are the documents from
    which these rows had been left out before.
    """

    sheet: str
    over: str
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...], str], ...]
    origins: tuple[str, ...] = ()


def write_quarantine(folder: Path, file: str, document_id: str, tables: Sequence[Quarantined]) -> list[Path]:
    """Write a CSV file for each table, readable by its owner only; return the paths."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = Path(file).stem
    written = []
    for number, table in enumerate(tables, 1):
        part = f"-{number}" if len(tables) > 1 else ""
        path = folder / f"{stem}-{document_id[:8]}{part}.csv"
        path.unlink(missing_ok=True)
        make_private_file(path)
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([_neutral(table.over)])
            writer.writerow([*map(_neutral, table.heads), ORIGIN, ROW, PROBLEM])
            origins = " ".join(f"文件-{_spell(one)}" for one in dict.fromkeys((*table.origins, document_id)))
            for line, cells, problem in table.rows:
                writer.writerow([*map(_neutral, cells), origins, str(line), _neutral(problem)])
            stream.flush()
            os.fsync(stream.fileno())
        written.append(path)
    return written


def remove_quarantine(folder: Path, is_withdrawn: Callable[[str], bool]) -> int:
    """Remove the files that hold rows of a document that was withdrawn; return how many there were."""
    held = [path for path in sorted(folder.glob("*.csv")) if any(map(is_withdrawn, _find_documents(path)))]
    for path in held:
        path.unlink(missing_ok=True)
    return len(held)


def _find_documents(path: Path) -> set[str]:
    """Return the documents that a file here names; none where it is no text, or gone meanwhile."""
    try:
        return {_unspell(one) for one in _DOCUMENT.findall(path.read_text("utf-8", "replace"))}
    except OSError:
        return set()


def find_origins(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Return the documents from which the rows of a file were left out, none for any other file."""
    kept = (sheet for sheet in sheets if _is_kept(sheet))
    found = (origin for sheet in kept for row in sheet.rows for cell in row.cells for origin in _DOCUMENT.findall(cell))
    return tuple(dict.fromkeys(map(_unspell, found)))


def _spell(document_id: str) -> str:
    return document_id.translate(str.maketrans(_DIGITS, _LETTERS))


def _unspell(letters: str) -> str:
    return letters.translate(str.maketrans(_LETTERS, _DIGITS))


def _is_kept(sheet: Sheet) -> bool:
    heads = (pairwise(cell.strip() for cell in row.cells) for row in sheet.rows[:_HEAD_WITHIN])
    return any((ROW, PROBLEM) in pairs for pairs in heads)


def restore_cells(sheet: Sheet) -> Sheet:
    """Return a sheet of rows that were kept here with its cells as they were before; any other sheet as it is."""
    if not _is_kept(sheet):
        return sheet
    rows = tuple(replace(row, cells=tuple(cell.removeprefix("'") for cell in row.cells)) for row in sheet.rows)
    return replace(sheet, rows=rows)


def _neutral(cell: str) -> str:
    words = _CONTROL.sub(" ", cell)
    return f"'{words}" if _LIVE.match(words) else words
