"""Writes what a list says that is back as a document: a line of text for each, and the statements it is evidence of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.gap_list import GapState, HomeState
from domain.identifier import make_id
from domain.mention import Reference, ReferenceKind
from domain.statement import Argument, Evidence, Reading, Statement, Value
from ingest.gap_form import AREA, CARE, COUNT, DATE, GRID, HOUSEHOLD, NEW_CARE, NEW_COUNT, NEW_GRID, TOPIC, Amendment

VERSION = "gap-list-2"
EXTRACTOR = "record:gap_list"
_OF_HOMES = (HOUSEHOLD, AREA, GRID, DATE, TOPIC, CARE)
_OF_GRIDS = (AREA, GRID, DATE, TOPIC, COUNT)
"""The heads of the text that is kept of a list of each kind."""
_COUNTED = "户"
"""Whom a figure of households counts, as tables of figures word it (ingest/mappings/population.yaml)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a line was filled in with, in closed form: the day of a visit, its matter, what is amended."""

    row: int
    state: GapState
    digest: str
    date: str = ""
    topic: str = ""
    amended: tuple[Amendment, ...] = ()

    def word(self, column: str) -> str | None:
        """Return what a column was amended to, None where it was not."""
        return next((one.word for one in self.amended if one.column == column), None)


class GapText:
    """The lines of the document, its statements, and which entity each of their references is."""

    def __init__(self, document_id: str, *, of_grids: bool) -> None:
        self._document_id = document_id
        self.heads = _OF_GRIDS if of_grids else _OF_HOMES
        head = "\t".join(self.heads) + "\n"
        self.lines = [head]
        self._offset = len(head)
        self.statements: list[Statement] = []
        self.readings: list[Reading] = []
        self.links: dict[str, str] = {}

    def write(self, edit: Edit, *, is_visit: bool, is_amended: bool) -> None:
        """Add a line with what it says: a visit, and what is amended."""
        cells = self._cells(edit)
        line = "\t".join(cells.values())
        starts: dict[str, int] = {}
        at = self._offset
        for head, words in cells.items():
            starts[head] = at
            at += len(words) + 1
        evidence = Evidence(self._document_id, self._offset, self._offset + len(line), line)
        said = _Said(cells, starts)
        common = self._refer(edit, said)
        if is_visit:
            about = edit.state.household_id if isinstance(edit.state, HomeState) else edit.state.grid_id
            record = make_id("record", "gap_list", about, edit.date)
            topic = {"topic": said.value(TOPIC)} if edit.topic else {}
            arguments = {**common, "date": said.value(DATE), "record": Value(record), **topic}
            self._state("VISITED", arguments, evidence, edit.date, edit.date)
        if is_amended:
            self._amend(edit, said, common, evidence)
        self.lines.append(line + "\n")
        self._offset += len(line) + 1

    @staticmethod
    def _cells(edit: Edit) -> dict[str, str]:
        state = edit.state
        shared = {GRID: edit.word(NEW_GRID) or state.grid, DATE: edit.date, TOPIC: edit.topic}
        if isinstance(state, HomeState):
            care = edit.word(NEW_CARE)
            own = {HOUSEHOLD: state.household, AREA: state.area, **shared}
            return {**own, CARE: state.care if care is None else care}
        return {AREA: state.area, **shared, COUNT: edit.word(NEW_COUNT) or ""}

    def _refer(self, edit: Edit, said: _Said) -> dict[str, Argument]:
        """Return the references that every statement of the line has."""
        state = edit.state
        common: dict[str, Argument] = {"area": self._key("area", state.area, said.starts[AREA], state.area_id)}
        if isinstance(state, HomeState):
            start = said.starts[HOUSEHOLD]
            end = start + len(state.household)
            household = Reference(ReferenceKind.KEY, state.household, start=start, end=end, register="household")
            common["household"] = household
            self.links[household.id(self._document_id, "household")] = state.household_id
        grid_id = next((one.link for one in edit.amended if one.column == NEW_GRID), state.grid_id)
        if grid_id:
            common["grid"] = self._key("grid", said.cells[GRID], said.starts[GRID], grid_id)
        return common

    def _key(self, role: str, name: str, start: int, entity_id: str) -> Reference:
        """Return the reference to an area or grid of the record, a key of its own: names begin anew in each place."""
        reference = Reference(
            ReferenceKind.KEY, name, start=start, end=start + len(name), register=f"gap_list:{entity_id}"
        )  # fmt: skip
        self.links[reference.id(self._document_id, role)] = entity_id
        return reference

    def _amend(self, edit: Edit, said: _Said, common: Mapping[str, Argument], evidence: Evidence) -> None:
        state = edit.state
        if isinstance(state, HomeState):
            arguments = {**common, "record": Value(state.record)}
            if said.cells[CARE]:
                arguments["care"] = said.value(CARE)
            self._state("LIVES_IN", arguments, evidence, "", "")
            return
        record = make_id("record", "gap_list", state.grid_id, COUNT, edit.date)
        counted = {"area": common["grid"], "of": Value(_COUNTED), "value": said.value(COUNT), "date": said.value(DATE)}
        self._state("POPULATION", {**counted, "record": Value(record)}, evidence, edit.date, "")

    def _state(
        self, predicate: str, arguments: Mapping[str, Argument], evidence: Evidence, valid_from: str, valid_to: str
    ) -> None:
        statement = Statement(predicate, tuple(sorted(arguments.items(), key=lambda pair: pair[0])), evidence)
        self.statements.append(statement)
        self.readings.append(Reading(statement.id, EXTRACTOR, VERSION, 1.0, valid_from, valid_to))


@dataclass(frozen=True, slots=True)
class _Said:
    """The cells of a line and where they stand in the text."""

    cells: Mapping[str, str]
    starts: Mapping[str, int]

    def value(self, head: str) -> Value:
        words, start = self.cells[head], self.starts[head]
        return Value(words, start, start + len(words))
