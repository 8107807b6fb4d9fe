"""Reads a list of households to visit when it is back: visits and amendments become statements, conflicts are shown.

A line whose household changed in the record since the list was made is a conflict and changes nothing; a line that says
what the record says already changes nothing either, so that a list may be read as often as one likes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from domain.entity import Entity
from domain.gap_list import MARK, STATE_DIGITS, Conflict, GapReturn, HomeState
from domain.identifier import hash_text, make_id
from domain.locator import PlacedRows, write_rows
from domain.mention import Reference, ReferenceKind
from domain.ontology.catalogue import check_statement, get_predicate
from domain.statement import Argument, Evidence, Reading, Statement, Value, check_evidence
from graph.gap_list import find_grids, find_states
from graph.store import DocumentCommit, Stage, Store
from ingest.admit import mask_arrival
from ingest.cell import Rejected, read_cell
from ingest.finding import Finding
from ingest.mapping import Column
from ingest.readers.item import Item
from ingest.sheet.context import Context
from ingest.sheet.grid import Grid, GridRow, make_grid
from ingest.sheet.mark import MARKS, NO_MARKS, is_empty
from lexicon.care import care_categories, find_care_category

VERSION = "gap-list-1"
EXTRACTOR = "record:gap_list"

LINE, HOUSEHOLD, GRID, CARE = "行码", "户号", "网格", "服务对象类别"
VISITED, DATE, TOPIC, NEW_GRID, NEW_CARE = "已走访", "走访日期", "走访事由", "网格改为", "类别改为"
HEADS = (LINE, "社区", GRID, HOUSEHOLD, CARE, "上次走访", "为何走访", VISITED, DATE, TOPIC, NEW_GRID, NEW_CARE)
"""The columns of the list; the last five are filled in by whoever goes."""
NONE = "无"
"""What is written to take a care category away."""

_LINE = re.compile(rf"(户-[0-9A-F]{{6,}}){MARK}([0-9a-f]{{{STATE_DIGITS}}})")
_DATE = Column(DATE, "date", False, frozenset(), is_past=True)
_TOPIC = Column(TOPIC, "phrase", False, frozenset())
_GRID = Column(NEW_GRID, "text", False, frozenset())


@dataclass(frozen=True, slots=True)
class _Edit:
    """What a line was filled in with, in closed form: the day of a visit, its matter, the new grid and category."""

    row: int
    state: HomeState
    digest: str
    date: str = ""
    topic: str = ""
    grid: str = ""
    grid_id: str = ""
    care: str | None = None


@dataclass
class GapReader:
    """Reads one list that is back into a store."""

    store: Store
    today: str = field(default_factory=lambda: datetime.date.today().isoformat())
    findings: list[Finding] = field(default_factory=list)
    _header: int = 0

    def read(self, item: Item) -> GapReturn:
        """Record what the list says and return what came of it; raises InputError for a file that is no such list."""
        found = next(((grid, number) for grid, number in _find_heads(item)), None)
        if found is None:
            raise item.refuse(f"没有「{LINE}」一列，不是走访清单", "请用 qunxiang gaps 导出清单，填好后原样交回", "")
        grid, start = found
        self._header = grid.rows[start].line
        columns = {cell.strip(): position for position, cell in enumerate(grid.rows[start].cells) if cell.strip()}
        if missing := [head for head in (LINE, HOUSEHOLD, DATE) if head not in columns]:
            place = f"第 {grid.rows[start].line} 行"
            raise item.refuse(f"缺少列 {'、'.join(missing)}", "请用 qunxiang gaps 重新导出清单", place)
        rows = [row for row in grid.rows[start + 1 :] if row.filled()]
        edits, untouched = self._read_rows(item, grid, rows, columns)
        return self._settle(item, grid, edits, len(rows), untouched)

    def _read_rows(
        self, item: Item, grid: Grid, rows: Sequence[GridRow], columns: dict[str, int]
    ) -> tuple[list[_Edit], int]:
        lines = {row.line: _LINE.fullmatch(_cell(row, columns[LINE]).strip()) for row in rows}
        ids = {line: _household_id(found[1]) for line, found in lines.items() if found}
        states = find_states(self.store, list(ids.values()))
        seen: dict[str, int] = {}
        edits: list[_Edit] = []
        untouched = 0
        for row in rows:
            try:
                found = lines[row.line]
                if found is None:
                    raise Rejected(LINE, "unknown_line", "行码缺失或被改动，认不出是清单里的哪一行")
                state = states.get(ids[row.line])
                if state is None:
                    raise Rejected(LINE, "unknown_household", "住户清单里没有这一户，或清单来自别的存储")
                if _cell(row, columns[HOUSEHOLD]).strip() != found[1]:
                    raise Rejected(
                        HOUSEHOLD, "household_changed", "户号与行码不符；户号不能改，也不能把一行的内容贴到另一行"
                    )
                edit = self._read_row(grid, row, columns, state, found[2])
                if edit is not None and found[0] in seen:
                    raise Rejected(LINE, "repeated", f"与第 {seen[found[0]]} 行是同一户，两行都填了")
            except Rejected as fault:
                self._report(item, grid, row.line, fault)
                continue
            if edit is None:
                untouched += 1
            else:
                seen[found[0]] = row.line
                edits.append(edit)
        return edits, untouched

    def _read_row(
        self, grid: Grid, row: GridRow, columns: dict[str, int], state: HomeState, digest: str
    ) -> _Edit | None:
        def words(head: str) -> str:
            return _cell(row, columns[head]).strip() if head in columns else ""

        date = self._read(grid, row, columns, _DATE, words(DATE))
        topic = self._read(grid, row, columns, _TOPIC, words(TOPIC))
        new_grid = self._read(grid, row, columns, _GRID, words(NEW_GRID))
        ticked = words(VISITED)
        if ticked and ticked not in MARKS and ticked not in NO_MARKS:
            raise Rejected(VISITED, "unknown_code", "请打 √，没有走访就空着")
        if ticked in MARKS and ticked and not date:
            raise Rejected(DATE, "missing", "打了 √，没有写走访日期")
        if (date or topic) and ticked in NO_MARKS and ticked:
            raise Rejected(VISITED, "contradicted", "写了走访日期或事由，却标为没有走访")
        if topic and not date:
            raise Rejected(DATE, "missing", "写了走访事由，没有写走访日期")
        if date and len(date) < len("2024-01-01"):
            raise Rejected(DATE, "bad_date", "走访日期要写到日")
        care = _read_care(words(NEW_CARE))
        grid_id = self._find_grid(state, new_grid)
        if not (date or new_grid or care is not None):
            return None
        return _Edit(row.line, state, digest, date, topic, new_grid, grid_id, care)

    def _read(self, grid: Grid, row: GridRow, columns: dict[str, int], column: Column, words: str) -> str:
        if column.name not in columns or is_empty(words):
            return ""
        kind = grid.kind_of(row.line, columns[column.name])
        return read_cell(column, words, kind, Context(), "", self.today).value

    def _find_grid(self, state: HomeState, name: str) -> str:
        if not name:
            return ""
        grids = find_grids(self.store, state.area_id)
        if name not in grids:
            raise Rejected(NEW_GRID, "unknown_code", "这个社区没有这个网格；请写住户清单里的网格名称")
        return grids[name]

    def _report(self, item: Item, grid: Grid, row: int, fault: Rejected) -> None:
        finding = Finding(item.arrival.path, grid.name, row, fault.column, fault.kind, fault.severity, fault.message)
        self.findings.append(finding)

    def _settle(self, item: Item, grid: Grid, edits: list[_Edit], lines: int, untouched: int) -> GapReturn:
        """Sort the edits into what is new, what is known and what conflicts; record what is new."""
        visits: list[_Edit] = []
        amended: list[_Edit] = []
        known: list[_Edit] = []
        conflicts: list[Conflict] = []
        for edit in edits:
            wanted = list(self._changes(edit))
            if not wanted:
                known.append(edit)
            elif edit.digest != edit.state.digest:
                conflicts += [Conflict(edit.row, edit.state.household, *change) for change in wanted]
            else:
                if any(column == DATE for column, _, _ in wanted):
                    visits.append(edit)
                if any(column != DATE for column, _, _ in wanted):
                    amended.append(edit)
        if visits or amended:
            self._commit(item, grid, visits, amended, known)
        rejected = len({finding.row for finding in self.findings if finding.severity == "reject"})
        return GapReturn(
            item.file, lines, len(visits), len(amended), len(known), untouched, tuple(conflicts), rejected
        )  # fmt: skip

    @staticmethod
    def _changes(edit: _Edit) -> Iterator[tuple[str, str, str]]:
        """Yield column, the list's word and the record's word for each that the record does not say already."""
        state = edit.state
        if edit.date and edit.date != state.last_visit:
            yield DATE, edit.date, state.last_visit
        if edit.grid and edit.grid_id != state.grid_id:
            yield NEW_GRID, edit.grid, state.grid
        if edit.care is not None and edit.care != state.care:
            yield NEW_CARE, edit.care or NONE, state.care or NONE

    def _commit(
        self, item: Item, grid: Grid, visits: Sequence[_Edit], amended: Sequence[_Edit], known: Sequence[_Edit]
    ) -> None:
        """Store the lines that say something new as one document: text, statements, links to what is known.

        Where the same file was read before, its new reading says what the old one said as well.
        """
        again = known if self.store.find_versions([item.document.id]) else ()
        writer = _Writer(item.document.id)
        edits = {edit.row: edit for edit in (*visits, *amended, *again)}
        for _, edit in sorted(edits.items()):
            is_again = edit in again
            writer.write(
                edit,
                is_visit=edit in visits or (is_again and bool(edit.date)),
                is_amended=edit in amended or (is_again and (bool(edit.grid) or edit.care is not None)),
            )
        text = "".join(writer.lines)
        locator = write_rows([PlacedRows(grid.name, 0, WRITTEN, (self._header, *sorted(edits)))])
        digest = hash_text(text)
        document = replace(item.document, text=text, text_sha256=digest, media="table", locator=locator)
        for statement in writer.statements:
            check_statement(statement)
            check_evidence(statement, document.id, text)
        arrival = replace(mask_arrival(item.arrival), published=item.arrival.published or self.today)
        version = f"{VERSION}-{digest[:8]}"
        self.store.put_document(
            DocumentCommit(
                document=document, version=version, arrivals=(arrival,),
                statements=tuple(writer.statements), readings=tuple(writer.readings), links=writer.links,
                data_classes=tuple(get_predicate(s.predicate).data_class for s in writer.statements),
                stages=(Stage(document.id, "read", "done", version=version),),
            )
        )  # fmt: skip


WRITTEN = (HOUSEHOLD, "社区", GRID, DATE, TOPIC, CARE)
"""The heads of the text that is kept of a list."""


class _Writer:
    """Writes the lines of the document and the statements that they are the evidence of."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id
        head = "\t".join(WRITTEN) + "\n"
        self.lines = [head]
        self._offset = len(head)
        self.statements: list[Statement] = []
        self.readings: list[Reading] = []
        self.links: dict[str, str] = {}

    def write(self, edit: _Edit, *, is_visit: bool, is_amended: bool) -> None:
        state = edit.state
        grid, grid_id = (edit.grid, edit.grid_id) if edit.grid else (state.grid, state.grid_id)
        care = state.care if edit.care is None else edit.care
        cells = (state.household, state.area, grid, edit.date, edit.topic, care)
        line = "\t".join(cells)
        starts = [self._offset + sum(len(cell) + 1 for cell in cells[:n]) for n in range(len(cells))]
        evidence = Evidence(self._document_id, self._offset, self._offset + len(line), line)
        ends = starts[0] + len(cells[0])
        household = Reference(ReferenceKind.KEY, state.household, start=starts[0], end=ends, register="household")
        area = Reference(ReferenceKind.LITERAL, state.area)
        common: dict[str, Argument] = {"household": household, "area": area}
        self.links[household.id(self._document_id, "household")] = state.household_id
        self.links[area.id(self._document_id, "area")] = state.area_id
        if grid_id:
            reference = Reference(ReferenceKind.LITERAL, grid)
            common["grid"] = reference
            self.links[reference.id(self._document_id, "grid")] = grid_id
        if is_visit:
            record = make_id("record", "gap_list", state.household_id, edit.date)
            arguments = {**common, "date": _value(cells[3], starts[3]), "record": Value(record)}
            if edit.topic:
                arguments["topic"] = _value(cells[4], starts[4])
            self._state("VISITED", arguments, evidence, edit.date, edit.date)
        if is_amended:
            arguments = {**common, "record": Value(state.record)}
            if care:
                arguments["care"] = _value(cells[5], starts[5])
            self._state("LIVES_IN", arguments, evidence, "", "")
        self.lines.append(line + "\n")
        self._offset += len(line) + 1

    def _state(
        self, predicate: str, arguments: dict[str, Argument], evidence: Evidence, valid_from: str, valid_to: str
    ) -> None:
        statement = Statement(predicate, tuple(sorted(arguments.items(), key=lambda pair: pair[0])), evidence)
        self.statements.append(statement)
        self.readings.append(Reading(statement.id, EXTRACTOR, VERSION, 1.0, valid_from, valid_to))


def _value(text: str, start: int) -> Value:
    return Value(text, start, start + len(text))


def _find_heads(item: Item) -> Iterator[tuple[Grid, int]]:
    for sheet in item.sheets:
        grid = make_grid(sheet)
        for number, row in enumerate(grid.rows):
            if LINE in {cell.strip() for cell in row.cells}:
                yield grid, number
                break


def _household_id(pseudonym: str) -> str:
    return Entity("Household", pseudonym, f"key:household:{pseudonym}").id


def _cell(row: GridRow, position: int) -> str:
    return row.cells[position] if position < len(row.cells) else ""


def _read_care(words: str) -> str | None:
    """Return the categories as the record writes them, "" where none is left, None where nothing was written."""
    if not words:
        return None
    if words == NONE:
        return ""
    found = {find_care_category(word) for word in re.split(r"[、,，;；/|\s]+", words) if word}
    if "" in found:
        raise Rejected(
            NEW_CARE, "unknown_code", f"类别不在清单内；可用：{'、'.join(care_categories())}，取消写“{NONE}”"
        )
    return "、".join(category for category in care_categories() if category in found)
