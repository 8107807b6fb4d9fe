"""What a reader hands on: an Item, and the Origin it came from."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from domain.document import Arrival, Document
from domain.errors import InputError
from domain.extract import Extract
from domain.identifier import hash_text
from ingest.finding import Finding

MAX_CHARACTERS = 8_000_000
"""The longest text of one document; with it the memory of one reading is bounded."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""No encoding that is read here needs more bytes than this for the longest text."""

SPLIT_REMEDY = "请拆成几个较小的文件再读入"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells with its number in the sheet, or the line of the file on which it begins, counted from 1."""

    line: int
    cells: tuple[str, ...]

    def __reduce__(self) -> tuple[type[Row], tuple[int, tuple[str, ...]]]:
        """Travel between processes as the two values: rows are many, and the way of a dataclass is a long one."""
        return Row, (self.line, self.cells)


class CellKind(StrEnum):
    """What a spreadsheet says of a cell beside its words; a cell of text has none."""

    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    """A formula that failed (#REF!, #N/A)."""
    UNCALCULATED = "uncalculated"
    """A formula whose value was never stored: what it shows is not known."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A rectangle of merged cells, rows and columns counted from 1, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cells as the file has it, before anybody has said which of them is a head (ingest/sheet/).

    `rows` hold the cells from column 1 on, as text: a date as 2024-03-05 or 2024-03-05 10:30, a number in its
    shortest form (12, 3.5), a formula by its stored value. Empty rows are left out; `Row.line` is the row in the file.
    `kinds` gives by (row, column), from 1, what is no text. `name` is "" outside workbooks.
    """

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    kinds: Mapping[tuple[int, int], CellKind] = field(default_factory=dict)
    is_hidden: bool = False
    is_lines: bool = False
    """True when each row is the JSON object of a line, and the first row their keys."""
    has_fixed_width: bool = False
    """True when a row with fewer cells than the header has lost one (CSV), not left the last ones empty."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document that arrived. `warnings` are what was wrong with it and did not keep it from being read.

    A table has sheets and an empty text: nothing in it may be kept until a record mapping has chosen the allowed
    columns (ingest.record.read_sheets). A Word file that is mostly one table has sheets beside its text
    (ingest.record.settle). A form comes read: its text holds the allowed fields only, `form` what they say, `faults`
    what was left out and what is wrong. `file` is the file's name in reports, `place` where in it the item stands
    when it is a part only.
    """

    document: Document
    arrival: Arrival
    warnings: tuple[InputError, ...] = ()
    file: str = ""
    place: str = ""
    sheets: tuple[Sheet, ...] = ()
    form: Extract | None = None
    faults: tuple[Finding, ...] = ()

    def refuse(self, problem: str, remedy: str, place: str = "") -> InputError:
        """Return the error that names this item, or a place inside it."""
        return InputError(self.file, place or self.place, problem, remedy)


@dataclass(frozen=True, slots=True)
class Origin:
    """A file to read: where it lies, its name in the arrival, its name in reports, what the caller knows of it.

    A member of an archive lies nowhere: `path` is its name, `data` its bytes, which are never written to a disk, and
    `depth` in how many archives it was packed.
    """

    path: Path
    name: str
    shown: str
    published: str = ""
    source: str = ""
    warnings: tuple[InputError, ...] = ()
    data: bytes | None = None
    depth: int = 0

    def open(self) -> BinaryIO:
        """Return a stream of the bytes; raises OSError where the file cannot be opened."""
        return self.path.open("rb") if self.data is None else io.BytesIO(self.data)

    def refuse(self, place: str, problem: str, remedy: str) -> InputError:
        """Return the error that names this file; raised or reported by who found it."""
        return InputError(self.shown, place, problem, remedy)

    def at_line(self, number: int) -> Origin:
        """Return the origin of one line of this file."""
        return replace(self, name=f"{self.name}#{number}")

    def arrive(
        self,
        document_id: str,
        *,
        published: str = "",
        source: str = "",
        url: str = "",
        title: str = "",
        author: str = "",
        edition: str = "",
    ) -> Arrival:
        """Return the arrival; what the item says of itself outweighs what the caller said of all items."""
        return Arrival(
            document_id,
            self.name,
            source or self.source,
            url,
            title,
            author,
            edition,
            published or self.published,
        )


def check_length(origin: Origin, place: str, text: str) -> None:
    """Refuse a text that is longer than a document may be."""
    if len(text) > MAX_CHARACTERS:
        raise origin.refuse(
            place, f"文字有 {len(text):,} 个字符，超过每篇 {MAX_CHARACTERS:,} 个字符的上限", SPLIT_REMEDY
        )


def make_document(
    document_id: str, text: str, *, media: str, encoding: str, reader: str, locator: str = ""
) -> Document:  # fmt: skip
    """Return the document with the hash of its text."""
    return Document(document_id, hash_text(text), text, media, encoding, reader, locator)
