"""Checks the cells of a row against each other, and reads those that only make sense together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import replace
from datetime import date
from functools import lru_cache

from ingest.cell import EMPTY, PRIVATE_MATTER, Cell, Rejected
from ingest.day import WEEKDAYS
from ingest.mapping import Column, Mapping
from ingest.office import cut_notes, drop_staff_titles, find_staff_title, pair_posts
from ingest.sheet.head import Head
from lexicon.forbidden import tells_private_matter
from lexicon.organisations import class_of
from lexicon.services import is_service


def check_unit(mapping: Mapping, cells: Dictionary[str, Cell]) -> None:
    """Refuse a quantity whose own unit is not that of the row's column of units (12公顷 beside 亩)."""
    stated = cells.get("unit", EMPTY).value
    for name, cell in cells.items():
        if stated and cell.unit and cell.unit != stated and mapping.by_name[name].holds == "quantity":
            raise Rejected(name, "unit", "数量里写的单位与「单位」一列不同，整行未读；请核对，换算后只填数字")


_UNIT = re.compile(r"[\u4e00-\u9fff]{2,5}(?:科|股)|(?:教务|政教|德育|总务|后勤|人事|财务|信息|教研)处|(?:综合)?办公室")
"""Units inside a body that do not say of which one."""
UNIT_OF_TITLE = "只写了内设机构（科室、处），前面加上表格标题里的单位；请核对，或写出单位全称"
BODY_OF = "org:"
"""Before the name of a column of posts: the cell of the bodies whose they are, where the posts name them."""

_WEEKDAY_HEADS = frozenset({"星期", "星期几", "周几", "礼拜", "礼拜几"})
_WEEKDAY = re.compile("(?:星期|礼拜|周)?([一二三四五六日天])")


class RowChecks:
    """What cells of one row say of each other in one table; which columns that concerns is worked out once."""

    def __init__(
        self, mapping: Mapping, heads: Iterable[Head], columns: Dictionary[int, Column], over: str = ""
    ) -> None:  # fmt: skip
        kept = tuple(mapping.columns)
        is_of_household = any(column.holds == "household" for column in kept)
        self._worded = [c for c in kept if c.holds in ("phrase", "service")] if is_of_household else []
        self._offices = [column.name for column in columns.values() if column.holds == "office"]
        self._posts = [column.name for column in columns.values() if mapping.by_name[column.name].holds == "post"]
        self._over = over if class_of(over) and not over.endswith("政府") else ""
        self._has_level = "level" in mapping.by_name
        days = [column.name for column in columns.values() if column.holds in ("date", "moment")]
        places = [h.position for h in heads if h.position not in columns and _WEEKDAY_HEADS & set(h.forms)]
        self._weekday = (days[0], places[0]) if len(days) == len(places) == 1 else None
        """The column of days and where their weekdays stand; with several columns of days they may be of any."""

    def find(self, cells: Dictionary[str, Cell], words: Sequence[str]) -> Iterator[Rejected]:
        """Yield what is wrong: a weekday that the day was not, a private matter in a row about a household."""
        if self._weekday is not None:
            name, place = self._weekday
            weekday = words[place] if place < len(words) else ""
            if _is_another_day(cells.get(name, EMPTY).value, weekday):
                yield Rejected(name, "bad_date", "日期和写的星期对不上，整行未读；请核对")
        for column in self._worded:
            cell = cells.get(column.name)
            if cell is not None and tells_matter(column.holds, cell.written):
                yield Rejected(column.name, "forbidden", PRIVATE_MATTER)

    def part_offices(self, cells: dict[str, Cell]) -> bool:
        """Give each office of a cell its body and its post; a post that names another body is of that one.

        A column of posts that hold their bodies (任命职务: 青禾县审计局局长) has its own, `org:` and its name. A bare
        unit (财务科) is one of the body that stands over the table: True where the row has such.
        """
        for name in self._offices:
            if values := cells.get(name, EMPTY).values:
                bodies, posts = Cell("", values[::2]), Cell("", values[1::2])
                if name not in self._posts:
                    self._keep_staff_title(cells, cells[name].written)
                    cells["org"], cells["post"] = bodies, posts
                    continue
                cells[BODY_OF + name], cells[name] = bodies, replace(cells[name], values=posts.values)
                cells.setdefault("org", bodies)
        unit = cells.get("org", EMPTY)
        is_unit = bool(self._over and _UNIT.fullmatch(unit.value))
        if is_unit:
            cells["org"] = Cell("", (self._over + unit.value,))
        for name in self._posts:
            self._settle_posts(cells, name)
            posts, bodies = cells.get(name, EMPTY), cells.get("org", EMPTY)
            if posts.values and len(bodies.values) == 1:
                paired = pair_posts(bodies.value, posts.values)
                if any(body != bodies.value for body, _ in paired) or paired[0][1] != posts.value:
                    own = replace(bodies, values=tuple(body for body, _ in paired))
                    cells["org" if name == "post" else BODY_OF + name] = own
                    cells[name] = replace(posts, values=tuple(post for _, post in paired))
        return is_unit

    def _settle_posts(self, cells: dict[str, Cell], name: str) -> None:
        """Take from the posts of a cell what is a rank, for the column of ranks, and notes in brackets."""
        cell = cells.get(name, EMPTY)
        kept = tuple(cut_notes(post) for post in cell.values)
        kept = drop_staff_titles(kept) if self._has_level else kept
        if kept != cell.values and all(kept):
            self._keep_staff_title(cells, cell.written)
            cells[name] = replace(cell, values=kept)

    def _keep_staff_title(self, cells: dict[str, Cell], written: str) -> None:
        if self._has_level and not cells.get("level", EMPTY).value and (title := find_staff_title(written)):
            cells["level"] = Cell("", (title,))


def _is_another_day(day: str, written: str) -> bool:
    found = _WEEKDAY.fullmatch(unicodedata.normalize("NFKC", written).strip())
    if found is None or len(day) < len("2024-01-01"):
        return False
    return WEEKDAYS[date.fromisoformat(day[:10]).weekday()] != found[1].replace("天", "日")


@lru_cache(maxsize=4096)
def tells_matter(holds: str, written: str) -> bool:
    """True when a cell of what was done for a household tells a private matter instead; a known service does not."""
    if holds not in ("phrase", "service"):
        return False
    plain = unicodedata.normalize("NFKC", written)
    is_known = holds == "service" and is_service(plain)
    return not is_known and tells_private_matter(plain, of_household=True)


_SHAPES = frozenset({"no_name", "no_number", "no_service", "no_office", "bad_date", "bad_number", "missing"})
FEWEST_SHIFTED = 3
"""Cells of a row that are not what their columns hold, from which on the row has slipped."""


def join_shifted(faults: list[Rejected]) -> list[Rejected]:
    """Return one fault for a row whose cells stand in the wrong columns, and for a merge; other faults as they are."""
    across = [fault for fault in faults if fault.kind == "merged_across"]
    faults = [fault for fault in faults if fault not in across[1:]]
    slipped = [fault for fault in faults if fault.kind in _SHAPES]
    if len(slipped) < FEWEST_SHIFTED or not any(fault.kind.startswith("no_") for fault in slipped):
        return faults
    message = f"有 {len(slipped)} 格不是各自列里应有的内容，像是这一行错了列，整行未读；请对照表头改正"
    rest = [fault for fault in faults if fault not in slipped]
    return [Rejected(slipped[0].column, "shifted", message), *rest]
