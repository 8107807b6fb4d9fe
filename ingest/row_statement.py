"""Makes the statements that a mapping says each row makes, with the references that its cells are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from functools import lru_cache

from domain.entity import Entity
from domain.identifier import make_id
from domain.mention import MentionKind, Reference, ReferenceKind
from domain.ontology.catalogue import get_predicate
from domain.statement import Argument, Evidence, Reading, Statement, Value
from ingest.cell import EMPTY, WORKING_DAYS, Cell
from ingest.mapping import Mapping, Pattern
from ingest.mapping_file import DATA_CLASSES
from ingest.naming import community_ends
from ingest.pseudonym import flatten_identifier
from ingest.row_check import BODY_OF
from ingest.scope import find_scope, name_in_full

"""What a column holds whose values are keys of a register."""

_MENTIONS = {
    "area": MentionKind.COMMUNITY, "place": MentionKind.PLACE, "org": MentionKind.ORG, "service": MentionKind.SERVICE,
    "award": MentionKind.AWARD, "person": MentionKind.PERSON, "post": MentionKind.POST,
}  # fmt: skip
_DIVISIONS = ("省", "自治区", "市", "盟", "州", "县", "旗", "区", "镇", "乡", "苏木", "街道")


@dataclass(frozen=True, slots=True)
class Made:
    """A statement with its reading and data class, and the person of each of its references that names one."""

    statement: Statement
    reading: Reading
    data_class: str
    people: tuple[tuple[str, Entity], ...]


@dataclass
class People:
    """Whom the rows of one document name: by number and name where there is a number, else by name, body and birth.

    A number alone makes nobody one: two offices may each count their staff from G001.
    """

    known: dict[tuple[str, ...], Entity] = field(default_factory=dict)

    def find(self, mapping: Mapping, reference: Reference, document_id: str, cells: Dictionary[str, Cell]) -> Entity:
        """Return the person whom the name in a row means; two rows of one name, body and birth are one person."""
        name = "".join(reference.text.split())
        keys = (cells[c.name].value for c in mapping.columns if c.holds == "person_key" and c.name in cells)
        key = next(keys, "")
        body = flatten_identifier(cells.get(mapping.group, EMPTY).value)
        group = (name, body, cells.get("born", EMPTY).value, key)
        if group not in self.known:
            founding = (
                f"key:person:{key}:{make_id('name', name)}"
                if key
                else f"{document_id}:{reference.start}:{reference.end}"
            )
            self.known[group] = Entity("Person", name, founding, front_line=mapping.front_line)
        return self.known[group]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one role of a statement takes: a word that holds for all rows, else the value of a column."""

    role: str
    source: str
    word: Value | None
    holds: str
    kind: MentionKind | None


