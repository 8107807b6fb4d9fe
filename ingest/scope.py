"""Where a row belongs: town and community, by which grids and numbers of households are told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from functools import lru_cache

from ingest.cell import EMPTY, Cell
from ingest.mapping import AREA, AREA_ABOVE
from ingest.naming import community_ends
from ingest.pseudonym import flatten_identifier
from ingest.sheet.context import cut_community


@lru_cache(maxsize=4096)
def split_area(name: str) -> tuple[str, str]:
    """Return the divisions in front of a community's name and its own; another name is its own."""
    return cut_community(name) if name.endswith(community_ends()) else ("", name)


def find_scope(cells: Dictionary[str, Cell]) -> str:
    """Return town and community of a row that was read, "" where it names no community."""
    return make_scope(cells.get(AREA, EMPTY).value, cells.get("town", EMPTY).value)


@lru_cache(maxsize=65536)
def make_scope(community: str, town: str) -> str:
    """Return town and community in one form, however a row writes them; "" without a community."""
    above, own = split_area(community)
    division = flatten_identifier(town) or flatten_identifier(above)
    return f"{last_division(division)}{flatten_identifier(own)}" if own else ""


def name_in_full(cells: Dictionary[str, Cell], column: str) -> str:
    """Return the name of an area after those of the areas above it, "" where the row names none."""
    own = cells[column].value
    above = _ABOVE.get(column, AREA_ABOVE)
    words = [word for c in above if c in cells and (word := cells[c].value) and word not in own]
    return "".join((*words, own)) if words else ""


_ABOVE = {column: AREA_ABOVE[:place] for place, column in enumerate(AREA_ABOVE)}


@lru_cache(maxsize=4096)
def last_division(name: str) -> str:
    """Return the lowest division of a chain, so that 松岭镇 and 青山旗松岭镇 agree."""
    parts = re.findall(r".{1,10}?(?:自治区|自治州|地区|街道|苏木|省|市|盟|县|旗|区|镇|乡)", name)
    return parts[-1] if parts else name
