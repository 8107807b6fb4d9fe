"""Record mappings: which columns of a table are kept, what they must hold, what statements they make."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ingest.sheet.head import Head, canonical_head
from lexicon.forbidden import find_forbidden_column

AREA = "community"
"""The column within which household numbers and grid names are unique."""
AREA_ABOVE = ("banner", "town")
"""Columns that stand before the community in its full name, outermost first."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is kept: `holds` is a word of ingest.mapping_file.HOLDS, `heads` the words that it goes by.

    `words` are the closed words of a code with their spellings. `is_past` refuses a day that has not come yet,
    `is_block` lets an empty cell mean the one above (cells merged down a block, as CSV shows them), `is_many` lets a
    cell hold several values, a statement for each. `is_filled` refuses an empty cell where the table has the column at
    all; `label` is the head that messages name it by; `is_stated` lets the words over the table give the value of a
    column that the table lacks, where it has the column `stated_with` if that is given. `spares` are those of its
    heads that count only where no other is there; `is_seat` takes the town of a title for the body that has its seat
    there, where the title names no body; `is_told` knows a column of closed words by its cells, whatever its
    head is; `also` names the column of which this
    one is another of the same meaning (党内职务, 村委会职务): where a row fills one of them the others may be empty.
    """

    name: str
    holds: str
    required: bool
    heads: frozenset[str]
    words: Dictionary[str, str] = field(default_factory=dict)
    is_past: bool = False
    is_block: bool = False
    is_many: bool = False
    is_filled: bool = False
    is_stated: bool = False
    label: str = ""
    spares: frozenset[str] = frozenset()
    is_told: bool = False
    also: str = ""
    stated_with: str = ""
    is_seat: bool = False

    @property
    def is_mandatory(self) -> bool:
        """True when no cell of the column may be empty, though a table may do without the column."""
        return self.required or self.is_filled


@dataclass(frozen=True, slots=True)
class Pattern:
    """A statement that each row makes: role → column, or `=word` for a word that every row says.

    It is made where all columns in `needs` are filled and one of `needs_any`, those in `without` are empty, each
    column of `when` holds one of its words and none of `unless` does. `valid_from` and `valid_to` name columns.
    """

    predicate: str
    roles: Dictionary[str, str]
    needs: tuple[str, ...]
    valid_from: str = ""
    valid_to: str = ""
    needs_any: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    when: tuple[tuple[str, frozenset[str]], ...] = ()
    unless: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """What makes two rows the same record.

    `once` are the lists of columns that name a record by themselves; `otherwise` those that name it together with
    how many equal rows came before.
    """

    once: tuple[tuple[str, ...], ...]
    otherwise: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Mapping:
    """How the rows of one kind of table become statements; read by ingest.mapping_file.

    A household's pseudonym depends on purpose, register and community. `data_class` raises that of the predicates;
    "" leaves it. `orders` are pairs of columns of which the first day never follows the second. `titles` are words
    over a table that speak for this mapping where the heads of two fit. `group` is the column by which rows of one
    name are one person within a document; `front_line` marks people who are found through their grid or body only.
    `silent` are words with which a row says that nothing was (attended: absent): no statement, and no fault.
    """

    name: str
    label: str
    version: str
    purpose: str
    register: str
    columns: tuple[Column, ...]
    statements: tuple[Pattern, ...]
    key: Key
    data_class: str = ""
    orders: tuple[tuple[str, str], ...] = ()
    titles: tuple[str, ...] = ()
    ignored: frozenset[str] = frozenset()
    front_line: bool = False
    group: str = ""
    silent: tuple[tuple[str, frozenset[str]], ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def by_head(self) -> dict[str, Column]:
        """The columns by each head that they go by."""
        found: dict[str, Column] = {}
        for column in self.columns:
            for head in column.heads - column.spares:
                found.setdefault(head, column)
        return found

    @cached_property
    def by_spare(self) -> dict[str, Column]:
        """The columns by the heads that they go by where a table has no better one."""
        found: dict[str, Column] = {}
        for column in self.columns:
            for head in column.spares:
                found.setdefault(head, column)
        return found

    @cached_property
    def by_meaning(self) -> dict[str, Column]:
        """The columns by the heads that they go by in one spelling of each; none that could be two of them."""
        found: dict[str, Column] = {}
        doubtful: set[str] = set()
        for column in self.columns:
            for head in {canonical_head(head) for head in column.heads - column.spares}:
                if found.setdefault(head, column) is not column:
                    doubtful.add(head)
        return {head: column for head, column in found.items() if head not in doubtful}

    def _spare_for_required(self, heads: Sequence[Head], found: dict[int, Column]) -> None:
        """Give a column that all rows need the head of one that none does: 受理时间 where no head says 提出时间."""
        for column in self.columns:
            if not column.required or not column.spares or column in found.values():
                continue
            for head in heads:
                other = found.get(head.position)
                if other is not None and not other.required and column.spares & set(head.forms):
                    found[head.position] = column
                    break

    def find_columns(self, heads: Sequence[Head]) -> dict[int, Column]:
        """Return by position the columns of this header that are kept; of two with one meaning the first.

        A mapping that has a further column of that meaning takes the second as well.
        """
        found: dict[int, Column] = {}
        taken: set[str] = set()
        for known in (self.by_head, self.by_spare):
            for level in range(max((len(head.forms) for head in heads), default=0) if known else 0):
                for head in heads:
                    if head.position in found or level >= len(head.forms):
                        continue
                    column = known.get(head.forms[level])
                    if column is not None and column.name not in taken:
                        found[head.position] = column
                        taken.add(column.name)
        self._spare_for_required(heads, found)
        taken = {column.name for column in found.values()}
        for head in heads:
            if head.position not in found and not find_forbidden_column(head.shown):
                for form in head.forms:
                    column = self.by_meaning.get(canonical_head(form))
                    if column is not None and column.holds != "person" and form.endswith(_OF_NAMES):
                        continue
                    if column is not None and column.name not in taken:
                        found[head.position] = column
                        taken.add(column.name)
                        break
        return self._add_further(heads, dict(sorted(found.items())))

    def _add_further(self, heads: Sequence[Head], found: dict[int, Column]) -> dict[int, Column]:
        """Return the columns with the heads left over that say the same as one of them: 党内职务 and 村委会职务.

        Numbered heads are of this kind (现任职务1, 现任职务2). Where there are several none of them must be filled.
        """
        further = [column for column in self.columns if column.also]
        for column in further:
            first = self.by_name[column.also]
            for head in heads:
                if head.position not in found and any(_drop_number(form) in first.heads for form in head.forms):
                    is_new = all(one.name != first.name for one in found.values())
                    found[head.position] = first if is_new else column
                    if not is_new:
                        break
        names = {column.also for column in found.values()} - {""}
        loose = {p: replace(c, required=False, is_filled=False) for p, c in found.items() if c.name in names}
        return dict(sorted({**found, **loose}.items()))

    def find_missing(self, heads: Sequence[Head], context: frozenset[str] = frozenset()) -> list[Column]:
        """Return the required columns that neither the header nor what stands over the table gives."""
        found = {column.name for column in self.find_columns(heads).values()} | context
        return [column for column in self.columns if column.required and column.name not in found]


_OF_NAMES = ("姓名", "名单", "名字")
"""Ends of heads over names of people: 参加人员姓名 is not what 参加人员 says of an audience."""
_NUMBER_BEHIND = re.compile(r"(?<=..)(?:\d|[一二三])$")


def _drop_number(head: str) -> str:
    return _NUMBER_BEHIND.sub("", head)
