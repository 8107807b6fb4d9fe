"""Writes small workbooks and tables as offices make them, and reads them back with every statement checked."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from domain.ontology.catalogue import check_statement
from domain.statement import check_evidence
from ingest.mapping import Mapping
from ingest.pseudonym import Pseudonyms
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from ingest.record import TableReading, read_sheets

TODAY = "2025-06-30"
Place = tuple[str, int, str, str, str]
"""Sheet, row, column, kind and severity of a finding."""

_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'  # noqa: E501
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES = f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that was stored with it, None where it was never calculated."""

    text: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What a formula that failed shows."""

    text: str


Words = str | int | float | date | Formula | Fault | None
Rows = Sequence[Sequence[Words]]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook; `state` is "", "hidden" or "veryHidden"."""

    name: str
    rows: Rows
    merges: tuple[str, ...] = ()
    state: str = ""


def write_book(path: Path, *pages: Page) -> Path:
    """Write the workbook."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relate([("officeDocument", "xl/workbook.xml")]))
        numbers = range(1, len(pages) + 1)
        parts = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers] + [("styles", "styles.xml")]
        package.writestr("xl/_rels/workbook.xml.rels", _relate(parts))
        package.writestr("xl/styles.xml", _STYLES)
        tabs = "".join(
            f'<sheet name={quoteattr(page.name)} sheetId="{n}" state="{page.state or "visible"}" r:id="r{n}"/>'
            for n, page in zip(numbers, pages, strict=True)
        )
        book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{tabs}</sheets></workbook>'
        package.writestr("xl/workbook.xml", book)
        for n, page in zip(numbers, pages, strict=True):
            package.writestr(f"xl/worksheets/sheet{n}.xml", _write_page(page))
    return path


def _relate(parts: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def _write_page(page: Page) -> str:
    rows = "".join(
        f'<row r="{number}">{"".join(_write_cell(number, column, words) for column, words in enumerate(row, 1))}</row>'
        for number, row in enumerate(page.rows, 1)
    )
    merges = "".join(f'<mergeCell ref="{merge}"/>' for merge in page.merges)
    merged = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{merged}</worksheet>'


def _write_cell(row: int, column: int, words: Words) -> str:
    place = f'r="{_letters(column)}{row}"'
    if words is None or words == "":
        return ""
    if isinstance(words, Formula):
        value = "" if words.value is None else f"<v>{escape(words.value)}</v>"
        return f"<c {place}><f>{escape(words.text)}</f>{value}</c>"
    if isinstance(words, Fault):
        return f'<c {place} t="e"><v>{escape(words.text)}</v></c>'
    if isinstance(words, date):
        return f'<c {place} s="1"><v>{(words - date(1899, 12, 30)).days}</v></c>'
    if isinstance(words, int | float):
        return f"<c {place}><v>{words}</v></c>"
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def write_table(path: Path, rows: str, codec: str = "utf-8") -> Path:
    """Write lines as a table of text (CSV) in an encoding of the office's."""
    path.write_bytes("\r\n".join(line.strip() for line in rows.strip().splitlines()).encode(codec))
    return path


def read_file(path: Path, pseudonyms: Pseudonyms, mappings: tuple[Mapping, ...] = ()) -> TableReading:
    """Read the one table file; each statement is checked against ontology and text on the way."""
    [item] = iter_items([path])
    assert isinstance(item, Item), str(item)
    reading = read_sheets(item, pseudonyms, mappings, TODAY)
    for statement, its_reading in zip(reading.statements, reading.readings, strict=True):
        check_statement(statement)
        check_evidence(statement, reading.document.id, reading.document.text)
        assert its_reading.statement_id == statement.id
    return reading


def places(reading: TableReading, *without: str) -> list[Place]:
    """Return what was found wrong, but for the kinds that a test does not ask for."""
    return [
        (one.sheet, one.row, one.column, one.kind, one.severity) for one in reading.findings if one.kind not in without
    ]


def say(reading: TableReading, *roles: str) -> list[tuple[str, ...]]:
    """Return of each statement its predicate and what stands in these roles."""
    return [(s.predicate, *(s.text_of(role) for role in roles)) for s in reading.statements]
