"""A sheet's rows with merged cells filled in: every cell of a merged block shows what the block shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.readers.item import CellKind, Merge, Sheet


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with its number in the file; `merged` gives by position, from 0, the block that a cell belongs to.

    `unfolded` is the position of the cell of which a wide table made this row, -1 for a row of the file itself.
    """

    line: int
    cells: tuple[str, ...]
    merged: Mapping[int, Merge] = field(default_factory=dict)
    unfolded: int = -1

    def filled(self) -> list[tuple[int, str]]:
        """Return position and words of the cells that are not empty."""
        return [(position, cell) for position, cell in enumerate(self.cells) if cell.strip()]

    @property
    def is_one_word(self) -> bool:
        """True when the row shows one thing only: a title, a section, a note; also one merged across."""
        return len({cell.strip() for _, cell in self.filled()}) == 1 and (
            len(self.filled()) == 1 or all(position in self.merged for position, _ in self.filled())
        )

    def words(self) -> str:
        """Return what the row shows, each thing once."""
        return " ".join(dict.fromkeys(cell.strip() for _, cell in self.filled()))


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet and what is known of their cells."""

    name: str
    rows: tuple[GridRow, ...]
    kinds: Mapping[tuple[int, int], CellKind]
    has_merges: bool
    has_fixed_width: bool
    is_lines: bool

    def kind_of(self, line: int, position: int) -> CellKind | None:
        """Return what the spreadsheet says of a cell; `position` from 0."""
        return self.kinds.get((line, position + 1)) if self.kinds else None


def make_grid(sheet: Sheet) -> Grid:
    """Return the sheet with its merged cells filled in."""
    rows: Sequence[GridRow]
    rows = _fill(sheet) if sheet.merges else [GridRow(row.line, row.cells) for row in sheet.rows]
    return Grid(sheet.name, tuple(rows), sheet.kinds, bool(sheet.merges), sheet.has_fixed_width, sheet.is_lines)


def _fill(sheet: Sheet) -> list[GridRow]:
    """Fill the blocks in; one row of the file without any cell left may come back as part of a block."""
    cells: dict[int, dict[int, str]] = {row.line: dict(enumerate(row.cells)) for row in sheet.rows}
    merged: dict[int, dict[int, Merge]] = {}
    last = max(cells, default=0)
    width = max((len(row.cells) for row in sheet.rows), default=0)
    for merge in sheet.merges:
        words = cells.get(merge.first_row, {}).get(merge.first_column - 1, "")
        for line in range(merge.first_row, min(merge.last_row, last) + 1):
            if line not in cells:
                continue
            for position in range(merge.first_column - 1, min(merge.last_column, width)):
                cells[line][position] = words
                merged.setdefault(line, {})[position] = merge
    return [
        GridRow(
            line, tuple(row.get(position, "") for position in range(max(row, default=-1) + 1)), merged.get(line, {})
        )
        for line, row in sorted(cells.items())
    ]
