"""Tables → statements: every good row becomes one statement whose evidence is exactly that row."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from domain.document import Document
from domain.identifier import hash_text, make_id
from domain.mention import MentionKind, Reference, ReferenceKind
from domain.statement import Argument, Evidence, Reading, Statement, Value
from ingest.mapping import AREA, AREA_ABOVE, Column, Mapping, choose_mapping
from ingest.pseudonym import Pseudonyms, flatten_identifier
from ingest.readers.dates import find_date
from ingest.readers.item import Item, Row
from lexicon.care import care_categories, find_care_category
from lexicon.forbidden import find_forbidden, find_forbidden_column, measure_name
from lexicon.services import is_service
from lexicon.words import load_words

__all__ = ["Finding", "Mapping", "TableReading", "choose_mapping", "read_table"]

LONGEST_CELL = 60
"""A longer cell in a column of names is a note, and a note may hold what must never be kept."""
MOST_TIMES = 10_000

_SPACE = re.compile(r"[\t\r\n\v\f]")
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?(?:次|人次|份|回)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_LISTED = re.compile(r"[、,，;；/|\s]+")

LONGEST_SERVICE = 12
_PLAIN = re.compile(r"[\w()·、/-]+")
_MARKS = re.compile(r"[()·、/-]")
_SOMEBODY = re.compile(r"[\u4e00-\u9fff](?:大爷|大娘|大妈|奶奶|爷爷|阿姨|大叔|大婶|老人家|女士|先生|某)")

_REFERENCES = {"area": MentionKind.COMMUNITY, "service": MentionKind.SERVICE}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was wrong with one cell, row or column. The message never repeats a cell: it may be somebody's.

    `severity` is "reject" (the row is left out) or "warn" (it is kept without that cell).
    """

    file: str
    sheet: str
    row: int
    column: str
    kind: str
    severity: str
    message: str

    def __str__(self) -> str:
        place = f"第 {self.row} 行" + (f"「{self.column}」列" if self.column else "")
        return f"{self.file}: {place}: {self.message}"


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table read: the document with its text, and the statements with their readings in the order of rows.

    `readings[i]` belongs to `statements[i]`. The role `record` of each statement holds the key of its record: the
    same in every file that holds the record again.
    """

    document: Document
    statements: tuple[Statement, ...]
    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]


def read_table(item: Item, mapping: Mapping, pseudonyms: Pseudonyms) -> TableReading:
    """Return what the table says through the mapping.

    The document's text is the allowed cells of the good rows as TSV under their heads, as written but for two
    things: a household's number is replaced by its pseudonym, a tab or line break in a cell by a space. All other
    columns are dropped and named in the findings, and so is every row that does not hold what it must.
    """
    if item.cells is None:
        raise ValueError("the item is no table")
    return _TableReader(item, mapping, pseudonyms, mapping.find_columns(item.cells.header)).read(
        item.cells.header, item.cells.header_line, item.cells.rows
    )


class _Rejected(Exception):
    """Raised inside this module for a cell with which its row is left out."""

    def __init__(self, column: str, kind: str, message: str, severity: str = "reject") -> None:
        super().__init__(message)
        self.column = column
        self.kind = kind
        self.message = message
        self.severity = severity


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell to be written: its words in the text, and what of them is the value, trimmed and in closed form."""

    written: str
    value: str

    def span(self, start: int) -> tuple[int, int]:
        """Return where the value stands when the cell starts there; (-1, -1) when it is not written so."""
        found = self.written.find(self.value)
        return (start + found, start + found + len(self.value)) if self.value and found >= 0 else (-1, -1)


