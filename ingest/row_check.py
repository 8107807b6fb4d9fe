"""Checks the cells of a row against each other, and reads those that only make sense together."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import replace

from ingest.cell import EMPTY, Cell, Rejected
from ingest.mapping import Mapping
from ingest.office import pair_posts


def check_unit(mapping: Mapping, cells: Dictionary[str, Cell]) -> None:
    """Refuse a quantity whose own unit is not that of the row's column of units (12公顷 beside 亩)."""
    stated = cells.get("unit", EMPTY).value
    for name, cell in cells.items():
        if stated and cell.unit and cell.unit != stated and mapping.by_name[name].holds == "quantity":
            raise Rejected(name, "unit", "数量里写的单位与「单位」一列不同，整行未读；请核对，换算后只填数字")


def part_offices(cells: dict[str, Cell], offices: Sequence[str]) -> None:
    """Give each office of a cell its body and its post; a post that names another body is of that one."""
    for name in offices:
        if values := cells.get(name, EMPTY).values:
            cells["org"], cells["post"] = Cell("", values[::2]), Cell("", values[1::2])
            return
    posts, bodies = cells.get("post", EMPTY), cells.get("org", EMPTY)
    if len(posts.values) > 1 and len(bodies.values) == 1:
        paired = pair_posts(bodies.value, posts.values)
        if any(body != bodies.value for body, _ in paired):
            cells["org"] = replace(bodies, values=tuple(body for body, _ in paired))
            cells["post"] = replace(posts, values=tuple(post for _, post in paired))
