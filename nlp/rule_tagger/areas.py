"""Reads names of divisions and of the villages of the divisions that a text names into the lattice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lexicon.areas import Area, load_areas
from lexicon.resources import read_yaml
from nlp.rule_tagger.lattice import COMMUNITY, PLACE, Edge, word_cost
from nlp.rule_tagger.vocabulary import Vocabulary

_COSTS = {"province": 6.5, "city": 7.5, "county": 8.5, "street": 9.5}
_SHORT_COSTS = {"province": 6.5, "city": 8.5, "county": 10.0}
_STRANGE_COST = 4.0
"""What a short form of a county costs more where the text names nothing above or around it."""
_MOST_COUNTIES = 12


@dataclass(frozen=True, slots=True)
class _Name:
    cost: float
    codes: tuple[str, ...]
    is_short_county: bool


@cache
def _names() -> Vocabulary[_Name]:
    areas = load_areas()
    names: dict[str, _Name] = {}
    generic = frozenset(read_yaml("place_forms.yaml")["not_alone"])
    for area in areas:
        for name in areas.names_of(area):
            if name in generic:
                continue
            full = name == area.name
            if len(name) < 2 or (full and len(name) < 3 and area.level == "street"):
                continue
            cost = (_COSTS if full else _SHORT_COSTS)[area.level]
            if not full and (common := word_cost(name)) is not None:
                cost = max(cost, common + 0.5)
            known = names.get(name)
            codes = (*(known.codes if known else ()), area.code)
            short = area.level == "county" and not full and len(name) == 2
            if known:
                cost, short = min(cost, known.cost), short and known.is_short_county
            names[name] = _Name(cost, codes, short)
    for key, cost in (("world", 6.5), ("regions", 8.0)):
        for name in read_yaml("place_forms.yaml")[key]:
            names.setdefault(name, _Name(cost, (), False))
    return Vocabulary(names)


@cache
def _event() -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("place_forms.yaml")["events"]))


@dataclass(frozen=True, slots=True)
class AreaFinder:
    """Finds the divisions in one document; short forms of counties need something that names their surroundings."""

    around: frozenset[str]
    villages: Vocabulary[bool]

    def is_stray(self, name: str) -> bool:
        """True for the bare name of a county far from all that the document names: here it is part of another name."""
        known = _names().find(name)
        return known is not None and known.is_short_county and self.around.isdisjoint(known.codes)

    def find_areas(self, text: str, place: int, end: int) -> Iterator[Edge]:
        """Yield the divisions and known communities that begin at the place."""
        for stop, name in _names().find_at(text, place, end):
            if _event().match(text, stop, end):
                continue
            cost = name.cost
            if name.is_short_county and self.around.isdisjoint(name.codes):
                cost += _STRANGE_COST
            yield Edge(stop, PLACE, cost)
        for stop, _ in self.villages.find_at(text, place, end):
            yield Edge(stop, COMMUNITY, 9.0)


def survey_areas(text: str) -> AreaFinder:
    """Look through a document once for the divisions it names and return the finder for it."""
    areas = load_areas()
    named: dict[str, Area] = {}
    for name in _names().iter_all(text):
        if name.is_short_county:
            continue
        for code in name.codes[:4]:
            named[code] = areas.get(code)
    around = set(named)
    for area in tuple(named.values()):
        around.update(above.code for above in areas.parents(area))
    counties = {
        code
        for area in named.values()
        for code in ((area.code,) if area.level == "county" else tuple(a.code for a in areas.parents(area)))
        if area.level in ("county", "street") and (found := areas.find(code)) and found.level in ("county", "city")
    }
    villages = {
        village.name: True
        for code in sorted(counties)[:_MOST_COUNTIES]
        for village in areas.villages(code)
        if len(village.name) >= 3
    }
    near = frozenset(around).union(*(_counties_by_parent().get(code, ()) for code in around))
    return AreaFinder(near, Vocabulary(villages))


@cache
def _counties_by_parent() -> dict[str, tuple[str, ...]]:
    """Counties of each city and of each province that has some directly below it."""
    found: dict[str, list[str]] = {}
    for area in load_areas():
        if area.level == "county":
            found.setdefault(area.parent, []).append(area.code)
    return {parent: tuple(codes) for parent, codes in found.items()}
