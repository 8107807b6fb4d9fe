"""Shows where a word of level ends the name of a division, known or not: an office or body of that level follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lexicon.alternation import alternate
from lexicon.organisations import department_names
from lexicon.resources import read_yaml
from nlp.rule_tagger.lattice import Edge
from nlp.rule_tagger.vocabulary import Vocabulary

_NAMED_COST = 4.0
"""Cost of a division or community that the text has named before: as sure as a name of a person it knows."""


@cache
def _ending() -> re.Pattern[str]:
    forms = read_yaml("place_forms.yaml")
    upper = alternate((*forms["county_bodies"], *department_names()))
    lower = alternate(forms["town_bodies"])
    no_level = "".join(forms["no_district"])
    return re.compile(
        rf"(?P<level>自治[县旗州]|(?<![{no_level}])区|(?<![红国党军锦彩会])旗|(?<![城都超门股夜集菜])市|[省县盟州])"
        rf"(?=(?:常务)?副?[省旗县区市盟州]长|{upper}|[\u4e00-\u9fff]{{2,5}}(?:镇|乡|苏木|街道|嘎查))"
        rf"|(?P<town>街道|苏木|(?<![城乡集市])镇|(?<![城下家故返他异城])乡|(?:管理|开发|高新|经开|示范|合作|新)区)"
        rf"(?=(?:常务)?副?[镇乡区]长|苏木达|{lower}|[\u4e00-\u9fff]{{2,6}}(?:社区|嘎查|村(?![民委庄里级务])))"
    )


def find_level_ends(text: str, start: int, end: int) -> dict[int, int]:
    """Return, by its end, where each word of level begins that ends a division's name."""
    return {found.end(): found.start() for found in _ending().finditer(text, start, end)}


@dataclass(frozen=True, slots=True)
class LevelMarks:
    """The words of level in one stretch; no personal name runs across one."""

    starts: frozenset[int]
    ends: frozenset[int]

    def cuts(self, start: int, end: int) -> bool:
        """True where a name of a person would end with a word of level, run across it, or stop right before it."""
        return end in self.starts or any(place in self.ends for place in range(start + 1, end + 1))


def mark_levels(text: str, start: int, end: int) -> LevelMarks:
    """Look through the stretch once for the words of level."""
    found = find_level_ends(text, start, end)
    return LevelMarks(frozenset(found.values()), frozenset(found))


class NamedPlaces:
    """Finds again the divisions and communities that a stretch has named, wherever they stand in it."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._names = Vocabulary(kinds)

    def find_named(self, text: str, place: int, end: int) -> Iterator[Edge]:
        """Yield the names that begin at the place."""
        for stop, kind in self._names.find_at(text, place, end):
            yield Edge(stop, kind, _NAMED_COST)
