"""Tables → statements: every good row becomes statements whose evidence is exactly that row."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, replace
from functools import partial

from domain.document import Document
from domain.entity import Entity
from domain.errors import InputError
from domain.identifier import hash_text
from domain.locator import PlacedRows, write_rows
from domain.statement import Evidence, Reading, Statement
from ingest.cell import EMPTY, Cell, Rejected
from ingest.choice import Choice, choose_form, known_heads
from ingest.collecting import keeping_all
from ingest.finding import Finding
from ingest.mapping import AREA, Mapping, Pattern
from ingest.mapping_file import list_needs, load_mappings
from ingest.pseudonym import Pseudonyms
from ingest.quarantine import ORIGIN, PROBLEM, ROW, Quarantined, find_origins, restore_cells
from ingest.readers.item import Item
from ingest.record_key import RecordKeys
from ingest.row import RowReader
from ingest.row_check import check_unit, join_shifted
from ingest.row_statement import People, RowStatements, is_made
from ingest.sheet.context import Context, find_context
from ingest.sheet.grid import Grid, GridRow, make_grid
from ingest.sheet.layout import SheetTable, find_tables
from ingest.total import check_totals
from lexicon.forbidden import find_forbidden_column

__all__ = ["Finding", "TableReading", "read_sheets"]

_SUM_HEAD = re.compile(r".{0,6}(?:合计|小计|总计|共计|累计)(?:次数|人次|数)?")
_SERIAL_HEADS = frozenset({"序号", "序", "no", "行号", "编次", "顺序", "顺序号", PROBLEM, ROW, ORIGIN})
"""Heads that nobody misses."""


class UnfitTables(InputError):
    """Raised for a file of which no table fits any mapping; `findings` say it of each of its sheets."""

    findings: tuple[Finding, ...] = ()


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
    item: Item, pseudonyms: Pseudonyms, mappings: tuple[Mapping, ...] = (), today: str = "",
    find_tellers: Callable[[str], Sequence[str]] = lambda record: (),
) -> TableReading:  # fmt: skip
    """Return what the tables of a file say, each through the mapping that fits it.

    `find_tellers` gives the documents that tell a record: asked of rows that were left out of another file and mended.

    The document's text is the allowed cells of the good rows as TSV under their heads, as written but for three
    things: a number of a household or person is replaced by its pseudonym, a tab or line break in a cell by a space,
    and a cell merged down a block stands in each of its rows. All other columns are dropped and named in the findings,
    and so is every row that does not hold what it must. Raises InputError where no table fits any mapping.
    """
    reader = _SheetReader(item, pseudonyms, mappings, today or datetime.date.today().isoformat())
    if reader.origins:
        reader.keys.is_held = lambda record: not reader.origins.isdisjoint(find_tellers(record))
    with keeping_all():
        return reader.read()


def settle(item: Item, mappings: tuple[Mapping, ...] = ()) -> Item:
    """Return a file with both text and sheets as one of them: a table where a mapping fits, else a text."""
    if not (item.sheets and item.document.text):
        return item
    if any(fits for sheet in item.sheets for fits in _find_fits(item, make_grid(restore_cells(sheet)), mappings)):
        return replace(item, document=replace(item.document, text="", text_sha256=hash_text(""), media="table"))
    return replace(item, sheets=())


def _find_fits(item: Item, grid: Grid, mappings: tuple[Mapping, ...]) -> Iterator[bool]:
    for table in find_tables(grid, known_heads(mappings or load_mappings())):
        titles = _titles_of(item, table)
        yield bool(table.rows) and not choose_form(table, find_context(titles), titles, mappings)[1].missing


def _titles_of(item: Item, table: SheetTable) -> tuple[str, ...]:
    """Return what stands over a table, the nearest first: titles from below, the sheet's name, the file's."""
    stem = item.arrival.path.rpartition("/")[2].rpartition(".")[0]
    return (*reversed(table.titles), table.sheet, stem)


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
    keys: RecordKeys = field(default_factory=RecordKeys)
    rows: Counter[str] = field(default_factory=Counter)
    known_people: People = field(default_factory=People)

    def __post_init__(self) -> None:
        self.origins = dict.fromkeys(find_origins(self.item.sheets)).keys()

    def read(self) -> TableReading:
        known = known_heads(self.mappings or load_mappings())
        unfit: list[Finding] = []
        for sheet in self.item.sheets:
            if sheet.is_hidden:
                if sheet.rows:
                    self.report(sheet.name, 0, "", "hidden_sheet", "warn", "这张表是隐藏的，没有读入；要读请先取消隐藏")
                continue
            grid = make_grid(restore_cells(sheet))
            tables = [table for table in find_tables(grid, known) if table.rows]
            if not tables and sheet.rows:
                self.report(sheet.name, 0, "", "no_table", "warn", "这张表里没有找到表头和数据行，没有读入")
            for table in tables:
                self._read_table(grid, table, unfit)
        if not self.chosen:
            refusal = self._refuse(unfit)
            error = UnfitTables(refusal.file, refusal.place, refusal.problem, refusal.remedy)
            error.findings = (*self.findings, *unfit)
            raise error
        self.findings.extend(unfit)
        text = "".join(self.lines)
        document = self.item.document
        return TableReading(
            replace(document, text_sha256=hash_text(text), text=text, locator=write_rows(self.located)),
            tuple(self.statements), tuple(self.readings), tuple(self.data_classes), tuple(self.findings), self.people,
            tuple(self.quarantined), tuple(self.chosen), dict(self.rows),
        )  # fmt: skip

    def _read_table(self, grid: Grid, table: SheetTable, unfit: list[Finding]) -> None:
        titles = _titles_of(self.item, table)
        context = find_context(titles)
        table, choice = choose_form(table, context, titles, self.mappings)
        if choice.missing:
            message = (
                f"表头最像{choice.mapping.label}，缺少必填列：{list_needs(choice.missing)}；"
                if choice.known >= 2
                else "表头里没有认得的几列；"
            ) + "请补上缺的列，或用 qunxiang map 生成映射后加 --mapping 读入"
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
    """Reads the rows of one table, top to bottom, into the text and statements of its file."""

    def __init__(self, out: _SheetReader, grid: Grid, table: SheetTable, choice: Choice, context: Context) -> None:
        self.out = out
        self.table = table
        self.mapping = choice.mapping
        self.guessed = choice.guessed
        self.context = context
        # No method of this object: it would hold itself, and all its rows, until the collector of cycles comes by.
        self._report = partial(out.report, table.sheet)
        self.rows = RowReader(grid, table, choice, context, out.pseudonyms, out.today, self._report)
        units = {c.name: self.rows.heads[p].unit for p, c in choice.columns.items() if c.holds == "quantity"}
        self.statements = RowStatements(self.mapping, units, out.known_people)
        self.has_unit = "unit" in self.mapping.by_name
        self.good: list[int] = []
        self.bad: list[tuple[GridRow, list[Rejected]]] = []
        self.unsigned: Counter[str] = Counter()

    def read(self) -> None:
        self._report_columns()
        heads = tuple(self.rows.show(position) for position in self.rows.positions)
        added = tuple(self.mapping.by_name[name].label for name in self.rows.added)
        start = self.out.write("\t".join((*heads, *added)))
        for row in self.rows.rows:
            self._read_row(row)
        for line, words in self.table.headings.items():
            if not find_context([words]).community:
                self._report(line, "", "section_row", "warn", "这一行只有一格文字，当作小标题，没有读入")
        for name, count in self.unsigned.items():
            message = f"有 {count} 行的这一格空着，当作没有签到，不计参加"
            self._report(self.table.header, self.rows.shown[name], "empty", "warn", message)
        check_totals(self.rows, self._report)
        self.out.located.append(PlacedRows(self.table.sheet, start, (*heads, *added), (self.table.header, *self.good)))
        if self.bad:
            self.out.quarantined.append(self._quarantine(heads))

    def _quarantine(self, heads: tuple[str, ...]) -> Quarantined:
        """Return the bad rows with the community of each, where the table had no column for it."""
        lacks_area = (
            AREA in self.mapping.by_name
            and AREA not in self.rows.shown
            and any(self.rows.area_of(row) for row, _ in self.bad)
        )
        label = self.mapping.by_name[AREA].label if lacks_area else ""
        rows = []
        for row, faults in self.bad:
            cells = self.rows.keep(row, faults)
            area = self.rows.area_of(row) if lacks_area else ""
            rows.append(
                (
                    row.line,
                    (*cells, area) if lacks_area else cells,
                    "；".join(one.message for one in join_shifted(faults)),
                )
            )
        heads = (*heads, label) if lacks_area else heads
        origins = tuple(self.out.origins)
        return Quarantined(self.table.sheet, self._context_words(), heads, tuple(rows), origins)

    def _read_row(self, row: GridRow) -> None:
        faults: list[Rejected] = []
        cells = self.rows.read(row, faults)
        record = ""
        patterns: list[Pattern] = []
        if not faults:
            try:
                self._check_orders(cells)
                if self.has_unit:
                    check_unit(self.mapping, cells)
                if any(len(cell.values) > 1 for cell in cells.values()):
                    self._check_several(cells)
                patterns = self._find_patterns(cells)
                if not patterns:
                    return
                record = self.out.keys.name(self.mapping, cells)
            except Rejected as fault:
                faults.append(fault)
        told = join_shifted(faults)
        for one in told:
            self._report(row.line, self.rows.head_of(row, one.column), one.kind, one.severity, one.message)
        if any(one.severity == "reject" for one in faults):
            self.bad.append((row, faults))
        elif not faults:
            if self.out.keys.is_copy:
                message = "与前面一行完全相同而没有编号，两行都计入；若是重复登记请删去一行"
                self._report(row.line, "", "same_again", "warn", message)
            self._write(row, cells, record, patterns)

    def _write(
        self, row: GridRow, cells: Dictionary[str, Cell], record: str, patterns: Sequence[Pattern]
    ) -> None:  # fmt: skip
        written = self.rows.write(row, cells)
        if self.rows.added:
            written += self.rows.added.values()
        line = "\t".join(written)
        offset = self.out.write(line)
        self.good.append(row.line)
        starts: dict[str, int] = {}
        at = offset
        for position, words in zip(self.rows.positions, written, strict=False):
            if position in self.rows.columns:
                name = self.rows.columns[position].name
                starts[name] = at
                if self.mapping.by_name[name].holds == "office" and cells[name].values:
                    body, title = cells["org"].value, cells["post"].value
                    starts["org"], starts["post"] = at + words.find(body), at + words.rfind(title)
            at += len(words) + 1
        for name in self.rows.added:
            starts[name] = at
            at += len(cells[name].written) + 1
        evidence = Evidence(self.out.item.document.id, offset, offset + len(line), line)
        for made in self.statements.make(patterns, cells, starts, record, evidence):
            self.out.statements.append(made.statement)
            self.out.readings.append(made.reading)
            self.out.data_classes.append(made.data_class)
            self.out.people.update(made.people)

    def _report_columns(self) -> None:
        line = self.table.header
        for head in self.table.heads:
            if head.position in self.rows.columns or head.position in self.rows.marks:
                if head.position in self.guessed:
                    column = self.rows.columns[head.position]
                    self._report(
                        line,
                        self.rows.show(head.position),
                        "head_guessed",
                        "warn",
                        f"这个表头当作「{column.label}」读入；不对请改表头，或用 --mapping 说明",
                    )
            elif (
                not head.forms
                or set(head.forms) & (self.mapping.ignored | _SERIAL_HEADS)
                or (self.table.wide is not None and _SUM_HEAD.fullmatch(head.forms[0]))
            ):
                continue
            elif find_forbidden_column(head.shown):
                self._report(
                    line,
                    self.rows.show(head.position),
                    "column_forbidden",
                    "warn",
                    "这一列属于不得保存的内容，整列未读",
                )
            else:
                self._report(
                    line,
                    self.rows.show(head.position),
                    "column_dropped",
                    "warn",
                    f"这一列不在{self.mapping.label}的列清单内，未保留",
                )

    def _find_patterns(self, cells: Dictionary[str, Cell]) -> list[Pattern]:
        """Return the statements that the row makes; none for one that says no (absent), refuses any other without.

        A cell for signing that is empty says no as well: who was there would have signed.
        """
        cells = self._join_signs(cells)
        if unsigned := [n for n, _ in self.mapping.silent if n in self.rows.shown and not cells.get(n, EMPTY).value]:
            self.unsigned[unsigned[0]] += 1
            return []
        patterns = [pattern for pattern in self.mapping.statements if is_made(pattern, cells)]
        if patterns or any(cells.get(name, EMPTY).value in words for name, words in self.mapping.silent):
            return patterns
        lacking = [
            [name for name in (*pattern.needs, *(n for n, _ in pattern.when)) if not cells.get(name, EMPTY).value]
            or [name for name in pattern.needs_any if not cells.get(name, EMPTY).value]
            for pattern in self.mapping.statements
            if not any(cells.get(name, EMPTY).value for name in pattern.without)
        ]
        names = min(lacking, key=self._count_absent, default=[])
        if not names:
            name = next(
                (name for pattern in self.mapping.statements for name, _ in (*pattern.when, *pattern.unless)), ""
            )
            raise Rejected(name, "contradictory", "这一行的几格互相矛盾，整行未读；请核对")
        shown = "、".join(self.mapping.by_name[name].label for name in names)
        raise Rejected(names[0], "incomplete", f"缺少{shown}，这一行没有可记的内容，整行未读；请补上")

    def _join_signs(self, cells: Dictionary[str, Cell]) -> Dictionary[str, Cell]:
        """Let one cell stand for several of signing (上午签到, 下午签到): who was there once was there."""
        joined = {}
        for name, absent in self.mapping.silent:
            more = [one.name for one in self.mapping.columns if one.also == name and one.name in self.rows.shown]
            given = [cells[n] for n in (name, *more) if n in cells and cells[n].value] if more else []
            if given:
                joined[name] = next((cell for cell in given if cell.value not in absent), given[0])
        return {**cells, **joined} if joined else cells

    def _count_absent(self, names: Sequence[str]) -> tuple[int, int]:
        """Return how many of the columns the table itself lacks, and how many they are: a row lacks its own first."""
        return sum(name not in self.rows.shown for name in names), len(names)

    def _check_orders(self, cells: Dictionary[str, Cell]) -> None:
        for first, second in self.mapping.orders:
            one, two = cells.get(first, EMPTY).value, cells.get(second, EMPTY).value
            length = min(len(one), len(two))
            if length and one[:length] > two[:length]:
                names = self.rows.shown.get(first, first), self.rows.shown.get(second, second)
                raise Rejected(second, "order", f"「{names[1]}」早于「{names[0]}」，整行未读；请核对")

    def _check_several(self, cells: Dictionary[str, Cell]) -> None:
        """Refuse one number for several values in one cell: nobody knows which of them it counts."""
        for pattern in self.mapping.statements:
            names = [source for source in pattern.roles.values() if source in self.mapping.by_name]
            several = [name for name in names if len(cells.get(name, EMPTY).values) > 1]
            numbers = [
                n
                for n in names
                if self.mapping.by_name[n].holds in ("number", "quantity") and cells.get(n, EMPTY).value
            ]
            if several and numbers and is_made(pattern, cells):
                raise Rejected(
                    several[0], "several_values", "一格里有几个值，数字却只有一个，不知道各是多少；请拆成几行"
                )

    def _context_words(self) -> str:
        """Return what stood over the table and its rows need: the community, the year, the month."""
        year = f"{self.context.year}年" if self.context.year else ""
        month = f"{self.context.month}月" if self.context.month else ""
        month += f"{self.context.day}日" if self.context.day else ""
        stated = "".join(
            f" {self.mapping.by_name[name].label}：{words}" for name, words in self.rows.stated.items() if words
        )
        return f"{self.context.community}{year}{month}{self.mapping.label}{stated}"
