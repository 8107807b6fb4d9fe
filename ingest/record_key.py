"""What makes two rows the same record, in one file and in every file that holds it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from functools import lru_cache

from domain.identifier import make_id
from ingest.cell import Cell, Rejected
from ingest.mapping import AREA, Mapping
from ingest.pseudonym import flatten_identifier


@lru_cache(maxsize=65536)
def _flatten(values: tuple[str, ...]) -> str:
    return flatten_identifier("、".join(values))


@dataclass
class RecordKeys:
    """Gives the rows of one file their keys; remembers those that it has given.

    `is_copy` says of the last row that it is the same as one before and yet a record of its own: it has no number.
    `is_held` says of a record whether the file from which these rows were left out holds it: they are rows beside its
    own and never take their place.
    """

    seen: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    written: set[int] = field(default_factory=set)
    is_copy: bool = False
    is_held: Callable[[str], bool] | None = None

    def name(self, mapping: Mapping, cells: Dictionary[str, Cell]) -> str:
        """Return the key of the row's record; refuses a second row that names the same record by itself."""
        content = tuple([cells[column].values if column in cells else () for column in mapping.by_name])
        self.is_copy = False
        for key in mapping.key.once:
            named = [[name, _name(name, cells)] for name in key]
            if not all(words for _, words in named):
                continue
            record = make_id("record", mapping.name, named)
            if record not in self.seen:
                if self.is_held is not None and self.is_held(record):
                    message = "与原表里已经读入的一行编号相同；请核对编号，要改那一行请改原表后重新读入"
                    raise Rejected(_last_of(key, cells), "contradicted", message)
                self.seen[record] = content
                return record
            if self.seen[record] == content or _flat(self.seen[record]) == _flat(content):
                raise Rejected(_last_of(key, cells), "repeated", "与前面一行完全相同，只计一次", "warn")
            raise Rejected(
                _last_of(key, cells), "contradicted", "与前面一行编号相同而内容不同，只保留前面一行；请核对后改正"
            )
        record = make_id(
            "record", mapping.name, [[name, _name(name, cells)] for name in mapping.key.otherwise or tuple(cells)]
        )
        if self.is_held is not None and record not in self.counted:
            self.counted[record] = self._count_held(record)
        self.counted[record] += 1
        if _names_one(mapping, cells):
            size = len(self.written)
            self.written.add(hash((mapping.name, content)))
            self.is_copy = self.counted[record] > 1 and len(self.written) == size
        return make_id("record", record, self.counted[record])

    def _count_held(self, record: str) -> int:
        """Return how many rows without a number the file holds that are known by the same words."""
        assert self.is_held is not None
        number = 0
        while self.is_held(make_id("record", record, number + 1)):
            number += 1
        return number


def _names_one(mapping: Mapping, cells: Dictionary[str, Cell]) -> bool:
    """True when a row is about one household or person: the same words again may be the same record again."""
    return any(name in cells and cells[name].values and mapping.by_name[name].holds in _ONE for name in mapping.by_name)


_ONE = frozenset({"household", "attendee", "person", "person_key"})


def _name(name: str, cells: Dictionary[str, Cell]) -> str:
    """Return the words of a column by which a record is known, a community always with its town."""
    words = _flatten(cells[name].values) if name in cells else ""
    if name != AREA or "town" not in cells:
        return words
    town = _flatten(cells["town"].values)
    return words if words.startswith(town) else f"{town}{words}"


def _flat(content: tuple[tuple[str, ...], ...]) -> list[str]:
    return [_flatten(values) for values in content]


def _last_of(key: tuple[str, ...], cells: Dictionary[str, Cell]) -> str:
    """Return the last column of the key that the table itself has: it is named where the key comes twice."""
    return next((name for name in reversed(key) if name in cells and cells[name].written), key[-1])
