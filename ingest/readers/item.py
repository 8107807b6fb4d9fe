"""What a reader hands on: an Item, and the Origin it came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from domain.document import Arrival, Document
from domain.errors import InputError
from domain.extract import Extract
from domain.identifier import hash_text

if TYPE_CHECKING:
    from ingest.record import Finding

MAX_CHARACTERS = 8_000_000
"""The longest text of one document; with it the memory of one reading is bounded."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""No encoding that is read here needs more bytes than this for the longest text."""

SPLIT_REMEDY = "请拆成几个较小的文件再读入"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table with the line of the file on which it begins, counted from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The raw cells of a table, before anybody has said which of them may be kept. All rows have header width."""

    header: tuple[str, ...]
    header_line: int
    rows: tuple[Row, ...]
    is_lines: bool = False
    """True when each row is the JSON object of a line and the header their keys."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document that arrived. `warnings` are what was wrong with it and did not keep it from being read.

    A table has cells and an empty text: nothing in it may be kept until a record mapping has chosen the allowed
    columns (ingest.record.read_table). A form comes read: its text holds the allowed fields only, `form` what they
    say, `faults` what was left out and what is wrong. `file` is the file's name in reports, `place` where in it the
    item stands when it is a part only.
    """

    document: Document
    arrival: Arrival
    cells: Table | None = None
    warnings: tuple[InputError, ...] = ()
    file: str = ""
    place: str = ""
    form: Extract | None = None
    faults: tuple[Finding, ...] = ()

    def refuse(self, problem: str, remedy: str, place: str = "") -> InputError:
        """Return the error that names this item, or a place inside it."""
        return InputError(self.file, place or self.place, problem, remedy)


@dataclass(frozen=True, slots=True)
class Origin:
    """A file to read: where it lies, its name in the arrival, its name in reports, what the caller knows of it."""

    path: Path
    name: str
    shown: str
    published: str = ""
    source: str = ""
    warnings: tuple[InputError, ...] = ()

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


def make_document(document_id: str, text: str, *, media: str, encoding: str, reader: str) -> Document:
    """Return the document with the hash of its text."""
    return Document(document_id, hash_text(text), text, media, encoding, reader)
