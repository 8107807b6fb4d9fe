"""Word documents (docx) → paragraphs and tables in their order, as people read them.

Deletions that are only tracked are left out, insertions stay; headers, footers, notes in the margin, instructions of
fields and hidden text are no part of the text. A text box stands after the paragraph to which it is tied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ingest.worker.fault import Fault
from ingest.worker.markup import Attributes, get, iter_starts, parse
from ingest.worker.package import Package

MOST_CHARACTERS = 8_000_000
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "Fallback", "rPr", "pPrChange", "rPrChange", "delText",
                      "delInstrText", "sectPr", "tblPr", "footnoteReference", "commentReference", "rt"})  # fmt: skip
"""Elements of which nothing inside is read; of AlternateContent the first choice is, its fallback says the same."""


@dataclass(slots=True)
class _Cell:
    lines: list[str] = field(default_factory=list)
    span: int = 1
    goes_on: bool = False


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    hidden: bool = False


def read_word(data: bytes, send: Callable[[Any], None]) -> None:
    """Send {"lines": [line, …]} and {"table": [[row], …]} blocks in the order of the document.

    A row is a list of [text, span, goes on]: how many columns of the grid the cell takes, and whether it continues
    the cell above.
    """
    package = Package(data)
    part = _find_document(package)
    reader = _DocumentReader(send)
    parse(package.iter_part(part), part, reader.start, reader.end, reader.text)


def _find_document(package: Package) -> str:
    if "_rels/.rels" in package:
        for name, attributes in iter_starts(package.iter_part("_rels/.rels"), "_rels/.rels"):
            if name == "Relationship" and get(attributes, "Type").endswith("/officeDocument"):
                target = get(attributes, "Target").lstrip("/")
                if target.lower().endswith("workbook.xml") or target.lower().startswith("ppt/"):
                    raise Fault("not_word")
                return target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise Fault("not_word")


class _DocumentReader:
    """Follows the events of the document's body."""

    def __init__(self, send: Callable[[Any], None]) -> None:
        self._send = send
        self._skipping = 0
        self._is_text = False
        self._in_run_properties = False
        self._run_start = 0
        self._is_hidden = False
        self._size = 0
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._places: list[list[str]] = [[]]
        """Where finished lines go: the body, a cell, a text box; the innermost last."""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "rPr":
            self._in_run_properties = True
        if self._in_run_properties and name in ("vanish", "webHidden"):
            self._is_hidden = get(attributes, "val") not in ("0", "false")
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
            return
        if name == "t":
            self._is_text = True
        elif name == "p":
            self._paragraphs.append(_Paragraph())
        elif name == "r":
            self._is_hidden = False
        elif name in ("tab", "ptab"):
            self._add("\t")
        elif name in ("br", "cr"):
            self._add("\n")
        elif name == "noBreakHyphen":
            self._add("-")
        elif name == "tbl":
            if len(self._places) == 1:
                self._flush()
            self._tables.append(_Table())
        elif name == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif name == "tc" and self._tables and self._tables[-1].rows:
            cell = _Cell()
            self._tables[-1].rows[-1].append(cell)
            self._places.append(cell.lines)
        elif name == "gridSpan" and (cell := self._cell()):
            value = get(attributes, "val")
            cell.span = max(1, min(int(value), 1000)) if value.isdecimal() and len(value) < 5 else 1
        elif name == "vMerge" and (cell := self._cell()):
            cell.goes_on = get(attributes, "val") in ("", "continue")
        elif name == "txbxContent":
            self._places.append([])

    def end(self, name: str) -> None:
        if name == "rPr":
            self._in_run_properties = False
        if self._skipping:
            self._skipping -= 1
            return
        if name == "t":
            self._is_text = False
        elif name == "p" and self._paragraphs:
            paragraph = self._paragraphs.pop()
            self._places[-1].extend("".join(paragraph.pieces).split("\n"))
            self._places[-1].extend(paragraph.boxes)
            if len(self._places) == 1 and len(self._places[0]) > 500:
                self._flush()
        elif name == "tc" and self._tables and len(self._places) > 1:
            self._places.pop()
        elif name == "tbl" and self._tables:
            self._close_table()
        elif name == "txbxContent" and len(self._places) > 1:
            lines = self._places.pop()
            if self._paragraphs:
                self._paragraphs[-1].boxes.extend(lines)
            else:
                self._places[-1].extend(lines)
        elif name == "body":
            self._flush()

    def text(self, piece: str) -> None:
        if self._is_text and not self._skipping:
            self._add(piece)

    def _add(self, piece: str) -> None:
        if self._paragraphs and not self._is_hidden:
            self._size += len(piece)
            if self._size > MOST_CHARACTERS:
                raise Fault("text_length", most=MOST_CHARACTERS)
            self._paragraphs[-1].pieces.append(piece)

    def _cell(self) -> _Cell | None:
        rows = self._tables[-1].rows if self._tables else []
        return rows[-1][-1] if rows and rows[-1] else None

    def _close_table(self) -> None:
        """Send a table of the body; one inside a cell or a text box becomes lines there."""
        table = self._tables.pop()
        rows = [[[_join(cell.lines), cell.span, cell.goes_on] for cell in row] for row in table.rows if row]
        if len(self._places) == 1:
            self._send({"table": rows})
        else:
            self._places[-1].extend("\t".join(str(cell[0]) for cell in row) for row in rows)

    def _flush(self) -> None:
        if self._places[0]:
            self._send({"lines": self._places[0]})
            self._places[0] = []


def _join(lines: list[str]) -> str:
    """Return the paragraphs of a cell as lines; a tab in it would look like the next cell."""
    return "\n".join(line.replace("\t", " ").strip() for line in lines if line.strip())
