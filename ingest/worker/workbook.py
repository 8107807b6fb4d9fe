"""Excel workbooks (xlsx, xlsm) → rows of text with the kind of each cell, read as a stream.

Not through a library: those give the values, but neither the number format (is 0.986 shown as 98.6%?) nor whether
a formula was ever calculated, and they hold a sheet as the full rectangle around its cells, which one stray cell in
the last corner makes as large as memory. calamine reads the older formats (old_workbook.py).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Any

from ingest.worker.cells import SheetWriter
from ingest.worker.fault import Fault
from ingest.worker.markup import Attributes, get, iter_starts, parse
from ingest.worker.number_format import Shown, read_format, write_elapsed, write_number, write_percent, write_serial
from ingest.worker.package import Package

LONGEST_ELAPSED = 1_000_000
"""Days; a format for durations on a larger number is a slip."""
MOST_TEXT = 64_000_000
"""Characters of all shared strings together."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?.*)?")


def read_workbook(data: bytes, send: Callable[[Any], None]) -> None:
    """Send each sheet in the order of the tabs: a head, blocks of rows, a tail (see cells.py)."""
    package = Package(data)
    book = _find_book(package)
    folder = posixpath.dirname(book)
    targets = _read_relations(package, book)
    strings_part = next((target for kind, target in targets.values() if kind == "sharedStrings"), "")
    styles_part = next((target for kind, target in targets.values() if kind == "styles"), "")
    formats = _read_styles(package, styles_part) if styles_part in package else []
    strings = _read_strings(package, strings_part) if strings_part in package else []
    sheets: list[tuple[str, str, bool]] = []
    is_1904 = recalculates = False
    for name, attributes in iter_starts(package.iter_part(book), book):
        if name == "sheet":
            kind, target = targets.get(_relation(attributes), ("", ""))
            if kind == "worksheet":
                sheets.append((get(attributes, "name"), target, get(attributes, "state") in ("hidden", "veryHidden")))
        elif name == "workbookPr":
            is_1904 = get(attributes, "date1904") in ("1", "true")
        elif name == "calcPr":
            recalculates = get(attributes, "fullCalcOnLoad") in ("1", "true")
    if not sheets:
        raise Fault("no_sheet", folder)
    writer = SheetWriter(send)
    for name, part, is_hidden in sheets:
        writer.begin(name, is_hidden)
        reader = _SheetReader(writer, strings, formats, is_1904, recalculates)
        parse(package.iter_part(part), part, reader.start, reader.end, reader.text)
        writer.end()


def _relation(attributes: Attributes) -> str:
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")


def _find_book(package: Package) -> str:
    for kind, target in _read_relations(package, "").values():
        if kind == "officeDocument":
            return target
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise Fault("not_workbook")


def _read_relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return (kind, part) by the id of the relation."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package:
        return {}
    found = {}
    for tag, attributes in iter_starts(package.iter_part(path), path):
        if tag == "Relationship" and get(attributes, "TargetMode") != "External":
            target = get(attributes, "Target").replace("\\", "/")
            whole = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[get(attributes, "Id")] = (get(attributes, "Type").rpartition("/")[2], whole.lstrip("/"))
    return found


def _read_styles(package: Package, part: str) -> list[tuple[Shown, int]]:
    """Return how each cell style shows a number."""
    codes: dict[int, str] = {}
    styles: list[tuple[Shown, int]] = []
    is_inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal is_inside
        if name == "numFmt":
            codes[_number(get(attributes, "numFmtId"))] = get(attributes, "formatCode")
        elif name == "cellXfs":
            is_inside = True
        elif name == "xf" and is_inside:
            number = _number(get(attributes, "numFmtId"))
            styles.append(read_format(number, codes.get(number, "")))

    def end(name: str) -> None:
        nonlocal is_inside
        is_inside = is_inside and name != "cellXfs"

    parse(package.iter_part(part), part, start, end, lambda _: None)
    return styles


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _read_strings(package: Package, part: str) -> list[str]:
    """Return the shared strings; the readings that East Asian versions keep beside a string are no part of it."""
    strings: list[str] = []
    pieces: list[str] = []
    size = 0
    is_text = False
    aside = 0

    def start(name: str, _: Attributes) -> None:
        nonlocal is_text, aside
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            aside += 1
        is_text = name == "t" and not aside

    def end(name: str) -> None:
        nonlocal is_text, aside, size
        is_text = False
        if name == "rPh":
            aside -= 1
        elif name == "si":
            string = unescape("".join(pieces))
            size += len(string)
            if size > MOST_TEXT:
                raise Fault("table_text", part, most=MOST_TEXT)
            strings.append(string)

    def text(piece: str) -> None:
        if is_text:
            pieces.append(piece)

    parse(package.iter_part(part), part, start, end, text)
    return strings