class RowStatements:
    """Makes the statements of the rows of one table. `units` are what the heads say of the numbers below them."""

    def __init__(self, mapping: Mapping, units: Dictionary[str, str], people: People) -> None:
        self._mapping = mapping
        self._units = units
        self._people = people
        self._has_unit = {
            pattern.predicate: get_predicate(pattern.predicate).find_role("unit") is not None
            for pattern in mapping.statements
        }
        self._has_people = any(column.holds == "person" for column in mapping.columns)
        self._plans = {id(pattern): tuple(self._plan(pattern)) for pattern in mapping.statements}
        self._extractor = f"record:{mapping.name}"
        self._data_classes = {pattern.predicate: self._class_of(pattern) for pattern in mapping.statements}

    def _plan(self, pattern: Pattern) -> Iterator[_Part]:
        """Yield what each role of the pattern takes, looked up once for all rows."""
        for role, source in pattern.roles.items():
            if source[:1] == "=":
                yield _Part(role, "", Value(source[1:]), "", None)
            else:
                holds = self._mapping.by_name[source].holds
                yield _Part(role, source, None, holds, _MENTIONS.get(holds))

    def _class_of(self, pattern: Pattern) -> str:
        own = get_predicate(pattern.predicate).data_class
        raised = self._mapping.data_class
        return max(own, raised, key=DATA_CLASSES.index) if raised else own

    def make(
        self, patterns: Sequence[Pattern], cells: Dictionary[str, Cell], starts: Dictionary[str, int], record: str,
        evidence: Evidence,
    ) -> Iterator[Made]:  # fmt: skip
        """Yield the statements that a row makes; `starts` gives by column where its cell begins in the text."""
        for pattern in patterns:
            own = next((name for s in pattern.roles.values() if (name := BODY_OF + s) in cells), "")
            held = {**cells, "org": cells[own]} if own else cells
            for numbers in _choices(pattern, held):
                yield self._make(pattern, held, starts, numbers, record, evidence)

    def _make(
        self, pattern: Pattern, cells: Dictionary[str, Cell], starts: Dictionary[str, int],
        numbers: Dictionary[str, int], record: str, evidence: Evidence,
    ) -> Made:  # fmt: skip
        arguments: dict[str, Argument] = {"record": Value(record)}
        scope = find_scope(cells)
        for part in self._plans[id(pattern)]:
            if part.word is not None:
                arguments[part.role] = part.word
            elif (cell := cells.get(part.source)) is not None and cell.values:
                start = starts.get(part.source, -1)
                value = self._argument(part, cell, cells, start, numbers.get(part.source, 0) if numbers else 0, scope)
                if value is not None:
                    arguments[_role_of(part, cell)] = value
        if self._has_unit[pattern.predicate]:
            self._add_unit(pattern, arguments, cells)
        statement = Statement(pattern.predicate, tuple(sorted(arguments.items())), evidence)
        valid_from = cells.get(pattern.valid_from, EMPTY).value[:10]
        valid_to = cells.get(pattern.valid_to, EMPTY).value[:10]
        reading = Reading(statement.id, self._extractor, self._mapping.version, 1.0, valid_from, valid_to)
        people: tuple[tuple[str, Entity], ...] = ()
        if self._has_people:
            people = tuple(
                (
                    reference.id(evidence.document_id, role),
                    self._people.find(self._mapping, reference, evidence.document_id, cells),
                )
                for role, reference in statement.references()
                if reference.mention_kind is MentionKind.PERSON
            )
        return Made(statement, reading, self._data_classes[pattern.predicate], people)

    def _add_unit(self, pattern: Pattern, arguments: dict[str, Argument], cells: Dictionary[str, Cell]) -> None:
        """Take the unit from the cell (12亩) or the head (面积（亩）) where the row has no column for it."""
        if "unit" in arguments:
            return
        for source in pattern.roles.values():
            cell = cells.get(source, EMPTY)
            if cell.values and (unit := cell.unit or self._units.get(source)):
                arguments["unit"] = Value(unit)

    def _argument(
        self, part: _Part, cell: Cell, cells: Dictionary[str, Cell], start: int, number: int, scope: str
    ) -> Argument | None:  # fmt: skip
        value = cell.values[number] if number < len(cell.values) else cell.value
        if not value:
            return None
        begin, end = cell.span(start, number) if start >= 0 else (-1, -1)
        if part.kind is None:
            register = self._register(part.holds, scope)
            if register:
                return Reference(ReferenceKind.KEY, value, start=begin, end=end, register=register)
            return Value(value, begin, end)
        full_name = name_in_full(cells, part.source) if part.holds in ("area", "place") else ""
        if begin < 0:
            return Reference(ReferenceKind.LITERAL, value, full_name=full_name)
        kind = _kind_of(part.holds, value, part.kind)
        return Reference(ReferenceKind.MENTION, value, kind, begin, end, full_name=full_name)

    def _register(self, holds: str, scope: str) -> str:
        """Return the register in which the value of a column is a key, "" for what is no key."""
        if holds == "household":
            return self._mapping.register
        if holds in ("grid", "case"):
            return f"{holds}:{scope}"
        return "course" if holds == "course" else ""


def _role_of(part: _Part, cell: Cell) -> str:
    """Return the role of a value: a time limit in working days is none in minutes (closure_days, closure)."""
    return f"{part.role}_days" if part.holds == "duration" and cell.unit == WORKING_DAYS else part.role


@lru_cache(maxsize=4096)
def _kind_of(holds: str, value: str, kind: MentionKind) -> MentionKind:
    """Return what a name is: an area may be a division, a body a community."""
    if holds == "area":
        is_division = value.endswith(_DIVISIONS) and not value.endswith(community_ends())
        return MentionKind.PLACE if is_division else kind
    if holds == "org":
        return MentionKind.COMMUNITY if value.endswith(("社区", "嘎查", "村", "居民区")) else kind
    return kind


def is_made(pattern: Pattern, cells: Dictionary[str, Cell]) -> bool:
    """True when a row holds what the pattern needs."""

    def value(name: str) -> str:
        return cells.get(name, EMPTY).value

    for name in pattern.needs:
        if not value(name):
            return False
    return (
        (not pattern.needs_any or any(value(name) for name in pattern.needs_any))
        and not any(value(name) for name in pattern.without)
        and all(value(name) in words for name, words in pattern.when)
        and not any(value(name) in words for name, words in pattern.unless)
    )


def _choices(pattern: Pattern, cells: Dictionary[str, Cell]) -> list[dict[str, int]]:
    """Return which value of each column with several a statement takes: one statement for each.

    Several posts with as many bodies belong together in their order.
    """
    several = [s for s in pattern.roles.values() if s in cells and len(cells[s].values) > 1]
    if not several:
        return [{}]
    first = several[0]
    paired = {"org", "post", *(s for s in several if BODY_OF + s in cells)}
    beside = [s for s in several if s in paired and len(cells[s].values) == len(cells[first].values)]
    taken = beside if first in beside else [first]
    return [dict.fromkeys(taken, number) for number in range(len(cells[first].values))]
