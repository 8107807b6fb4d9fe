"""Tables → statements: every good row becomes statements whose evidence is exactly that row."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from domain.document import Document
from domain.entity import Entity
from domain.errors import InputError
from domain.identifier import hash_text, make_id
from domain.locator import PlacedRows, write_rows
from domain.mention import MentionKind, Reference, ReferenceKind
from domain.ontology.catalogue import get_predicate
from domain.statement import Argument, Evidence, Reading, Statement, Value
from ingest.cell import EMPTY, MARKS, Cell, Rejected, is_empty, read_cell
from ingest.choice import Choice, choose, known_heads
from ingest.finding import Finding
from ingest.mapping import AREA, AREA_ABOVE, Column, Mapping, Pattern
from ingest.mapping_file import DATA_CLASSES, list_needs, load_mappings
from ingest.pseudonym import Pseudonyms, flatten_identifier
from ingest.quarantine import PROBLEM, ROW, Quarantined
from ingest.readers.item import Item
from ingest.sheet.context import Context, cut_community, find_context
from ingest.sheet.grid import Grid, GridRow, make_grid
from ingest.sheet.head import Head
from ingest.sheet.layout import SheetTable, Total, find_tables
from lexicon.areas import community_suffixes
from lexicon.forbidden import find_forbidden_column

__all__ = ["Finding", "TableReading", "read_sheets"]

_SPACE = re.compile(r"[\t\r\n\v\f]")
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_SERIAL_HEADS = frozenset({"序号", "序", "No", "NO", "no", PROBLEM, ROW})
"""Heads that nobody misses."""

LEAST_GAPS = 0.25
"""The share of empty cells from which a column may be one of merged blocks."""

_MENTIONS = {
    "area": MentionKind.COMMUNITY, "place": MentionKind.PLACE, "org": MentionKind.ORG, "service": MentionKind.SERVICE,
    "award": MentionKind.AWARD, "person": MentionKind.PERSON, "post": MentionKind.POST,
}  # fmt: skip
_PSEUDONYMS = {"attendee": "学员", "person_key": "人"}
_DIVISIONS = ("省", "自治区", "市", "盟", "州", "县", "旗", "区", "镇", "乡", "苏木", "街道")


@dataclass(frozen=True, slots=True)
class TableReading:
    """A file of tables read: the document with its text, and the statements with their readings in the order of rows.

    `readings[i]` and `data_classes[i]` belong to `statements[i]`. The role `record` of each statement holds the key of
    its record: the same in every file that holds the record again. `people` give the person of each reference that a
    row names, `quarantined` the rows that were left out,
    `mappings` by sheet the mapping that was chosen, `rows` by mapping how many data rows it was given.
    """

    document: Document
    statements: tuple[Statement, ...]
    readings: tuple[Reading, ...]
    data_classes: tuple[str, ...]
    findings: tuple[Finding, ...]
    people: Dictionary[str, Entity]
    quarantined: tuple[Quarantined, ...]
    mappings: tuple[tuple[str, str], ...]
    rows: Dictionary[str, int]


def read_sheets(
    item: Item, pseudonyms: Pseudonyms, mappings: tuple[Mapping, ...] = (), today: str = ""
) -> TableReading:  # fmt: skip
    """Return what the tables of a file say, each through the mapping that fits it.

    The document's text is the allowed cells of the good rows as TSV under their heads, as written but for three
    things: a number of a household or person is replaced by its pseudonym, a tab or line break in a cell by a space,
    and a cell merged down a block stands in each of its rows. All other columns are dropped and named in the findings,
    and so is every row that does not hold what it must. Raises InputError where no table fits any mapping.
    """
    reader = _SheetReader(item, pseudonyms, mappings, today or datetime.date.today().isoformat())
    return reader.read()


@dataclass
class _SheetReader:
    """Reads the sheets of one file into one document."""

    item: Item
    pseudonyms: Pseudonyms
    mappings: tuple[Mapping, ...]
    today: str
    findings: list[Finding] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    offset: int = 0
    statements: list[Statement] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    data_classes: list[str] = field(default_factory=list)
    people: dict[str, Entity] = field(default_factory=dict)
    located: list[PlacedRows] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    chosen: list[tuple[str, str]] = field(default_factory=list)
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    known_people: dict[tuple[str, ...], Entity] = field(default_factory=dict)

    def read(self) -> TableReading:
        known = known_heads(self.mappings or load_mappings())
        unfit: list[Finding] = []
        for sheet in self.item.sheets:
            if sheet.is_hidden:
                if sheet.rows:
                    self.report(sheet.name, 0, "", "hidden_sheet", "warn", "这张表是隐藏的，没有读入；要读请先取消隐藏")
                continue
            grid = make_grid(sheet)
            for table in find_tables(grid, known):
                self._read_table(grid, table, unfit)
        if not self.chosen:
            raise self._refuse(unfit)
        self.findings.extend(unfit)
        text = "".join(self.lines)
        document = self.item.document
        return TableReading(
            replace(document, text_sha256=hash_text(text), text=text, locator=write_rows(self.located)),
            tuple(self.statements), tuple(self.readings), tuple(self.data_classes), tuple(self.findings), self.people,
            tuple(self.quarantined), tuple(self.chosen), dict(self.rows),
        )  # fmt: skip

    def _read_table(self, grid: Grid, table: SheetTable, unfit: list[Finding]) -> None:
        if not table.rows:
            return
        stem = self.item.arrival.path.rpartition("/")[2].rpartition(".")[0]
        titles = (*reversed(table.titles), table.sheet, stem)
        context = find_context(titles)
        choice = choose(table, context, titles, self.mappings)
        if choice.missing:
            message = (
                f"表头最像{choice.mapping.label}，缺少必填列：{list_needs(choice.missing)}；"
                "请补上这些列，或用 qunxiang map 生成映射后加 --mapping 读入"
            )
            unfit.append(
                Finding(self.item.arrival.path, table.sheet, table.header, "", "no_mapping", "reject", message)
            )
            return
        self.chosen.append((table.sheet, choice.mapping.name))
        self.rows[choice.mapping.name] += len(table.rows)
        _TableReader(self, grid, table, choice, context).read()

    def _refuse(self, unfit: Sequence[Finding]) -> InputError:
        is_lines = any(sheet.is_lines for sheet in self.item.sheets)
        row = unfit[0].row if unfit else next((sheet.rows[0].line for sheet in self.item.sheets if sheet.rows), 0)
        place = f"第 {row} 行" if row else ""
        if unfit and unfit[0].sheet:
            place = f"「{unfit[0].sheet}」表{place}"
        if is_lines:
            return self.item.refuse(
                "没有 text 字段，各字段也不是认得的表格",
                "文章请把正文放进 text 字段；表格请对照 docs/records.md 里的列名",
                place,
            )
        if unfit:
            return self.item.refuse(
                f"没有认出这种表格：{unfit[0].message.partition('；')[0]}",
                "请补上这些列，或用 qunxiang map 生成映射后加 --mapping 读入",
                place,
            )
        return self.item.refuse("没有认出这种表格的表头", "请对照 docs/records.md 里的列名修改表头", place)

    def report(self, sheet: str, row: int, column: str, kind: str, severity: str, message: str) -> None:
        self.findings.append(Finding(self.item.arrival.path, sheet, row, column, kind, severity, message))

    def write(self, line: str) -> int:
        """Add a line to the text; return where it starts."""
        start = self.offset
        self.lines.append(line + "\n")
        self.offset += len(line) + 1
        return start


class _TableReader:
    """Reads the rows of one table, top to bottom."""

    def __init__(self, out: _SheetReader, grid: Grid, table: SheetTable, choice: Choice, context: Context) -> None:
        self.out = out
        self.grid = grid
        self.table = table
        self.mapping = choice.mapping
        self.columns = choice.columns
        self.marks = choice.marks
        self.guessed = choice.guessed
        self.context = context
        self.heads: dict[int, Head] = {head.position: head for head in table.heads}
        self.positions = tuple(sorted((*choice.columns, *choice.marks)))
        self.shown = {column.name: self._show(position) for position, column in choice.columns.items()}
        self.said: set[tuple[str, str]] = set()
        self.memory: dict[tuple[int, str], Cell] = {}
        self.good: list[int] = []
        self.bad: list[tuple[GridRow, list[Rejected]]] = []
        self.data_classes = {pattern.predicate: self._class_of(pattern) for pattern in self.mapping.statements}

    def _class_of(self, pattern: Pattern) -> str:
        own = get_predicate(pattern.predicate).data_class
        raised = self.mapping.data_class
        return max(own, raised, key=DATA_CLASSES.index) if raised else own

    def _show(self, position: int) -> str:
        head = self.heads[position]
        return _SPACE.sub(" ", head.shown).strip() or f"第 {position + 1} 列"

    def read(self) -> None:
        self._report_columns()
        rows = self._fill_blocks()
        households = self._find_pseudonyms(rows)
        start = self.out.write("\t".join(self._show(position) for position in self.positions))
        for row in rows:
            faults: list[Rejected] = []
            cells = self._read_row(row, households, faults)
            record = ""
            if not faults:
                try:
                    self._check_orders(cells)
                    record = self._name_record(cells)
                except Rejected as fault:
                    faults.append(fault)
            for one in faults:
                self._report(row.line, self.shown.get(one.column, one.column), one.kind, one.severity, one.message)
            if any(one.severity == "reject" for one in faults):
                self.bad.append((row, faults))
            elif not faults:
                self._make_statements(row, cells, record)
        for line, words in self.table.headings.items():
            if not find_context([words]).community:
                self._report(line, "", "section_row", "warn", "这一行只有一格文字，当作小标题，没有读入")
        self._check_totals(rows)
        heads = tuple(self._show(position) for position in self.positions)
        self.out.located.append(PlacedRows(self.table.sheet, start, heads, (self.table.header, *self.good)))
        if self.bad:
            self._quarantine(households)

    def _is_torn(self, row: GridRow) -> bool:
        width = len(self.table.heads)
        return len(row.cells) < width or any(cell.strip() for cell in row.cells[width:])

    def _report(self, row: int, column: str, kind: str, severity: str, message: str) -> None:
        self.out.report(self.table.sheet, row, column, kind, severity, message)

    def _report_once(self, column: str, kind: str, message: str, row: int) -> None:
        if (column, kind) not in self.said:
            self.said.add((column, kind))
            self._report(row, self.shown.get(column, column), kind, "warn", message)

    def _report_columns(self) -> None:
        line = self.table.header
        for head in self.table.heads:
            if head.position in self.columns or head.position in self.marks:
                if head.position in self.guessed:
                    column = self.columns[head.position]
                    known = sorted(column.heads, key=len)[0]
                    self._report(
                        line,
                        self._show(head.position),
                        "head_guessed",
                        "warn",
                        f"这个表头当作「{known}」读入；不对请改表头，或用 --mapping 说明",
                    )
            elif not head.forms or head.forms[-1] in self.mapping.ignored or head.forms[-1] in _SERIAL_HEADS:
                continue
            elif find_forbidden_column(head.shown):
                self._report(
                    line, self._show(head.position), "column_forbidden", "warn", "这一列属于不得保存的内容，整列未读"
                )
            else:
                self._report(
                    line,
                    self._show(head.position),
                    "column_dropped",
                    "warn",
                    f"这一列不在{self.mapping.label}的列清单内，未保留",
                )

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
                        name, "merged_filled", "空着的单元格当作与上一格相同（合并的单元格），请核对", row.line
                    )
            rows.append(GridRow(row.line, tuple(cells), row.merged))
        return rows

    def _is_block(self, position: int) -> bool:
        """True for a column of blocks: its first cell is filled, many below are not, no block repeats the one above.

        A column in which a value is merely missing here and there shows one value in rows that follow each other, or
        has few gaps.
        """
        cells = [_cell(row, position).strip() for row in self.table.rows]
        filled = [cell for cell in cells if cell]
        gaps = len(cells) - len(filled)
        repeats = any(one == other for one, other in pairwise(filled)) or gaps < 2
        return bool(cells) and bool(cells[0]) and gaps >= LEAST_GAPS * len(cells) and not repeats

    def _find_pseudonyms(self, rows: Sequence[GridRow]) -> dict[str, dict[str, str]]:
        """Return by column the pseudonyms of all identifiers of the table, looked up together."""
        found: dict[str, dict[str, str]] = {}
        for column in self.columns.values():
            if column.holds != "household" and column.holds not in _PSEUDONYMS:
                continue
            keys = {key for row in rows if (key := self._key_of(row, column))}
            purpose = (
                f"{self.mapping.purpose}:{self.mapping.register}"
                if column.holds == "household"
                else f"{self.mapping.purpose}:{column.holds}"
            )
            mark = _PSEUDONYMS.get(column.holds, "户")
            found[column.name] = self.out.pseudonyms.of_all(purpose, sorted(keys), mark)
        return found

    def _raw(self, row: GridRow, name: str) -> str:
        return next((_cell(row, p) for p, column in self.columns.items() if column.name == name), "")

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
        above, own = self._split_area(self._raw(row, AREA).strip() or self._section_area(row) or self.context.community)
        town = flatten_identifier(self._raw(row, "town")) or flatten_identifier(above)
        return f"{_last_division(town)}{flatten_identifier(own)}" if own else ""

    @staticmethod
    def _split_area(name: str) -> tuple[str, str]:
        return cut_community(name) if name.endswith(community_suffixes()) else ("", name)

    def _section_area(self, row: GridRow) -> str:
        section = self.table.sections.get(row.line, "")
        return find_context([section]).community if section else ""

    def _read_row(
        self, row: GridRow, pseudonyms: Dictionary[str, Dictionary[str, str]], faults: list[Rejected]
    ) -> dict[str, Cell]:
        """Return the cells of the row by column; what is wrong with it is added to the faults, all of it."""
        cells: dict[str, Cell] = {}
        if self.grid.has_fixed_width and len(row.cells) != len(self.table.heads) and self._is_torn(row):
            counts = f"有 {len(row.cells)} 个单元格，表头有 {len(self.table.heads)} 个"
            faults.append(Rejected("", "ragged", f"{counts}；请补上缺的单元格，或给含分隔符的单元格加上引号"))
            return cells
        for position, column in self.columns.items():
            try:
                cells[column.name] = self._read_column(row, position, column, pseudonyms)
            except Rejected as fault:
                faults.append(fault)
        try:
            self._read_marks(row, cells)
        except Rejected as fault:
            faults.append(fault)
        if AREA in self.mapping.by_name and not cells.get(AREA, EMPTY).value:
            area = self._section_area(row) or self.context.community
            if area:
                cells[AREA] = Cell("", (area,))
        if not faults and not any(cell.value for cell in cells.values()):
            faults.append(Rejected("", "empty", "这一行没有认得的内容", "warn"))
        return cells

    def _read_column(
        self, row: GridRow, position: int, column: Column, pseudonyms: Dictionary[str, Dictionary[str, str]]
    ) -> Cell:  # fmt: skip
        raw = _cell(row, position)
        written = _SPACE.sub(" ", raw)
        self._check_merged(row, position, column)
        if is_empty(written):
            if column.required and not (column.name == AREA and (self._section_area(row) or self.context.community)):
                raise Rejected(column.name, "missing", "必填的单元格是空的，整行未读")
            return Cell(written)
        if column.name in pseudonyms:
            self._check_identifier(column, written)
            pseudonym = pseudonyms[column.name].get(self._key_of(row, column), "")
            return Cell(pseudonym, (pseudonym,)) if pseudonym else EMPTY
        return self._read_cell(row, position, column, written, raw)

    def _check_identifier(self, column: Column, written: str) -> None:
        """Refuse a number that is no identifier: it is replaced, but a note beside it would not be read either."""
        read_cell(column, written, None, self.context, "", self.out.today)

    def _check_merged(self, row: GridRow, position: int, column: Column) -> None:
        """Say where merged cells were filled in; refuse them where one number stands for several rows or columns."""
        merge = row.merged.get(position)
        if merge is None:
            return
        name = self._show(position)
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
            self._report(row.line, name, "merged_filled", "warn", message)

    def _read_cell(self, row: GridRow, position: int, column: Column, written: str, raw: str) -> Cell:
        key = (position, raw)
        if key in self.memory:
            return self.memory[key]
        kind = self.grid.kind_of(row.line, position)
        source = raw if column.is_many else written
        cell = read_cell(column, source, kind, self.context, self.heads[position].unit, self.out.today)
        if cell.written is source and source is not written:
            cell = Cell(written, tuple(_SPACE.sub(" ", value) for value in cell.values), cell.note)
        if cell.note[0]:
            if cell.note[0] in ("completed_date",):
                self._report_once(column.name, cell.note[0], cell.note[1], row.line)
            else:
                self._report(row.line, self._show(position), cell.note[0], "warn", cell.note[1])
        elif kind is None:
            self.memory[key] = cell
        return cell

    def _read_marks(self, row: GridRow, cells: dict[str, Cell]) -> None:
        ticked: dict[str, list[str]] = {}
        for position, (column, word) in self.marks.items():
            if _cell(row, position).strip() in MARKS:
                ticked.setdefault(column.name, []).append(word)
        for name, words in ticked.items():
            if self.mapping.by_name[name].holds == "code" and len(words) > 1:
                raise Rejected(name, "ambiguous", "同一行勾选了几项，只能有一项")
            cells[name] = Cell("", ("、".join(words),))

    def _check_orders(self, cells: Dictionary[str, Cell]) -> None:
        for first, second in self.mapping.orders:
            one, two = cells.get(first, EMPTY).value, cells.get(second, EMPTY).value
            length = min(len(one), len(two))
            if length and one[:length] > two[:length]:
                names = self.shown.get(first, first), self.shown.get(second, second)
                raise Rejected(second, "order", f"「{names[1]}」早于「{names[0]}」，整行未读；请核对")

    def _name_record(self, cells: Dictionary[str, Cell]) -> str:
        """Return the key of the row's record; refuses a second row that names the same record by itself."""
        values = {name: flatten_identifier("、".join(cell.values)) for name, cell in cells.items()}
        if AREA in values and "town" in values:
            values[AREA] = (
                f"{values['town']}{values[AREA]}" if not values[AREA].startswith(values["town"]) else values[AREA]
            )
        content = tuple(values.values())
        out = self.out
        for key in self.mapping.key.once:
            if not all(values.get(name) for name in key):
                continue
            record = make_id("record", self.mapping.name, [[name, values[name]] for name in key])
            if record not in out.seen:
                out.seen[record] = content
                return record
            if out.seen[record] == content:
                raise Rejected(self._last_of(key), "repeated", "与前面一行完全相同，只计一次", "warn")
            raise Rejected(self._last_of(key), "contradicted", "与前面一行编号相同而内容不同，只保留前面一行")
        names = self.mapping.key.otherwise or tuple(values)
        named = [[name, values.get(name, "")] for name in names]
        record = make_id("record", self.mapping.name, named)
        out.counted[record] += 1
        return make_id("record", record, out.counted[record])

    def _last_of(self, key: Sequence[str]) -> str:
        return next((name for name in reversed(key) if name in self.shown), key[-1])

    def _make_statements(self, row: GridRow, cells: Dictionary[str, Cell], record: str) -> None:
        written = [
            cells[self.columns[p].name].written if p in self.columns else _SPACE.sub(" ", _cell(row, p))
            for p in self.positions
        ]
        line = "\t".join(written)
        offset = self.out.write(line)
        self.good.append(row.line)
        starts: dict[str, int] = {}
        at = offset
        for position, words in zip(self.positions, written, strict=True):
            if position in self.columns:
                starts[self.columns[position].name] = at
            at += len(words) + 1
        evidence = Evidence(self.out.item.document.id, offset, offset + len(line), line)
        people: dict[int, Entity] = {}
        for pattern in self.mapping.statements:
            if self._is_made(pattern, cells):
                for numbers in _choices(pattern, cells):
                    self._make_statement(pattern, cells, starts, numbers, record, evidence, people)

    @staticmethod
    def _is_made(pattern: Pattern, cells: Dictionary[str, Cell]) -> bool:
        def value(name: str) -> str:
            return cells.get(name, EMPTY).value

        return (
            all(value(name) for name in pattern.needs)
            and (not pattern.needs_any or any(value(name) for name in pattern.needs_any))
            and not any(value(name) for name in pattern.without)
            and all(value(name) in words for name, words in pattern.when)
            and not any(value(name) in words for name, words in pattern.unless)
        )

    def _make_statement(
        self, pattern: Pattern, cells: Dictionary[str, Cell], starts: Dictionary[str, int],
        numbers: Dictionary[str, int],
        record: str, evidence: Evidence, people: dict[int, Entity],
    ) -> None:  # fmt: skip
        arguments: dict[str, Argument] = {"record": Value(record)}
        for role, source in pattern.roles.items():
            if source.startswith("="):
                arguments[role] = Value(source[1:])
            elif cells.get(source, EMPTY).value:
                arguments[role] = self._make_argument(source, cells, starts.get(source, -1), numbers.get(source, 0))
        self._fill_unit(pattern, arguments)
        if pattern.predicate == "EVALUATED" and "target" not in arguments:
            return
        statement = Statement(pattern.predicate, tuple(sorted(arguments.items())), evidence)
        self.out.statements.append(statement)
        self.out.data_classes.append(self.data_classes[pattern.predicate])
        valid_from = cells.get(pattern.valid_from, EMPTY).value[:10]
        valid_to = cells.get(pattern.valid_to, EMPTY).value[:10]
        reading = Reading(statement.id, f"record:{self.mapping.name}", self.mapping.version, 1.0, valid_from, valid_to)
        self.out.readings.append(reading)
        for role, reference in statement.references():
            if reference.mention_kind is MentionKind.PERSON:
                self._know_person(reference, reference.id(statement.document_id, role), cells, people)

    def _fill_unit(self, pattern: Pattern, arguments: dict[str, Argument]) -> None:
        """Take the unit from the head where the row has none of its own: 面积（亩）."""
        role = get_predicate(pattern.predicate).find_role("unit")
        if role is None or "unit" in arguments:
            return
        for source in pattern.roles.values():
            position = next((p for p, column in self.columns.items() if column.name == source), None)
            if position is not None and self.columns[position].holds == "quantity" and self.heads[position].unit:
                arguments["unit"] = Value(self.heads[position].unit)

    def _make_argument(self, name: str, cells: Dictionary[str, Cell], start: int, number: int) -> Argument:
        cell, column = cells[name], self.mapping.by_name[name]
        value = cell.values[number] if number < len(cell.values) else cell.value
        begin, end = cell.span(start, number) if start >= 0 else (-1, -1)
        register = self._register(column, cells)
        if register:
            return Reference(ReferenceKind.KEY, value, start=begin, end=end, register=register)
        kind = _MENTIONS.get(column.holds)
        if kind is None:
            return Value(value, begin, end)
        full_name = ""
        if column.holds == "area":
            full_name = _name_in_full(cells)
            kind = (
                MentionKind.PLACE if value.endswith(_DIVISIONS) and not value.endswith(community_suffixes()) else kind
            )
        elif column.holds == "place":
            full_name = self._name_place(name, cells)
        elif column.holds == "org":
            kind = MentionKind.COMMUNITY if value.endswith(("社区", "嘎查", "村")) else kind
        if begin < 0:
            return Reference(ReferenceKind.LITERAL, value, full_name=full_name)
        return Reference(ReferenceKind.MENTION, value, kind, begin, end, full_name=full_name)

    def _register(self, column: Column, cells: Dictionary[str, Cell]) -> str:
        """Return the register in which the value of the column is a key, "" for what is no key."""
        scope = self._scope(cells)
        return {
            "household": self.mapping.register, "grid": f"grid:{scope}", "case": f"case:{scope}", "course": "course",
        }.get(column.holds, "")  # fmt: skip

    def _scope(self, cells: Dictionary[str, Cell]) -> str:
        above, own = self._split_area(cells.get(AREA, EMPTY).value)
        town = flatten_identifier(cells.get("town", EMPTY).value) or flatten_identifier(above)
        return f"{_last_division(town)}{flatten_identifier(own)}" if own else ""

    @staticmethod
    def _name_place(name: str, cells: Dictionary[str, Cell]) -> str:
        above = AREA_ABOVE[: AREA_ABOVE.index(name)] if name in AREA_ABOVE else ()
        own = cells[name].value
        words = [cells[column].value for column in above if column in cells and cells[column].value not in own]
        return "".join((*words, own)) if any(words) else ""

    def _know_person(
        self, reference: Reference, reference_id: str, cells: Dictionary[str, Cell], people: dict[int, Entity]
    ) -> None:
        """Say who the name in a row is: by number where there is one, else by name, body and birth in this document."""
        if reference_id in self.out.people:
            return
        person = people.get(reference.start)
        if person is None:
            name = "".join(reference.text.split())
            key = next(
                (cells[c.name].value for c in self.mapping.columns if c.holds == "person_key" and c.name in cells), ""
            )
            group = (
                name,
                flatten_identifier(cells.get(self.mapping.group, EMPTY).value),
                cells.get("born", EMPTY).value,
                key,
            )
            person = self.out.known_people.get(group)
            if person is None:
                founding = (
                    f"key:person:{key}" if key else f"{self.out.item.document.id}:{reference.start}:{reference.end}"
                )
                person = Entity("Person", name, founding, front_line=self.mapping.front_line)
                self.out.known_people[group] = person
            people[reference.start] = person
        self.out.people[reference_id] = person

    def _check_totals(self, rows: Sequence[GridRow]) -> None:
        """Compare the sums that the sheet states with the rows above them."""
        for total in self.table.totals:
            for position, column in self.columns.items():
                if column.holds in ("number", "quantity"):
                    self._check_total(rows, total, position)

    def _check_total(self, rows: Sequence[GridRow], total: Total, position: int) -> None:
        stated = _amount(_cell(total.row, position))
        if stated is None:
            return
        summed = [
            amount for row in rows[total.first : total.last] if (amount := _amount(_cell(row, position))) is not None
        ]
        found = round(sum(summed), 6)
        if abs(found - stated) > 1e-6:
            message = f"合计行写的是 {_show_amount(stated)}，各行相加是 {_show_amount(found)}；各行照读，请核对"
            self._report(total.row.line, self._show(position), "total_mismatch", "warn", message)

    def _quarantine(self, pseudonyms: Dictionary[str, Dictionary[str, str]]) -> None:
        """Keep what was left out, to be mended and read again: allowed columns only, numbers as pseudonyms."""
        rows = []
        for row, faults in self.bad:
            hidden = {fault.column for fault in faults if fault.kind in ("forbidden", "too_long", "no_name")}
            cells = []
            for position in self.positions:
                column = self.columns.get(position)
                words = _SPACE.sub(" ", _cell(row, position))
                if column is not None and column.name in pseudonyms:
                    words = pseudonyms[column.name].get(self._key_of(row, column), "")
                elif column is not None and column.name in hidden:
                    words = ""
                cells.append(words)
            rows.append((row.line, tuple(cells), "；".join(fault.message for fault in faults)))
        over = self._context_words()
        heads = tuple(self._show(position) for position in self.positions)
        self.out.quarantined.append(Quarantined(self.table.sheet, over, heads, tuple(rows)))

    def _context_words(self) -> str:
        """Return what stood over the table and its rows need: the community, the year, the month."""
        year = f"{self.context.year}年" if self.context.year else ""
        month = f"{self.context.month}月" if self.context.month else ""
        return f"{self.context.community}{year}{month}{self.mapping.label}"


