"""Which entities are too large to join people: cut wherever people are tied, and said.

The country or a province never joins two people by itself, however little the record says of it; nor does anything
that takes part in more statements than HUB.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph.store import GraphReader
from lexicon.areas import load_areas

HUB = 200
"""An entity in more statements than this joins people only in name (a province, a ministry)."""

NAMING = frozenset({"NAMED"})
"""Predicates that give a name: two who once had the same name are not joined by it."""

COUNTRY = frozenset({"中国", "中华人民共和国", "全国"})


def is_wide(name: str) -> bool:
    """True for the country and for what only a province is called."""
    found = load_areas().by_name(name)
    return name in COUNTRY or (bool(found) and all(area.level == "province" for area in found))


def find_hubs(
    reader: GraphReader, names: Mapping[str, str], known: str = "", spared: Collection[str] = ()
) -> list[str]:
    """Return the ids, of these entities with their names, that join nobody; the spared ones were asked about."""
    degrees = reader.degree_of(sorted(names), known)
    return [
        entity_id
        for entity_id, name in sorted(names.items())
        if entity_id not in spared and (degrees.get(entity_id, 0) > HUB or is_wide(name))
    ]
