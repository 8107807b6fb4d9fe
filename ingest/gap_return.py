"""Reads a list of households or grids to visit when it is back: visits and amendments become statements.

A line whose household or grid changed in the record since the list was made is a conflict and changes nothing; a line
that says what the record says already changes nothing either, so that a list may be read as often as one likes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from domain.gap_list import Conflict, GapReturn, HomeState
from domain.identifier import hash_text
from domain.locator import PlacedRows, write_rows
from domain.ontology.catalogue import check_statement, get_predicate
from domain.statement import check_evidence
from graph.commit import DocumentCommit, Stage
from graph.store import Store
from ingest.admit import mask_arrival
from ingest.cell import PRIVATE_MATTER, Rejected, read_cell
from ingest.finding import Finding
from ingest.gap_form import DATE, LINE, NONE, TOPIC, VISITED, Amendment, GapForm, find_form, read_line
from ingest.gap_text import VERSION, Edit, GapText
from ingest.mapping import Column
from ingest.readers.item import Item
from ingest.row_check import tells_matter
from ingest.sheet.context import Context
from ingest.sheet.grid import Grid, GridRow, make_grid
from ingest.sheet.mark import MARKS, NO_MARKS, is_empty

_DATE = Column(DATE, "date", False, frozenset(), is_past=True)
_TOPIC = Column(TOPIC, "phrase", False, frozenset())


@dataclass
class GapReader:
    """Reads one list that is back into a store."""

    store: Store
    today: str = field(default_factory=lambda: datetime.date.today().isoformat())
    findings: list[Finding] = field(default_factory=list)

    def read(self, item: Item) -> GapReturn:
        """Record what the list says and return what came of it; raises InputError for a file that is no such list."""
        found = next(((grid, number) for grid, number in _find_heads(item)), None)
        if found is None:
            raise item.refuse(f"没有「{LINE}」一列，不是走访清单", "请用 qunxiang gaps 导出清单，填好后原样交回", "")
        grid, start = found
        columns = {cell.strip(): position for position, cell in enumerate(grid.rows[start].cells) if cell.strip()}
        form = find_form(columns)
        if missing := [head for head in (LINE, form.name_column, DATE) if head not in columns]:
            place = f"第 {grid.rows[start].line} 行"
            raise item.refuse(f"缺少列 {'、'.join(missing)}", "请用 qunxiang gaps 重新导出清单", place)
        rows = [row for row in grid.rows[start + 1 :] if row.filled()]
        back = _List(self, item, grid, grid.rows[start].line, columns, form)
        edits, untouched = back.read_rows(rows)
        return back.settle(edits, len(rows), untouched)


@dataclass(frozen=True, slots=True)
class _List:
    """One list with its columns, as it is read."""

    reader: GapReader
    item: Item
    grid: Grid
    header: int
    columns: dict[str, int]
    form: GapForm

    @property
    def store(self) -> Store:
        return self.reader.store

    def read_rows(self, rows: Sequence[GridRow]) -> tuple[list[Edit], int]:
        """Return what the lines were filled in with, and how many were not; report those that cannot be taken."""
        form = self.form
        lines = {row.line: read_line(form, self._words(row, LINE)) for row in rows}
        states = form.find_states(self.store, sorted({found[1] for found in lines.values() if found}))
        seen: dict[str, int] = {}
        edits: list[Edit] = []
        untouched = 0
        for row in rows:
            try:
                found = lines[row.line]
                if found is None:
                    raise Rejected(LINE, "unknown_line", "行码缺失或被改动，认不出是清单里的哪一行")
                line, code, digest = found
                state = states.get(code)
                if state is None:
                    raise Rejected(LINE, f"unknown_{form.kind}", form.unknown)
                if not form.is_named(state, self._words(row, form.name_column)):
                    raise Rejected(
                        form.name_column, f"{form.kind}_changed",
                        f"{form.name_column}与行码不符；{form.name_column}不能改，也不能把一行的内容贴到另一行",
                    )  # fmt: skip
                edit = self._read_row(row, Edit(row.line, state, digest))
                if edit is not None and line in seen:
                    raise Rejected(LINE, "repeated", f"与第 {seen[line]} 行是同一{form.one}，两行都填了")
            except Rejected as fault:
                self._report(row.line, fault)
                continue
            if edit is None:
                untouched += 1
            else:
                seen[line] = row.line
                edits.append(edit)
        return edits, untouched

    def _read_row(self, row: GridRow, blank: Edit) -> Edit | None:
        def words(head: str) -> str:
            return self._words(row, head)

        def read(column: Column) -> str:
            return self._read(row, column)

        date, topic, ticked = read(_DATE), read(_TOPIC), words(VISITED)
        if tells_matter(_TOPIC.holds, topic):
            raise Rejected(TOPIC, "forbidden", PRIVATE_MATTER)
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
        amended = self.form.amend(self.store, blank.state, read, words, date)
        if not (date or amended):
            return None
        return replace(blank, date=date, topic=topic, amended=amended)

    def _words(self, row: GridRow, head: str) -> str:
        return _cell(row, self.columns[head]).strip() if head in self.columns else ""

    def _read(self, row: GridRow, column: Column) -> str:
        words = self._words(row, column.name)
        if is_empty(words):
            return ""
        kind = self.grid.kind_of(row.line, self.columns[column.name])
        return read_cell(column, words, kind, Context(), "", self.reader.today).value

    def _report(self, row: int, fault: Rejected) -> None:
        path, sheet = self.item.arrival.path, self.grid.name
        self.reader.findings.append(Finding(path, sheet, row, fault.column, fault.kind, fault.severity, fault.message))

    def settle(self, edits: list[Edit], lines: int, untouched: int) -> GapReturn:
        """Sort the edits into what is new, what is known and what conflicts; record what is new."""
        visits: list[Edit] = []
        amended: list[Edit] = []
        known: list[Edit] = []
        conflicts: list[Conflict] = []
        for edit in edits:
            is_visit = bool(edit.date) and edit.date not in edit.state.days
            wanted = [one for one in edit.amended if not one.is_known]
            if not is_visit and not wanted:
                known.append(edit)
            elif edit.digest != edit.state.digest:
                conflicts += self._conflicts(edit, wanted, is_visit=is_visit)
            else:
                if is_visit:
                    visits.append(edit)
                if wanted:
                    amended.append(edit)
        if visits or amended:
            self._commit(visits, amended, known)
        rejected = len({finding.row for finding in self.reader.findings if finding.severity == "reject"})
        return GapReturn(
            self.item.file, lines, len(visits), len(amended), len(known), untouched, tuple(conflicts), rejected
        )  # fmt: skip

    @staticmethod
    def _conflicts(edit: Edit, wanted: Sequence[Amendment], *, is_visit: bool) -> Iterator[Conflict]:
        """Yield of each column that differs what the list says and what the record says."""
        state = edit.state
        household, grid = (state.name, "") if isinstance(state, HomeState) else ("", state.name)
        if is_visit:
            yield Conflict(edit.row, household, DATE, edit.date, state.last_visit, grid)
        for one in wanted:
            yield Conflict(edit.row, household, one.column, one.word or NONE, one.recorded, grid)

    def _commit(self, visits: Sequence[Edit], amended: Sequence[Edit], known: Sequence[Edit]) -> None:
        """Store the lines that say something new as one document: text, statements, links to what is known.

        Where the same file was read before, its new reading says what the old one said as well.
        """
        item = self.item
        again = known if self.store.find_versions([item.document.id]) else ()
        made = GapText(item.document.id, of_grids=self.form.kind == "grid")
        edits = {edit.row: edit for edit in (*visits, *amended, *again)}
        for _, edit in sorted(edits.items()):
            is_again = edit in again
            made.write(
                edit,
                is_visit=edit in visits or (is_again and bool(edit.date)),
                is_amended=edit in amended or (is_again and bool(edit.amended)),
            )
        text = "".join(made.lines)
        locator = write_rows([PlacedRows(self.grid.name, 0, made.heads, (self.header, *sorted(edits)))])
        digest = hash_text(text)
        document = replace(item.document, text=text, text_sha256=digest, media="table", locator=locator)
        for statement in made.statements:
            check_statement(statement)
            check_evidence(statement, document.id, text)
        arrival = replace(mask_arrival(item.arrival), published=item.arrival.published or self.reader.today)
        version = f"{VERSION}-{digest[:8]}"
        self.store.put_document(
            DocumentCommit(
                document=document, version=version, arrivals=(arrival,),
                statements=tuple(made.statements), readings=tuple(made.readings), links=made.links,
                data_classes=tuple(get_predicate(s.predicate).data_class for s in made.statements),
                stages=(Stage(document.id, "read", "done", version=version),),
            )
        )  # fmt: skip


def _find_heads(item: Item) -> Iterator[tuple[Grid, int]]:
    for sheet in item.sheets:
        grid = make_grid(sheet)
        for number, row in enumerate(grid.rows):
            if LINE in {cell.strip() for cell in row.cells}:
                yield grid, number
                break


def _cell(row: GridRow, position: int) -> str:
    return row.cells[position] if position < len(row.cells) else ""
