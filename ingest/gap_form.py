"""The two lists that go out to be filled in, of households and of grids: their columns, and what may be amended."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.entity import Entity
from domain.gap_list import GRID_CODE, MARK, STATE_DIGITS, GapLine, GapState, GridState, HomeState
from graph.gap_list import find_grid_states, find_grids, find_states
from graph.store import GraphReader
from ingest.cell import Rejected
from ingest.mapping import Column
from lexicon.care import care_categories, find_care_category

LINE, AREA, HOUSEHOLD, GRID, CARE, WORKERS, COUNT = (
    "行码", "社区", "户号", "网格", "服务对象类别", "网格员", "户数",
)  # fmt: skip
LAST, WHY = "上次走访", "为何走访"
VISITED, DATE, TOPIC = "已走访", "走访日期", "走访事由"
NEW_GRID, NEW_CARE, NEW_COUNT = "网格改为", "类别改为", "户数改为"
NONE = "无"
"""What is written to take a care category away."""

_NEW_GRID = Column(NEW_GRID, "text", False, frozenset())
_NEW_COUNT = Column(NEW_COUNT, "number", False, frozenset(), words={"total": "total", "zero": "zero"})


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a column changes: the word in closed form, what the record says in its place, whether it says so already.

    `link` is the entity that the word stands for.
    """

    column: str
    word: str
    recorded: str
    is_known: bool
    link: str = ""


Reader = Callable[[Column], str]
"""Returns what a column of the line was filled in with, in closed form; raises Rejected."""


class GapForm(Protocol):
    """What is different in a list of households and a list of grids."""

    @property
    def kind(self) -> str:
        """household or grid."""
        ...

    @property
    def one(self) -> str:
        """What one of them is called in messages."""
        ...

    @property
    def heads(self) -> tuple[str, ...]:
        """The columns in order."""
        ...

    @property
    def filled_in(self) -> frozenset[str]:
        """The columns that whoever goes fills in."""
        ...

    @property
    def name_column(self) -> str:
        """The column that shows whom a line is about, and may not be changed."""
        ...

    @property
    def code(self) -> str:
        """The form of the code in a line's id."""
        ...

    @property
    def unknown(self) -> str:
        """What is said of a code that the record does not know."""
        ...

    def make_row(self, line: GapLine) -> tuple[str, ...]:
        """Return the cells of a line as it goes out."""
        ...

    def find_states(self, reader: GraphReader, codes: Sequence[str]) -> Mapping[str, GapState]:
        """Return by code what the record says now; codes that it does not know are left out."""
        ...

    def is_named(self, state: GapState, words: str) -> bool:
        """True when the line still shows whom it is about."""
        ...

    def amend(self, reader: GraphReader, state: GapState, read: Reader, words: Callable[[str], str], date: str,
              ) -> tuple[Amendment, ...]:  # fmt: skip
        """Return what the line amends; raises Rejected for what cannot be."""
        ...


class HomeForm:
    """The list of households, by pseudonym: grid and care category may be amended."""

    kind, one = "household", "户"
    heads = (LINE, AREA, GRID, HOUSEHOLD, CARE, LAST, WHY, VISITED, DATE, TOPIC, NEW_GRID, NEW_CARE)
    filled_in = frozenset(heads[-5:])
    name_column = HOUSEHOLD
    code = "户-[0-9A-F]{6,}"
    unknown = "住户清单里没有这一户，或清单来自别的存储"

    def make_row(self, line: GapLine) -> tuple[str, ...]:
        state = line.state
        assert isinstance(state, HomeState)
        own = (line.id, state.area, state.grid, state.household, state.care, state.last_visit, line.reason)
        return (*own, *[""] * len(self.filled_in))

    def find_states(self, reader: GraphReader, codes: Sequence[str]) -> Mapping[str, GapState]:
        ids = {Entity("Household", code, f"key:household:{code}").id: code for code in codes}
        return {ids[household]: state for household, state in find_states(reader, list(ids)).items()}

    def is_named(self, state: GapState, words: str) -> bool:
        return words == state.code

    def amend(
        self, reader: GraphReader, state: GapState, read: Reader, words: Callable[[str], str], date: str
    ) -> tuple[Amendment, ...]:
        assert isinstance(state, HomeState)
        made = []
        if name := read(_NEW_GRID):
            grids = find_grids(reader, state.area_id)
            if name not in grids:
                raise Rejected(NEW_GRID, "unknown_code", "这个社区没有这个网格；请写住户清单里的网格名称")
            made.append(Amendment(NEW_GRID, name, state.grid, grids[name] == state.grid_id, grids[name]))
        care = read_care(words(NEW_CARE))
        if care is not None:
            made.append(Amendment(NEW_CARE, care, state.care or NONE, care == state.care))
        return tuple(made)


class GridForm:
    """The list of grids: how many households there are may be amended. Who works there comes with the roster."""

    kind, one = "grid", "网格"
    heads = (LINE, AREA, GRID, WORKERS, COUNT, LAST, WHY, VISITED, DATE, TOPIC, NEW_COUNT)
    filled_in = frozenset(heads[-4:])
    name_column = GRID
    code = f"{GRID_CODE}-[0-9a-f]{{32}}"
    unknown = "记录里没有这个网格，或清单来自别的存储"

    def make_row(self, line: GapLine) -> tuple[str, ...]:
        state = line.state
        assert isinstance(state, GridState)
        own = (
            line.id, state.area, state.grid, "、".join(state.workers), str(state.counted), state.last_visit, line.reason
        )  # fmt: skip
        return (*own, *[""] * len(self.filled_in))

    def find_states(self, reader: GraphReader, codes: Sequence[str]) -> Mapping[str, GapState]:
        ids = {f"grid-{code.rpartition('-')[2]}": code for code in codes}
        return {ids[grid]: state for grid, state in find_grid_states(reader, list(ids)).items() if grid in ids}

    def is_named(self, state: GapState, words: str) -> bool:
        return words == state.grid

    def amend(
        self, reader: GraphReader, state: GapState, read: Reader, words: Callable[[str], str], date: str
    ) -> tuple[Amendment, ...]:
        assert isinstance(state, GridState)
        count = read(_NEW_COUNT)
        if not count:
            return ()
        if not date:
            raise Rejected(DATE, "missing", "改了户数，没有写走访日期；户数要有是哪一天的")
        is_known = dict(state.figures).get(date) == int(count) or state.counted == int(count)
        return (Amendment(NEW_COUNT, count, str(state.counted), is_known),)


FORMS: Mapping[str, GapForm] = {"household": HomeForm(), "grid": GridForm()}


def form_of(lines: Sequence[GapLine]) -> GapForm:
    """Return the form of lines that go out."""
    return FORMS["grid" if isinstance(lines[0].state, GridState) else "household"]


def find_form(heads: Mapping[str, int]) -> GapForm:
    """Return the form of a list that is back, by its heads."""
    is_grids = HOUSEHOLD not in heads and bool({WORKERS, COUNT, NEW_COUNT} & heads.keys())
    return FORMS["grid" if is_grids else "household"]


def read_line(form: GapForm, words: str) -> tuple[str, str, str] | None:
    """Return the line's id, the code and the digest of the state in it, None where it is no such id."""
    found = re.fullmatch(rf"({form.code}){MARK}([0-9a-f]{{{STATE_DIGITS}}})", words)
    return (found[0], found[1], found[2]) if found else None


def read_care(words: str) -> str | None:
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
