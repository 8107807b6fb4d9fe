"""Reads the cells of a table's rows through a mapping: blocks, merged cells, ticks, identifiers, what stands above."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from ingest.cell import EMPTY, Cell, Rejected, holds_forbidden, read_cell, refuse_formula
from ingest.choice import Choice
from ingest.mapping import AREA, Column
from ingest.naming import is_body
from ingest.pseudonym import UNSEEN, Pseudonyms, flatten_identifier
from ingest.readers.item import CellKind
from ingest.row_check import UNIT_OF_TITLE, RowChecks
from ingest.scope import make_scope
from ingest.sheet.context import Context, find_context
from ingest.sheet.grid import Grid, GridRow
from ingest.sheet.layout import SheetTable
from ingest.sheet.mark import MARKS, NO_MARKS, is_empty

SPACE = re.compile(r"[\t\r\n\v\f]")
_REVERSING = "\u202e"
LEAST_GAPS = 0.25
"""The share of empty cells from which a column may be one of merged blocks."""

_PSEUDONYMS = {"attendee": "学员", "person_key": "人"}
_NAMELESS = ("forbidden", "too_long", "no_name")
"""Faults of cells whose words are kept nowhere."""
_OPEN = frozenset({"text", "phrase", "person", "post", "org", "place", "area", "award", "course", "scheme", "office"})
"""What may hold any words, so that a name that slipped into it would not be noticed."""
_DOUBTFUL = ("ragged", "shifted", "no_name", "no_number", "no_service", "no_office")
"""Faults after which the cells of a row may stand in wrong columns."""


class Reporter(Protocol):
    """Takes what was wrong with a row or column of the table."""

    def __call__(self, row: int, column: str, kind: str, severity: str, message: str) -> None: ...


class RowReader:
    """Reads the rows of one table; what is wrong with a cell is a fault of its row, what was understood is reported."""

    def __init__(
        self, grid: Grid, table: SheetTable, choice: Choice, context: Context, pseudonyms: Pseudonyms, today: str,
        report: Reporter,
    ) -> None:  # fmt: skip
        self.grid = grid
        self.table = table
        self.mapping = choice.mapping
        self.columns = choice.columns
        self.marks = choice.marks
        self._checks = RowChecks(self.mapping, table.heads, choice.columns, context.org)
        self.stated = choice.stated
        self.context = context
        self.heads = {head.position: head for head in table.heads}
        self._last = max(self.heads, default=-1)
        self._widest = max((head.position for head in table.wide.heads), default=-1) if table.wide else self._last
        self.positions = tuple(sorted((*choice.columns, *choice.marks)))
        self.shown = {column.name: self.show(position) for position, column in choice.columns.items()}
        self._today = today
        self._report = report
        self._said: set[tuple[str, str]] = set()
        self._memory: dict[tuple[int, str], Cell] = {}
        self._known: dict[tuple[str, ...], Cell] = {}
        self._places = {column.name: position for position, column in choice.columns.items()}
        self.added: dict[str, str] = {}
        self._monthly = frozenset(
            p for p, c in choice.columns.items() if c.holds == "date" and self.heads[p].is_monthly
        )
        self.rows = self._fill_blocks()
        self._numbers = self._find_pseudonyms(pseudonyms)
        self._stated = self._read_stated()
        self._widths = self._find_widths()

    def _read_stated(self) -> dict[str, Cell]:
        """Return what stands over the table and holds of all its rows; `added` are names to be written in each."""
        found: dict[str, Cell] = {}
        for name, words in self.stated.items():
            column = self.mapping.by_name[name]
            cell = read_cell(column, words, None, self.context, "", self._today)
            found[name] = Cell("", cell.values)
            if column.holds == "person":
                found[name] = Cell(cell.value, cell.values)
                self.added[name] = cell.value
            message = f"表中没有「{column.label}」这一列，各行都取自表格上方（标题、表名）的文字；请核对"
            self._report(self.table.header, "", "stated_above", "warn", message)
        return found

    def _find_widths(self) -> dict[str, int]:
        """Return by column how long its numbers are, where they begin with zeros: a shorter one has lost them."""
        found: dict[str, int] = {}
        for position, column in self.columns.items():
            if column.holds in ("household", "key", "case", "attendee", "person_key"):
                padded = [w for row in self.rows if (w := get_cell(row, position).strip()).isdigit() and w[0] == "0"]
                lengths = {len(words) for words in padded}
                if len(padded) > 1 and len(lengths) == 1:
                    found[column.name] = lengths.pop()
        return found

    def head_of(self, row: GridRow, column: str) -> str:
        """Return the head of a fault's column; in a row of a wide table the head of the cell that it came from."""
        if row.unfolded >= 0 and self._places.get(column, -1) > self._widest:
            return self.show_wide(row.unfolded)
        return self.shown.get(column) or (
            self.mapping.by_name[column].label if column in self.mapping.by_name else column
        )

    def kind_of(self, row: GridRow, position: int) -> CellKind | None:
        """Return what the spreadsheet says of a cell; of one that a wide table gave, of that in its own column."""
        if row.unfolded >= 0 and position > self._widest:
            return self.grid.kind_of(row.line, row.unfolded) if position == self._last else None
        return self.grid.kind_of(row.line, position)

    def show(self, position: int) -> str:
        """Return the head of a column as reports name it."""
        head = self.heads[position]
        return SPACE.sub(" ", head.shown).strip() or f"第 {position + 1} 列"

    def show_wide(self, position: int) -> str:
        """Return the head of a column as the wide table has it."""
        heads = self.table.wide.heads if self.table.wide is not None else self.table.heads
        return SPACE.sub(" ", next((head.shown for head in heads if head.position == position), "")).strip()

    def read(self, row: GridRow, faults: list[Rejected]) -> dict[str, Cell]:
        """Return the cells of the row by column; what is wrong with it is added to the faults, all of it."""
        cells: dict[str, Cell] = {}
        if row.unfolded < 0 and self.table.is_torn(row):
            counts = f"有 {len(row.cells)} 个单元格，表头有 {self.table.fixed_width} 个"
            faults.append(Rejected("", "ragged", f"{counts}；请补上缺的单元格，或给含分隔符的单元格加上引号"))
            return cells
        is_plain = not self.grid.kinds and not row.merged
        words, width, memory = row.cells, len(row.cells), self._memory
        for position, column in self.columns.items():
            if is_plain and (known := memory.get((position, words[position] if position < width else ""))) is not None:
                cells[column.name] = known
                continue
            try:
                cells[column.name] = self._read_column(row, position, column)
            except Rejected as fault:
                faults.append(fault)
        if self.marks:
            try:
                self._read_marks(row, cells)
            except Rejected as fault:
                faults.append(fault)
        faults += self._checks.find(cells, row.cells)
        cells.update(self._stated)
        if self._checks.part_offices(cells):
            self._report_once(self.head_of(row, "org"), "org", "stated_above", UNIT_OF_TITLE, row.line)
        if AREA in self.mapping.by_name and not cells.get(AREA, EMPTY).value:
            area = self.area_of(row)
            if area:
                cells[AREA] = Cell("", (area,))
        if not faults and not any(cell.value for cell in cells.values()):
            faults.append(Rejected("", "empty", "这一行没有认得的内容", "warn"))
        return cells

    def write(self, row: GridRow, cells: Dictionary[str, Cell]) -> list[str]:
        """Return the words of the kept cells in order, as they go into the text."""
        return [
            cells[self.columns[p].name].written if p in self.columns else SPACE.sub(" ", get_cell(row, p))
            for p in self.positions
        ]

    def keep(self, row: GridRow, faults: Sequence[Rejected]) -> tuple[str, ...]:
        """Return what a bad row may leave behind to be mended: numbers as pseudonyms, nothing that is never held.

        Where the cells may stand in wrong columns only those are kept that are what their own column holds.
        """
        hidden = {fault.column for fault in faults if fault.kind in _NAMELESS}
        is_doubtful = any(fault.kind in _DOUBTFUL for fault in faults)
        cells = []
        for position in self.positions:
            column = self.columns.get(position)
            words = SPACE.sub(" ", get_cell(row, position))
            if column is None:
                words = words if words.strip() in MARKS | NO_MARKS else ""
            elif column.name in self._numbers:
                words = self._numbers[column.name].get(self._key_of(row, column), "")
            elif column.name in hidden or not self._may_keep(row, position, column, words, is_doubtful):
                words = ""
            cells.append(words)
        return tuple(cells)

    def _may_keep(self, row: GridRow, position: int, column: Column, words: str, is_doubtful: bool) -> bool:
        if is_empty(words):
            return True
        if holds_forbidden(words):
            return False
        if not is_doubtful and column.holds != "care":
            return True
        if is_doubtful and column.holds in _OPEN:
            return is_body(words.strip())
        try:
            cell = read_cell(column, words, self.kind_of(row, position), self.context, "", self._today)
        except Rejected:
            return False
        return column.holds != "care" or cell.note[0] != "not_in_list"

    def _read_column(self, row: GridRow, position: int, column: Column) -> Cell:
        raw = get_cell(row, position)
        written = SPACE.sub(" ", UNSEEN.sub("", raw))
        if _REVERSING in raw:
            raise Rejected(column.name, "unreadable", "有倒转显示次序的字符，看到的不是所写的，整行未读；请重新输入")
        self._check_merged(row, position, column)
        refuse_formula(column, self.kind_of(row, position))
        if is_empty(written):
            if column.is_mandatory and not (
                column.name == AREA and (self._section_area(row) or self.context.community)
            ):
                raise Rejected(column.name, "missing", "必填的单元格是空的，整行未读")
            if column.name != AREA:
                self._memory[position, raw] = Cell(written)
            return Cell(written)
        if column.name in self._numbers:
            return self._read_number(row, position, column, written)
        return self._read_cell(row, position, column, written, raw)

    def _read_number(self, row: GridRow, position: int, column: Column, written: str) -> Cell:
        """Return the pseudonym of an identifier; the same one in the same place is looked at once."""
        place = self._raw(row, AREA), self._raw(row, "town"), self.table.sections.get(row.line, "")
        key = (column.name, written, *place)
        if key in self._known and not self.grid.kinds:
            return self._known[key]
        self._check_identifier(row, position, column, written)
        pseudonym = self._numbers[column.name].get(self._key_of(row, column), "")
        cell = Cell(pseudonym, (pseudonym,)) if pseudonym else EMPTY
        self._known[key] = cell
        return cell

    def _check_identifier(self, row: GridRow, position: int, column: Column, written: str) -> None:
        """Refuse a number that is no identifier: it is replaced, but a note beside it would not be read either."""
        read_cell(column, written, self.kind_of(row, position), self.context, "", self._today)
        self._check_zeros(column, written)

    def _check_zeros(self, column: Column, written: str) -> None:
        plain = _plain_number(written.strip())
        if plain.isdigit() and plain[0] != "0" and len(plain) < self._widths.get(column.name, 0):
            raise Rejected(
                column.name, "lost_zeros", "编号比同列的短，像是前面的 0 丢了，整行未读；请改为文本，补上前面的 0"
            )

    def _check_merged(self, row: GridRow, position: int, column: Column) -> None:
        """Say where merged cells were filled in; refuse them where one number stands for several rows or columns."""
        merge = row.merged.get(position)
        if merge is None:
            return
        name = self.show(position)
        if (
            merge.first_column != merge.last_column
            and sum(merge.first_column <= p + 1 <= merge.last_column for p in self.columns) > 1
        ):
            raise Rejected(column.name, "merged_across", "横向合并的单元格，不知道是哪一列的值；请拆开填写")
        if merge.first_row == merge.last_row:
            return
        if column.holds in ("number", "quantity"):
            raise Rejected(column.name, "merged_number", "几行合用一个数字（合并的单元格），不知道各是多少；请拆开填写")
        if row.line == merge.first_row:
            message = f"第 {merge.first_row} 至 {merge.last_row} 行合并的单元格，各行都按同一内容读入"
            if (name, message) not in self._said:
                self._said.add((name, message))
                self._report(row.line, name, "merged_filled", "warn", message)

    def _read_cell(self, row: GridRow, position: int, column: Column, written: str, raw: str) -> Cell:
        key = (position, raw)
        kind = self.kind_of(row, position)
        if column.holds in ("key", "case"):
            self._check_zeros(column, written)
        source = raw if column.is_many else written
        cell = read_cell(column, source, kind, self.context, self.heads[position].unit, self._today)
        if kind is CellKind.DATE and position in self._monthly and cell.value.endswith("-01") and len(cell.value) == 10:
            cell = Cell(cell.written, (cell.value[:7],), cell.note, cell.unit)
        if cell.written is source and source is not written:
            cell = Cell(written, tuple(SPACE.sub(" ", value) for value in cell.values), cell.note, cell.unit)
        if cell.note[0]:
            if cell.note[0] in ("completed_date", "time_zone"):
                self._report_once(self.head_of(row, column.name), column.name, *cell.note, row.line)
            else:
                self._report(row.line, self.head_of(row, column.name), cell.note[0], "warn", cell.note[1])
        elif kind is None:
            self._memory[key] = cell
        return cell

    def _read_marks(self, row: GridRow, cells: dict[str, Cell]) -> None:
        ticked: dict[str, list[str]] = {}
        for position, (column, word) in self.marks.items():
            if get_cell(row, position).strip() in MARKS:
                ticked.setdefault(column.name, []).append(word)
        for name, words in ticked.items():
            if self.mapping.by_name[name].holds == "code" and len(words) > 1:
                raise Rejected(name, "ambiguous", "同一行勾选了几项，只能有一项")
            cells[name] = Cell("", ("、".join(words),))

    def _report_once(self, head: str, column: str, kind: str, message: str, row: int) -> None:
        """Report what holds of a whole column at the first row in which it was met."""
        if (column, kind) not in self._said:
            self._said.add((column, kind))
            self._report(row, head, kind, "warn", message)

    def _fill_blocks(self) -> list[GridRow]:
        """Return the rows with block columns filled down, where a file cannot say that cells are merged (CSV)."""
        if self.grid.has_merges or self.grid.is_lines:
            return list(self.table.rows)
        blocks = [p for p, column in self.columns.items() if column.is_block and self._is_block(p)]
        if not blocks:
            return list(self.table.rows)
        rows: list[GridRow] = []
        above: dict[int, str] = {}
        for row in self.table.rows:
            cells = list(row.cells)
            for position in blocks:
                if position < len(cells) and cells[position].strip():
                    above[position] = cells[position]
                    for later in blocks[blocks.index(position) + 1 :]:
                        above.pop(later, None)
                elif position < len(cells) and above.get(position) and row.filled():
                    cells[position] = above[position]
                    name = self.columns[position].name
                    self._report_once(
                        self.show(position),
                        name,
                        "merged_filled",
                        "空着的单元格当作与上一格相同（合并的单元格），请核对",
                        row.line,
                    )
            rows.append(GridRow(row.line, tuple(cells), row.merged, row.unfolded))
        return rows

    def _is_block(self, position: int) -> bool:
        """True for a column of blocks: its first cell is filled, many below are not, no block repeats the one above.

        A column in which a value is merely missing here and there shows one value in rows that follow each other, or
        has few gaps.
        """
        cells = [get_cell(row, position).strip() for row in self.table.rows]
        filled = [cell for cell in cells if cell]
        gaps = len(cells) - len(filled)
        repeats = any(one == other for one, other in pairwise(filled)) or gaps < 2
        return bool(cells) and bool(cells[0]) and gaps >= LEAST_GAPS * len(cells) and not repeats

    def _find_pseudonyms(self, pseudonyms: Pseudonyms) -> dict[str, dict[str, str]]:
        """Return by column the pseudonyms of all identifiers of the table, looked up together."""
        found: dict[str, dict[str, str]] = {}
        for column in self.columns.values():
            if column.holds != "household" and column.holds not in _PSEUDONYMS:
                continue
            spelled = {
                (
                    self._raw(row, column.name),
                    self._raw(row, AREA),
                    self._raw(row, "town"),
                    self.table.sections.get(row.line),
                ): row
                for row in self.rows
            }
            keys = {key for row in spelled.values() if (key := self._key_of(row, column))}
            purpose = (
                f"{self.mapping.purpose}:{self.mapping.register}"
                if column.holds == "household"
                else f"{self.mapping.purpose}:{column.holds}"
            )
            mark = _PSEUDONYMS.get(column.holds, "户")
            found[column.name] = pseudonyms.of_all(purpose, sorted(keys), mark)
        return found

    def _raw(self, row: GridRow, name: str) -> str:
        position = self._places.get(name)
        return get_cell(row, position) if position is not None else ""

    def _key_of(self, row: GridRow, column: Column) -> str:
        """Return what an identifier is unique by: of a household its community, since numbers begin anew in each."""
        number = flatten_identifier(_plain_number(self._raw(row, column.name)))
        if not number or is_empty(number):
            return ""
        if column.holds != "household":
            return number
        scope = self._scope_of(row)
        return f"{scope}\n{number}" if scope else ""

    def _scope_of(self, row: GridRow) -> str:
        """Return town and community by which grids and numbers of households are told apart."""
        return make_scope(self._raw(row, AREA).strip() or self.area_of(row), self._raw(row, "town"))

    def area_of(self, row: GridRow) -> str:
        """Return the community that the section above a row, or else the title, names."""
        return self._section_area(row) or self.context.community

    def _section_area(self, row: GridRow) -> str:
        section = self.table.sections.get(row.line, "")
        return find_context([section]).community if section else ""


def get_cell(row: GridRow, position: int) -> str:
    """Return the words of a cell, "" beyond the end of the row."""
    return row.cells[position] if position < len(row.cells) else ""


def _plain_number(words: str) -> str:
    return words.partition(".")[0] if re.fullmatch(r"\s*\d+\.0+\s*", words) else words
