"""A list of households or grids to visit, as it leaves with empty columns to fill in, and what came of it when back."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identifier import make_id

MARK = "·"
"""Stands between whom a line is about and the state in the id of the line."""
STATE_DIGITS = 8
GRID_CODE = "格"
"""Stands for the kind in the code of a grid."""


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the record says of a household: where it is registered, its care category, when it was visited last.

    `record` is the key of its line in the register, `days` all days on which a visit is recorded.
    """

    household_id: str
    household: str
    area_id: str
    area: str
    grid_id: str
    grid: str
    care: str
    record: str
    last_visit: str
    days: frozenset[str] = frozenset()

    @property
    def code(self) -> str:
        """What the household is known by in a list: its pseudonym."""
        return self.household

    @property
    def name(self) -> str:
        """What the household is called in reports."""
        return self.household

    @property
    def digest(self) -> str:
        """A few digits that change whenever any of it changes."""
        return _digest(self.area_id, self.grid_id, self.care, self.record, self.last_visit)


@dataclass(frozen=True, slots=True)
class GridState:
    """What the record says of a grid: its community, who works there, how many households, when it was visited last.

    `households` are those of the register, `figures` the numbers of households that were stated, by day; `days` those
    on which a visit to the grid itself is recorded. The last visit may be one to any of its households.
    """

    grid_id: str
    grid: str
    area_id: str
    area: str
    workers: tuple[str, ...]
    households: int
    last_visit: str
    days: frozenset[str] = frozenset()
    figures: tuple[tuple[str, int], ...] = ()

    @property
    def code(self) -> str:
        """What the grid is known by in a list: names of grids begin anew in each community."""
        return f"{GRID_CODE}-{self.grid_id.rpartition('-')[2]}"

    @property
    def name(self) -> str:
        """What the grid is called in reports."""
        return f"{self.area}{self.grid}"

    @property
    def counted(self) -> int:
        """How many households the record counts here: the last figure that was stated, else those of the register."""
        return self.figures[-1][1] if self.figures else self.households

    @property
    def digest(self) -> str:
        """A few digits that change whenever something changes that the list can change."""
        return _digest(self.area_id, self.grid_id, self.figures, self.last_visit)


def _digest(*state: object) -> str:
    return make_id("state", *state).rpartition("-")[2][:STATE_DIGITS]


GapState = HomeState | GridState


@dataclass(frozen=True, slots=True)
class GapLine:
    """A line of the list: the household or grid as the record had it when the list was made, and why it is on it."""

    state: GapState
    reason: str

    @property
    def id(self) -> str:
        """Whom it is about and the digest of the state: who changes the record outdates the line."""
        return f"{self.state.code}{MARK}{self.state.digest}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A line whose household or grid changed in the record after the list was made: what either says.

    `household` is the pseudonym, `grid` the name of a grid with its community; one of them is empty.
    """

    row: int
    household: str
    column: str
    listed: str
    recorded: str
    grid: str = ""


@dataclass(frozen=True, slots=True)
class GapReturn:
    """What came of a list that is back.

    `visits` and `amendments` were recorded now; `unchanged` lines say what the record says already, `untouched` ones
    say nothing. `conflicts` were left for people to decide.
    """

    file: str
    lines: int
    visits: int
    amendments: int
    unchanged: int
    untouched: int
    conflicts: tuple[Conflict, ...]
    rejected: int
