"""Which mapping a table goes by: one whose heads it has, else one that its heads and cells suggest."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ingest.cell import MARKS, NO_MARKS, Rejected, is_empty, read_cell
from ingest.mapping import Column, Mapping
from ingest.mapping_file import load_mappings
from ingest.sheet.context import Context
from ingest.sheet.head import Head, flatten_head
from ingest.sheet.layout import SheetTable
from lexicon.care import find_care_category
from lexicon.forbidden import find_forbidden_column

SAMPLE = 40
"""Rows whose cells are looked at before a head is taken for another."""
MOST_WRONG = 0.2
SHORTEST_GUESS = 2
"""Characters that a known head must have to be recognised inside another."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A mapping with the columns of the table that it keeps, by position.

    `marks` are columns whose head is itself a word of a column (独居 with a tick below); `guessed` are the positions
    whose head only resembles one that the mapping knows.
    """

    mapping: Mapping
    columns: Dictionary[int, Column]
    marks: Dictionary[int, tuple[Column, str]] = field(default_factory=dict)
    guessed: frozenset[int] = frozenset()
    missing: tuple[Column, ...] = ()


@cache
def known_heads(mappings: tuple[Mapping, ...]) -> frozenset[str]:
    """Return every head that one of these mappings knows."""
    return frozenset(head for mapping in mappings for column in mapping.columns for head in column.heads)


def choose(table: SheetTable, context: Context, titles: Sequence[str], mappings: tuple[Mapping, ...] = ()) -> Choice:
    """Return the best choice for the table; `missing` names the required columns where no mapping fits.

    Of several that fit, the one that knows most of the heads counts; a word of its own over the table decides between
    equals. Heads that are only alike are taken where the cells below are what the column must hold.
    """
    candidates = mappings or load_mappings()
    exact = [_fit(mapping, table, context, guess=False) for mapping in candidates]
    fitting = [choice for choice in exact if not choice.missing]
    if not fitting:
        fitting = [
            choice for mapping in candidates if not (choice := _fit(mapping, table, context, guess=True)).missing
        ]
    if fitting:
        return max(fitting, key=lambda choice: _weigh(choice, table, titles))
    return max(exact, key=lambda choice: (len(choice.columns) - 2 * len(choice.missing), _hits(choice, titles)))


def _weigh(choice: Choice, table: SheetTable, titles: Sequence[str]) -> tuple[float, float]:
    known = len(choice.columns) + len(choice.marks) - 0.5 * len(choice.guessed)
    required = sum(1 for column in choice.columns.values() if column.required)
    return known + 0.9 * min(1, _hits(choice, titles)), required


def _hits(choice: Choice, titles: Sequence[str]) -> int:
    return sum(1 for word in choice.mapping.titles if any(word in title for title in titles))


def _fit(mapping: Mapping, table: SheetTable, context: Context, *, guess: bool) -> Choice:
    columns = mapping.find_columns(table.heads)
    guessed: dict[int, Column] = {}
    if guess:
        guessed = _guess(mapping, table, columns, context)
    found = {**columns, **guessed}
    marks = _find_marks(mapping, table, found)
    have = {column.name for column in found.values()} | {column.name for column, _ in marks.values()} | context.names()
    missing = tuple(column for column in mapping.columns if column.required and column.name not in have)
    if not missing and not any(have.issuperset(pattern.needs) for pattern in mapping.statements):
        lacking = min(
            (set(pattern.needs) - have for pattern in mapping.statements), key=lambda names: (len(names), sorted(names))
        )
        missing = tuple(column for column in mapping.columns if column.name in lacking)
    return Choice(mapping, dict(sorted(found.items())), marks, frozenset(guessed), missing)


def _guess(
    mapping: Mapping, table: SheetTable, columns: Dictionary[int, Column], context: Context
) -> dict[int, Column]:  # fmt: skip
    """Return columns whose heads resemble known ones and whose cells hold what they must."""
    taken = {column.name for column in columns.values()}
    guessed: dict[int, Column] = {}
    for column in sorted(mapping.columns, key=lambda column: not column.required):
        if column.name in taken or column.holds in ("person", "person_key"):
            continue
        for head in table.heads:
            free = head.position not in columns and head.position not in guessed
            if free and _resembles(head, column) and _holds(column, table, head, context):
                guessed[head.position] = column
                break
    return guessed


def _resembles(head: Head, column: Column) -> bool:
    if not head.forms or find_forbidden_column(head.shown):
        return False
    known = [word for word in column.heads if len(word) >= SHORTEST_GUESS]
    return any(
        form.endswith(word) or form.startswith(word) or _is_in(form, word) for form in head.forms for word in known
    )


def _is_in(form: str, word: str) -> bool:
    return len(form) >= SHORTEST_GUESS and (word in form or form in word)


def _holds(column: Column, table: SheetTable, head: Head, context: Context) -> bool:
    """True when nearly all cells looked at are what the column must hold."""
    cells = [row.cells[head.position] for row in table.rows[:SAMPLE] if head.position < len(row.cells)]
    cells = [cell for cell in cells if not is_empty(cell)]
    wrong = sum(1 for cell in cells if not _can_read(column, cell, head, context))
    return bool(cells) and wrong <= MOST_WRONG * len(cells)


def _can_read(column: Column, cell: str, head: Head, context: Context) -> bool:
    try:
        read_cell(column, cell, None, context, head.unit, "9999-12-31")
    except Rejected:
        return False
    return not (
        column.holds in ("text", "service", "org", "area", "grid", "place") and cell.strip().replace(".", "").isdigit()
    )


def _find_marks(mapping: Mapping, table: SheetTable, found: Dictionary[int, Column]) -> dict[int, tuple[Column, str]]:
    """Return the columns whose head is a word of a closed list and whose cells are ticks."""
    taken = {column.name for column in found.values()}
    marks: dict[int, tuple[Column, str]] = {}
    for column in mapping.columns:
        if column.holds not in ("care", "code") or column.name in taken:
            continue
        for head in table.heads:
            if head.position in found:
                continue
            for form in head.forms:
                word = find_care_category(form) if column.holds == "care" else column.words.get(flatten_head(form), "")
                if word and _is_ticked(table, head, column.holds == "care"):
                    marks[head.position] = (column, word)
                    break
    return marks


def _is_ticked(table: SheetTable, head: Head, may_be_empty: bool) -> bool:
    cells = {row.cells[head.position].strip() for row in table.rows if head.position < len(row.cells)} - {""}
    return (may_be_empty or bool(cells)) and cells <= (MARKS | NO_MARKS)
