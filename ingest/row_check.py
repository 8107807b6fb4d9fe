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
from ingest.office import pair_posts
from ingest.sheet.head import Head
from lexicon.forbidden import tells_private_matter
from lexicon.services import is_service


def check_unit(mapping: Mapping, cells: Dictionary[str, Cell]) -> None:
    """Refuse a quantity whose own unit is not that of the row's column of units (12公顷 beside 亩)."""
    stated = cells.get("unit", EMPTY).value
    for name, cell in cells.items():
        if stated and cell.unit and cell.unit != stated and mapping.by_name[name].holds == "quantity":
            raise Rejected(name, "unit", "数量里写的单位与「单位」一列不同，整行未读；请核对，换算后只填数字")


_WEEKDAY_HEADS = frozenset({"星期", "星期几", "周几", "礼拜", "礼拜几"})
_WEEKDAY = re.compile("(?:星期|礼拜|周)?([一二三四五六日天])")


def find_weekdays(heads: Iterable[Head], columns: Dictionary[int, Column]) -> tuple[int, str] | None:
    """Return where a column of weekdays stands that the mapping has no use for, and the column of the days they are of.

    None where there are several columns of days: the weekday may be of any.
    """
    days = [column.name for column in columns.values() if column.holds in ("date", "moment")]
    places = [h.position for h in heads if h.position not in columns and _WEEKDAY_HEADS & set(h.forms)]
    return (places[0], days[0]) if len(days) == len(places) == 1 else None


def check_weekday(name: str, day: Cell, words: str) -> None:
    """Refuse a day beside which another weekday is written than it was."""
    found = _WEEKDAY.fullmatch(unicodedata.normalize("NFKC", words).strip())
    if found is None or len(day.value) < len("2024-01-01"):
        return
    if WEEKDAYS[date.fromisoformat(day.value[:10]).weekday()] != found[1].replace("天", "日"):
        raise Rejected(name, "bad_date", "日期和写的星期对不上，整行未读；请核对")


def find_matters(mapping: Mapping, cells: Dictionary[str, Cell]) -> Iterator[Rejected]:
    """Yield what is wrong with a row about a household whose words tell a private matter: a divorce, a faith."""
    for name, cell in cells.items():
        column = mapping.by_name.get(name)
        if column is not None and tells_matter(column.holds, cell.written):
            yield Rejected(name, "forbidden", PRIVATE_MATTER)


@lru_cache(maxsize=4096)
def tells_matter(holds: str, written: str) -> bool:
    """True when a cell of what was done for a household tells a private matter instead; a known service does not."""
    if holds not in ("phrase", "service"):
        return False
    plain = unicodedata.normalize("NFKC", written)
    is_known = holds == "service" and is_service(plain)
    return not is_known and tells_private_matter(plain, of_household=True)


def is_of_household(mapping: Mapping) -> bool:
    """True for a table whose rows are about one household each."""
    return any(column.holds == "household" for column in mapping.columns)


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
