"""A list of households to visit, as it leaves with empty columns to fill in, and what came of it when it is back."""

from __future__ import annotations

from dataclasses import dataclass

from domain.identifier import make_id

MARK = "·"
"""Stands between the household and the state in the id of a line."""
STATE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the record says of a household: where it is registered, its care category, when it was visited last.

    `record` is the key of its line in the register.
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

    @property
    def digest(self) -> str:
        """A few digits that change whenever any of it changes."""
        state = make_id("state", self.area_id, self.grid_id, self.care, self.record, self.last_visit)
        return state.rpartition("-")[2][:STATE_DIGITS]


@dataclass(frozen=True, slots=True)
class GapLine:
    """A line of the list: the household as the record had it when the list was made, and why it is on it."""

    state: HomeState
    reason: str

    @property
    def id(self) -> str:
        """The household's pseudonym and the digest of its state: who changes the record outdates the line."""
        return f"{self.state.household}{MARK}{self.state.digest}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A line whose household changed in the record after the list was made: what the list says, what the record."""

    row: int
    household: str
    column: str
    listed: str
    recorded: str


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