def _cell(row: GridRow, position: int) -> str:
    return row.cells[position] if position < len(row.cells) else ""


def _plain_number(words: str) -> str:
    return words.partition(".")[0] if re.fullmatch(r"\s*\d+\.0+\s*", words) else words


def _amount(words: str) -> float | None:
    found = _AMOUNT.search(words.replace("，", ","))
    return float(found[0].replace(",", "")) if found else None


def _show_amount(amount: float) -> str:
    return str(int(amount)) if amount == int(amount) else str(amount)


def _last_division(name: str) -> str:
    """Return the lowest division of a chain, so that 松岭镇 and 青山旗松岭镇 agree."""
    parts = re.findall(r".{1,10}?(?:自治区|自治州|地区|街道|苏木|省|市|盟|县|旗|区|镇|乡)", name)
    return parts[-1] if parts else name


def _name_in_full(cells: Dictionary[str, Cell]) -> str:
    """Return the community's name after those of the areas above it, "" where the row names none."""
    name = cells[AREA].value
    above = [cells[c].value for c in AREA_ABOVE if c in cells and cells[c].value and cells[c].value not in name]
    return "".join((*above, name)) if above else ""


def _choices(pattern: Pattern, cells: Dictionary[str, Cell]) -> list[dict[str, int]]:
    """Return which value of each column with several a statement takes: one statement for each."""
    several = [source for source in pattern.roles.values() if len(cells.get(source, EMPTY).values) > 1]
    if not several:
        return [{}]
    first = several[0]
    return [{first: number} for number in range(len(cells[first].values))]