@dataclass
class _TableReader:
    """Reads the rows of one table, top to bottom."""

    item: Item
    mapping: Mapping
    pseudonyms: Pseudonyms
    columns: Dictionary[int, Column]
    findings: list[Finding] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)

    def read(self, header: Sequence[str], header_line: int, rows: Sequence[Row]) -> TableReading:
        self._report_columns(header, header_line)
        households = self._find_pseudonyms(rows)
        lines = ["\t".join(_SPACE.sub(" ", header[position]) for position in self.columns)]
        offset = len(lines[0]) + 1
        statements: list[Statement] = []
        readings: list[Reading] = []
        for row in rows:
            try:
                cells = self._read_row(row, households)
                record = self._name_record(row, cells)
            except _Rejected as fault:
                self._report(row.line, self.heads[fault.column], fault.kind, fault.severity, fault.message)
                continue
            line = "\t".join(cells[column.name].written for column in self.columns.values())
            statement = self._make_statement(cells, record, line, offset)
            statements.append(statement)
            readings.append(self._make_reading(statement, cells))
            lines.append(line)
            offset += len(line) + 1
        text = "\n".join(lines) + "\n"
        document = self.item.document
        return TableReading(
            Document(document.id, hash_text(text), text, "table", document.encoding, document.reader),
            tuple(statements),
            tuple(readings),
            tuple(self.findings),
        )

    def _report(self, row: int, column: str, kind: str, severity: str, message: str) -> None:
        self.findings.append(Finding(self.item.arrival.path, "", row, column, kind, severity, message))

    def _report_columns(self, header: Sequence[str], line: int) -> None:
        for position, head in enumerate(header):
            shown = _SPACE.sub(" ", head).strip() or f"第 {position + 1} 列"
            if position in self.columns:
                self.heads[self.columns[position].name] = shown
            elif find_forbidden_column(head):
                self._report(line, shown, "column_forbidden", "warn", "这一列属于不得保存的内容，整列未读")
            elif head.strip():
                self._report(line, shown, "column_dropped", "warn", f"这一列不在{self.mapping.label}的列清单内，未保留")

    def _find_pseudonyms(self, rows: Sequence[Row]) -> dict[str, str]:
        """Return the pseudonyms of all households of the table, looked up together."""
        keys = {key for row in rows if (key := self._household_key(row))}
        return self.pseudonyms.of_all(f"{self.mapping.purpose}:{self.mapping.register}", sorted(keys))

    def _household_key(self, row: Row) -> str:
        """Return community and number: a number says which household only within its community."""
        raw = {column.holds: row.cells[position] for position, column in self.columns.items()}
        number, area = flatten_identifier(raw.get("household", "")), flatten_identifier(raw.get("area", ""))
        return f"{area}\n{number}" if number and area else ""

    def _read_row(self, row: Row, households: Dictionary[str, str]) -> dict[str, _Cell]:
        cells: dict[str, _Cell] = {}
        for position, column in self.columns.items():
            written = _SPACE.sub(" ", row.cells[position])
            if not written.strip():
                if column.required:
                    raise _Rejected(column.name, "missing", "必填的单元格是空的，整行未读")
                cells[column.name] = _Cell(written, "")
            elif column.holds == "household":
                pseudonym = households.get(self._household_key(row), "")
                cells[column.name] = _Cell(pseudonym, pseudonym)
            elif column.holds == "care":
                cells[column.name] = self._read_care(row.line, column, written)
            else:
                cells[column.name] = _read_cell(column, written)
        return cells

    def _read_care(self, line: int, column: Column, written: str) -> _Cell:
        """Keep the categories of the closed list; anything else may be a reason or a diagnosis and is left out."""
        words = [word for word in _LISTED.split(written) if word]
        found = {find_care_category(word) for word in words}
        if "" in found:
            self._report(line, self.heads[column.name], "not_in_list", "warn", "类别不在清单内，未保留")
        kept = "、".join(category for category in care_categories() if category in found)
        return _Cell(kept if "" in found else written, kept)

    def _name_record(self, row: Row, cells: Dictionary[str, _Cell]) -> str:
        """Return the key of the row's record; refuses a second row that names the same record by itself."""
        values = {name: flatten_identifier(cell.value) for name, cell in cells.items()}
        content = tuple(values.values())
        for key in self.mapping.once:
            if not all(values.get(name) for name in key):
                continue
            record = make_id("record", self.mapping.name, [[name, values[name]] for name in key])
            if record not in self.seen:
                self.seen[record] = content
                return record
            if self.seen[record] == content:
                raise _Rejected(key[-1], "repeated", "与前面一行完全相同，只计一次", "warn")
            raise _Rejected(key[-1], "contradicted", "与前面一行编号相同而内容不同，只保留前面一行")
        named = [[name, values.get(name, "")] for name in self.mapping.otherwise]
        record = make_id("record", self.mapping.name, named)
        self.counted[record] += 1
        return make_id("record", record, self.counted[record])

    def _make_statement(self, cells: Dictionary[str, _Cell], record: str, line: str, offset: int) -> Statement:
        arguments: dict[str, Argument] = {"record": Value(record)}
        start = offset
        for column in self.columns.values():
            cell = cells[column.name]
            if column.role and cell.value:
                arguments[column.role] = self._make_argument(column, cells, start)
            start += len(cell.written) + 1
        evidence = Evidence(self.item.document.id, offset, offset + len(line), line)
        return Statement(self.mapping.predicate, tuple(sorted(arguments.items())), evidence)

    def _make_argument(self, column: Column, cells: Dictionary[str, _Cell], start: int) -> Argument:
        cell = cells[column.name]
        begin, end = cell.span(start)
        if column.holds in _REFERENCES:
            full_name = _name_in_full(cells) if column.holds == "area" else ""
            kind = _REFERENCES[column.holds]
            return Reference(ReferenceKind.MENTION, cell.value, kind, begin, end, full_name=full_name)
        if column.holds == "household":
            return Reference(ReferenceKind.KEY, cell.value, start=begin, end=end, register=self.mapping.register)
        if column.holds == "grid":
            register = f"grid:{cells[AREA].value}"
            return Reference(ReferenceKind.KEY, cell.value, start=begin, end=end, register=register)
        return Value(cell.value, begin, end)

    def _make_reading(self, statement: Statement, cells: Dictionary[str, _Cell]) -> Reading:
        empty = _Cell("", "")
        return Reading(
            statement.id,
            f"record:{self.mapping.name}",
            self.mapping.version,
            1.0,
            cells.get(self.mapping.valid_from, empty).value,
            cells.get(self.mapping.valid_to, empty).value,
        )