def unescape(text: str) -> str:
    """Return the text with what Excel writes as _x000D_ as the character it is."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _SheetReader:
    """Follows the events of one sheet."""

    def __init__(
        self, writer: SheetWriter, strings: list[str], formats: list[tuple[Shown, int]], is_1904: bool,
        recalculates: bool,
    ) -> None:  # fmt: skip
        self.writer = writer
        self.strings = strings
        self.formats = formats
        self.is_1904 = is_1904
        self.recalculates = recalculates
        self.row = self.column = 0
        self.kind = self.style = ""
        self.has_formula = self.is_value = self.is_inline = False
        self.aside = 0
        self.pieces: list[str] = []
        self.columns: dict[str, int] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            reference = attributes.get("r")
            self.column = self._find_column(reference) if reference else self.column + 1
            self.kind = attributes.get("t", "n")
            self.style = attributes.get("s", "")
            self.has_formula = False
            self.pieces.clear()
        elif name == "v":
            self.is_value = True
        elif name == "f":
            self.has_formula = True
        elif name == "row":
            number = attributes.get("r", "")
            self.row = _number(number) if number else self.row + 1
            self.column = 0
            self.writer.open_row(self.row)
        elif name == "is":
            self.is_inline = True
        elif name == "t":
            self.is_value = self.is_inline and not self.aside
        elif name == "rPh":
            self.aside += 1
        elif name == "mergeCell":
            ends = [_CELL.fullmatch(end) for end in get(attributes, "ref").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                self.writer.merge(
                    int(ends[0][2]), count_letters(ends[0][1]), int(ends[1][2]), count_letters(ends[1][1])
                )

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.is_value = False
        elif name == "c":
            if self.pieces or self.has_formula:
                self._close_cell()
        elif name == "is":
            self.is_inline = False
        elif name == "rPh":
            self.aside -= 1

    def text(self, piece: str) -> None:
        if self.is_value:
            self.pieces.append(piece)

    def _find_column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        found = self.columns.get(letters)
        if found is None:
            found = self.columns[letters] = count_letters(letters)
        return found

    def _close_cell(self) -> None:
        stored = "".join(self.pieces)
        kind = self.kind
        if self.has_formula and kind != "str" and not stored.strip():
            self.writer.add(self.column, "", "u")
        elif kind == "s":
            index = _number(stored.strip())
            if index >= len(self.strings):
                raise Fault("string_missing", f"{self.writer.place} 第 {self.row} 行")
            self.writer.add(self.column, self.strings[index], "")
        elif kind in ("str", "inlineStr"):
            self.writer.add(self.column, unescape(stored), "")
        elif kind == "b":
            self.writer.add(self.column, "TRUE" if stored.strip() in ("1", "true") else "FALSE", "b")
        elif kind == "e":
            self.writer.add(self.column, stored.strip(), "e")
        elif kind == "d":
            iso = _ISO.fullmatch(stored.strip())
            time = f" {iso[2]}" if iso and iso[2] and (iso[2], iso[3]) != ("00:00", ":00") else ""
            self.writer.add(self.column, f"{iso[1]}{time}" if iso else stored, "d" if iso else "")
        else:
            self._close_number(stored.strip())

    def _close_number(self, stored: str) -> None:
        if self.has_formula and self.recalculates and stored == "0":
            # A program that never calculates wrote the file and asks Excel to do it: this 0 stands for nothing.
            self.writer.add(self.column, "", "u")
            return
        style = _number(self.style)
        shown, width = self.formats[style] if style < len(self.formats) else (Shown.PLAIN, 0)
        if shown is Shown.PLAIN and stored.isdecimal() and len(stored) < 16 and (stored[0] != "0" or stored == "0"):
            self.writer.add(self.column, stored, "n")
            return
        try:
            value = float(stored)
        except ValueError:
            self.writer.add(self.column, stored, "")
            return
        if value != value or value in (float("inf"), float("-inf")):
            self.writer.add(self.column, stored, "e")
        elif shown is Shown.DATE and (date := write_serial(value, self.is_1904)):
            self.writer.add(self.column, date, "d")
        elif shown is Shown.ELAPSED and 0 <= value < LONGEST_ELAPSED:
            self.writer.add(self.column, write_elapsed(value), "")
        elif shown is Shown.PERCENT:
            self.writer.add(self.column, write_percent(value), "n")
        else:
            self.writer.add(self.column, write_number(value).zfill(width), "n")


def count_letters(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
