"""Columns that are another than their heads say: of offices, of people, of nothing that the mapping keeps."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import replace

from ingest.likeness import MOST_WRONG, SAMPLE, get_cell, names_bodies, names_people
from ingest.mapping import Column, Mapping
from ingest.naming import is_body
from ingest.office import names_office
from ingest.sheet.context import Context
from ingest.sheet.head import Head
from ingest.sheet.layout import SheetTable
from ingest.sheet.mark import MARKS, NO_MARKS, is_empty


def exchange(mapping: Mapping, columns: dict[int, Column], table: SheetTable) -> dict[int, Column]:
    """Return the columns with those of people that hold bodies given to the mapping's other column of that head.

    A column of posts that also says of which body each is (松岭镇人民政府副镇长) is one of offices, where there is no
    other column of bodies; so is each of several (任命职务, 免去职务).
    """
    heads = {head.position: head for head in table.heads}
    for position, column in list(columns.items()):
        cells = [c for row in table.rows[:SAMPLE] if not is_empty(c := get_cell(row.cells, position).strip())]
        is_status = not column.required and 2 * sum(bool(_STATUS.fullmatch(c)) for c in cells) >= len(cells) > 0
        if column.holds == "post" and (is_status or is_ticked(table, heads[position], may_be_empty=False)):
            del columns[position]
    taken = {column.name for column in columns.values()}
    office = mapping.by_name.get("office")
    if "org" in taken and "post" not in taken and "post" in mapping.by_name:
        for position, column in columns.items():
            if column.holds == "office":
                columns[position] = mapping.by_name["post"]
                taken.add("post")
                break
    appointed = mapping.by_name.get("appointed")
    if appointed is not None and not taken & {"appointed", "action"}:
        for position, column in columns.items():
            if column.holds == "office" and heads[position].forms[0].startswith(_APPOINTING):
                columns[position] = replace(appointed, holds="office", is_many=False)
    if "org" not in taken and "org" in mapping.by_name:
        for position, column in columns.items():
            if column.holds == "post" and _names_offices(table, position):
                is_own = column.name != "post" or "office" in taken
                columns[position] = (
                    replace(column, holds="office", is_many=False) if office is None or is_own else office
                )
    person = mapping.by_name.get("person")
    for position, column in columns.items():
        if column.holds == "org" and person is not None and "person" not in taken:
            if names_people(table, heads[position], person, Context()):
                columns[position] = person
                taken.add("person")
            continue
        others = [
            other
            for other in mapping.columns
            if other.name not in taken and other.holds != "person" and other.heads & set(heads[position].forms)
        ]
        if column.holds == "person" and others:
            cells = [
                c for row in table.rows[:SAMPLE] if (c := get_cell(row.cells, position).strip()) and not is_empty(c)
            ]
            if cells and sum(len(cell) > 2 and is_body(cell) for cell in cells) * 2 > len(cells):
                columns[position] = others[0]
                taken.add(others[0].name)
    return columns


_APPOINTING = ("任职", "任命", "聘任", "新任")
"""How heads of offices begin that say by themselves what was done (任职单位及职务 beside 免去职务)."""
_STATUS = re.compile(
    r"(?:中共)?(?:预备)?党员|(?:共青)?团员|群众|志愿者|义工|居民|村民|业主|乡贤|退休.{0,4}|无党派.{0,4}|民主党派"
)
"""What somebody is who holds no post: the column (身份) is none of posts."""


def _names_offices(table: SheetTable, position: int) -> bool:
    """True for a column of posts of which most say of which body they are."""
    cells = [c for row in table.rows[:SAMPLE] if not is_empty(c := get_cell(row.cells, position))]
    return bool(cells) and 2 * sum(names_office(cell) for cell in cells) >= len(cells)


def has_bodies(mapping: Mapping, table: SheetTable, found: Dictionary[int, Column]) -> bool:
    """True when a column that the mapping does not know says of each row which body or community it is of."""
    return any(
        names_bodies(table, head, column, 1 - MOST_WRONG)
        for head in table.heads
        if head.position not in found
        for column in (mapping.by_name["org"], replace(mapping.by_name["org"], holds="area"))
    )


def is_ticked(table: SheetTable, head: Head, may_be_empty: bool) -> bool:
    cells = {row.cells[head.position].strip() for row in table.rows if head.position < len(row.cells)} - {""}
    return (may_be_empty or bool(cells)) and cells <= (MARKS | NO_MARKS)
