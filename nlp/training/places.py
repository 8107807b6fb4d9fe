"""Puts other divisions and villages of the gazetteer into the place of those that a text names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from random import Random

from lexicon.areas import Area, community_suffixes, load_areas

_VILLAGE_WORDS = ("民委员会", "委员会", "民委会", "委会", "居委会")


def swap_area(name: str, random: Random) -> str | None:
    """Return another division's name of the same level, form and last character; None if it is no division's."""
    areas = load_areas()
    found = areas.by_name(name)
    if not found:
        return None
    area = found[0]
    return random.choice(_pools()[_form_of(area, name)])


def swap_prefix(name: str, random: Random, known: Mapping[str, str]) -> str:
    """Return the organisation's name with the division before it replaced, as elsewhere in the text if known.

    A short form is replaced only where the text itself names it as a place: 新华网 is not of a 新华区.
    """
    prefix = load_areas().find_prefix(name)
    if not prefix or prefix == name:
        return name
    other = known.get(prefix) or (swap_area(prefix, random) if len(prefix) > 2 and random.random() < 0.3 else None)
    return (other or prefix) + name[len(prefix) :]


def swap_community(name: str, random: Random) -> str | None:
    """Return another village's or community's name with the same ending; None if it ends like neither."""
    suffix = next((word for word in community_suffixes() if name.endswith(word) and word != name), None)
    if suffix is None:
        return None
    areas = load_areas()
    counties = _pastoral_counties() if suffix == "嘎查" else _counties()
    for _ in range(8):
        villages = areas.villages(random.choice(counties))
        if villages:
            stem = _strip(random.choice(villages).name)
            if 1 < len(stem) < 7:
                return stem + suffix
    return None


def _strip(name: str) -> str:
    for word in (*_VILLAGE_WORDS, *community_suffixes()):
        if name.endswith(word) and len(name) > len(word) + 1:
            return _strip(name[: -len(word)])
    return name


def _form_of(area: Area, name: str) -> tuple[str, str]:
    return area.level, name[-1] if name == area.name else "short"


@cache
def _pools() -> dict[tuple[str, str], tuple[str, ...]]:
    pools: dict[tuple[str, str], list[str]] = defaultdict(list)
    areas = load_areas()
    for area in areas:
        for name in areas.names_of(area):
            pools[_form_of(area, name)].append(name)
    return {form: tuple(sorted(set(names))) for form, names in pools.items()}


@cache
def _counties() -> tuple[str, ...]:
    return tuple(area.code for area in load_areas() if area.level == "county")


@cache
def _pastoral_counties() -> tuple[str, ...]:
    return tuple(
        area.code for area in load_areas() if area.level == "county" and area.code[:2] == "15" and area.name[-1] == "旗"
    )
