"""By what officials are sought beside their names: the line of a post and the area of a body.

Both follow from the entity and its body, so a store writes them with it and never changes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from domain.entity import Entity
from domain.officials import OfficialsQuery
from graph.view import LATEST
from lexicon.areas import Area, Areas, load_areas
from lexicon.office_lines import line_of_office
from lexicon.organisation_folds import cut_body
from lexicon.organisations import drop_opening, drop_strangers, is_bare
from lexicon.posts import Line, is_front_line

FRONT_LINE = "front_line"
"""The line of grid workers and their like: they are found through their organisation alone (R4)."""

TITLE = "title"
"""The line of a title of profession or a civil servant's level, which is no office of a hierarchy."""

OTHER = "other"
"""The line of a title that no list knows."""

_GOES_ON = frozenset("省市县区旗盟州镇乡村嘎苏街路道巷门桥园里庄店屯山湖河江海湾")
"""With what a word goes on that only begins like the short form of an area."""

LOCATED = frozenset({"Organisation", "Community", "Place", "Grid"})


def line_facet(kind: str, name: str, body: str = "") -> str:
    """Return the line of a post by its title and the name of its body, "" for what is no post."""
    if kind != "Post":
        return ""
    if is_front_line(name):
        return FRONT_LINE
    line = line_of_office(name, body)
    return TITLE if line is Line.PROFESSIONAL_RANK else str(line or OTHER)


def area_facet(kind: str, name: str, code: str) -> str:
    """Return the code of the area in which a body is: its own, or that of the places with which its name begins."""
    if kind not in LOCATED or code:
        return code if kind in LOCATED else ""
    areas = load_areas()
    is_organisation = kind == "Organisation"
    prefixes = _certain_prefixes(areas, drop_opening(name) if is_organisation else name, is_organisation)
    for number in range(len(prefixes), 0, -1):
        if area := areas.resolve(prefixes[number - 1], prefixes[: number - 1]):
            return area.code
    return ""


def _certain_prefixes(areas: Areas, name: str, is_organisation: bool) -> tuple[str, ...]:
    """Return the areas with which a name surely begins: 青川镇 begins with no 青川, 北京路 with no 北京.

    Each lies within the one before. A short form counts in the name of an organisation alone, and only where no word
    goes on; that of a county, which may be a plain word (公安, 和平), only before a body that a county has.
    """
    certain: list[str] = []
    above: Area | None = None
    position = 0
    for prefix in drop_strangers(areas.split_prefixes(name), areas):
        position += len(prefix)
        found = areas.by_name(prefix)
        area = areas.resolve(prefix, certain)
        meant = [one for one in ([area] if area else found) if above is None or areas.is_within(one, above)]
        is_whole = any(one.name == prefix for one in found)
        if not meant or not (is_whole or (is_organisation and _is_certain_short(prefix, meant, name[position:]))):
            break
        if not is_whole and not certain and not all(one.level == "province" for one in found):
            break
        certain.append(prefix)
        above = area or above
    return tuple(certain)


def _is_certain_short(prefix: str, meant: Sequence[Area], rest: str) -> bool:
    """True when a short form before this rest of a name can only be meant as one of these areas."""
    if rest[:1] in _GOES_ON:
        return False
    is_high = any(one.level in ("province", "city") for one in meant)
    return is_high or is_bare(rest) or bool(cut_body(prefix, rest)[0])


def facets_of(entity: Entity, names: Mapping[str, str] = MappingProxyType({})) -> tuple[str, str]:
    """Return line and area of an entity, each "" where it has none; `names` are those of bodies, by id."""
    line = line_facet(entity.kind, entity.name, names.get(entity.body, ""))
    return line, area_facet(entity.kind, entity.name, entity.code)


LAST = "\U0010ffff"
"""A text after all others."""


def pack_query(query: OfficialsQuery, known: str) -> dict[str, Any]:
    """Return the values of a store's queries: ranges for what an index answers, words as arguments are stored."""
    ends = {"line_end": query.line or LAST, "area_end": f"{query.area}:"}
    training = json.dumps(query.training, ensure_ascii=False)[1:-1]
    return {**asdict(query), **ends, "training": training, "known": known or LATEST}


def unpack_statements(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return all statements of several posts, each once."""
    return tuple(sorted({statement for group in groups for statement in group}))
