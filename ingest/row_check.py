"""Checks the cells of a row against each other."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary

from ingest.cell import EMPTY, Cell, Rejected
from ingest.mapping import Mapping


def check_unit(mapping: Mapping, cells: Dictionary[str, Cell]) -> None:
    """Refuse a quantity whose own unit is not that of the row's column of units (12公顷 beside 亩)."""
    stated = cells.get("unit", EMPTY).value
    for name, cell in cells.items():
        if stated and cell.unit and cell.unit != stated and mapping.by_name[name].holds == "quantity":
            raise Rejected(name, "unit", "数量里写的单位与「单位」一列不同，整行未读；请核对，换算后只填数字")