def _name_in_full(cells: Dictionary[str, _Cell]) -> str:
    """Return the community's name after those of the areas above it, "" where the row names none."""
    name = cells[AREA].value
    above = [cells[column].value for column in AREA_ABOVE if column in cells and cells[column].value not in name]
    return "".join((*above, name)) if above else ""


def _read_cell(column: Column, written: str) -> _Cell:
    """Return the cell with its value in closed form; refuses one that is not what its column must hold."""
    text = written.strip()
    if len(text) > LONGEST_CELL:
        raise _Rejected(column.name, "too_long", f"单元格超过 {LONGEST_CELL} 个字，不像名称，整行未读")
    if _is_forbidden(text):
        raise _Rejected(column.name, "forbidden", "单元格里有不得保存的内容（如证件号、电话），整行未读")
    if column.holds == "date":
        return _Cell(written, _read_date(column, text))
    if column.holds == "service":
        _check_service(column, text)
    if column.holds == "number":
        return _Cell(written, _read_number(column, text))
    return _Cell(written, text)


@lru_cache(maxsize=4096)
def _is_forbidden(text: str) -> bool:
    return bool(find_forbidden(unicodedata.normalize("NFKC", text)))


def _check_service(column: Column, text: str) -> None:
    """Refuse what is no service: a formula, a note, words with somebody's name in them."""
    plain = unicodedata.normalize("NFKC", text)
    if plain[0] in "=+-@":
        raise _Rejected(column.name, "formula", "以 =、+、- 或 @ 开头，像是公式，整行未读")
    if is_service(plain):
        return
    if len(plain) > LONGEST_SERVICE or not _PLAIN.fullmatch(plain):
        raise _Rejected(column.name, "no_service", f"不是已知的服务，也不是 {LONGEST_SERVICE} 个字以内的名称，整行未读")
    if _names_somebody(plain):
        raise _Rejected(column.name, "forbidden", "服务名称里像有人的姓名，整行未读")


@lru_cache(maxsize=4096)
def _names_somebody(text: str) -> bool:
    """True when a name stands by itself, before or behind the words for a service, or a form of address in it."""
    return bool(_SOMEBODY.search(text)) or any(_holds_name(part) for part in _MARKS.split(text) if len(part) > 1)


def _holds_name(part: str) -> bool:
    if part in load_words() or is_service(part):
        return False
    cuts = range(2, len(part) + 1)
    return any(_is_name(part[:cut]) and (cut == len(part) or is_service(part[cut:])) for cut in cuts) or any(
        is_service(part[: len(part) - cut]) and _is_name(part[-cut:]) for cut in cuts
    )


def _is_name(text: str) -> bool:
    return measure_name(text) == len(text)


def _read_date(column: Column, text: str) -> str:
    date = find_date(text)
    if date is None and _SERIAL.fullmatch(text):
        raise _Rejected(column.name, "bad_date", "像是 Excel 的日期序号，请把单元格格式改为日期后重新导出")
    if date is None:
        raise _Rejected(column.name, "bad_date", "不是日期，应形如 2024-05-06、2024.5.6 或 2024年5月6日")
    return str(date)


def _read_number(column: Column, text: str) -> str:
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text))
    number = int(found[1].replace(",", "")) if found else 0
    if not 0 < number <= MOST_TIMES:
        raise _Rejected(column.name, "bad_number", f"不是 1 到 {MOST_TIMES:,} 之间的整数")
    return str(number)
