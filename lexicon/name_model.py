"""How likely a string is as a personal name, from counted characters."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from lexicon.names import load_surnames, minority_parts, rare_surnames, sound_characters
from lexicon.resources import read_rows

_SINGLE = -math.log(0.3)
_DOUBLE = -math.log(0.7)
_UNSEEN = 12.0
_UNCOUNTED = 9.0
_UNCOUNTED_SOUND = 6.5


@dataclass(frozen=True, slots=True)
class NameModel:
    """Negative log probabilities of characters by their place in a name.

    A character never seen in its place costs `unseen`, so much that common words win over such a name.
    """

    surnames: dict[str, float]
    singles: dict[str, float]
    firsts: dict[str, float]
    seconds: dict[str, float]
    sounds: dict[str, float]
    unseen: float

    def find_cost(self, text: str) -> float | None:
        """Return the cost of the text as surname and given name, None if it has no such shape."""
        best: float | None = None
        for length in (2, 1):
            surname, given = text[:length], text[length:]
            if surname not in self.surnames or not 1 <= len(given) <= 2:
                continue
            cost = self.surnames[surname] + self._given_cost(given)
            if best is None or cost < best:
                best = cost
        return best

    def given_cost(self, text: str) -> float:
        """Return the cost of one or two characters as a given name that goes without surname."""
        return self._given_cost(text)

    def sound_cost(self, text: str) -> float:
        """Return the cost of the text as a name of another language written by sound."""
        return sum(self.sounds.get(character, self.unseen) for character in text)

    def _given_cost(self, given: str) -> float:
        if len(given) == 1:
            return _SINGLE + self.singles.get(given, self.unseen)
        return _DOUBLE + self.firsts.get(given[0], self.unseen) + self.seconds.get(given[1], self.unseen)


@cache
def load_name_model() -> NameModel:
    """Return the model, counted once from the character table."""
    columns: list[dict[str, float]] = []
    rows = read_rows("name_characters.tsv")
    for column in (1, 2, 3, 4, 6):
        counts = {row[0]: int(row[column]) for row in rows if row[column] != "0"}
        total = sum(counts.values())
        columns.append({text: -math.log(count / total) for text, count in counts.items()})
    for surname in load_surnames():
        if surname not in rare_surnames():
            columns[0].setdefault(surname, _UNCOUNTED)
    for character in (*sound_characters(), *"".join(minority_parts())):
        columns[4].setdefault(character, _UNCOUNTED_SOUND)
    surnames, singles, firsts, seconds, sounds = columns
    return NameModel(surnames, singles, firsts, seconds, sounds, _UNSEEN)
