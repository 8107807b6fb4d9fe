"""Allotments: households rewarded by year and in all, and whether what they got fits what was set aside."""

from __future__ import annotations

import re

from domain.coverage import AllotmentRow
from domain.period import ALL_TIME, Period
from graph.answer import EntityView
from graph.holding import is_hidden
from graph.record_reader import RowCount, RowQuery
from graph.store import GraphReader

_SET_ASIDE = re.compile(r"预留|机动|留出|划出|拿出|备用")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def draw_allotments(
    reader: GraphReader, areas: list[EntityView], period: Period = ALL_TIME, known: str = ""
) -> list[AllotmentRow]:
    """Return allotments by area, thing and year, each followed by the sum over the years.

    Whether the quantities fit is said for each year. Of all years together nothing is said: what was set aside may be
    given anew each year.
    """
    query = RowQuery("ALLOTTED", tuple(area.id for area in areas), since=period.since, until=period.until, known=known)
    by_year = reader.count_rows(query, ("area", "word", "detail", "year"))
    in_all = reader.count_rows(query, ("area", "word", "detail"))
    each: dict[tuple[str, ...], set[float]] = {}
    for household in reader.count_rows(query, ("area", "word", "detail", "year", "subject")):
        for key in (household.key[:4], household.key[:3]):
            each.setdefault(key, set()).add(household.total / max(1, household.rows))
    names = {area.id: area.name for area in areas}
    wholes = {area.id: _find_whole(reader, area.id, period, known) for area in areas}
    rows = [
        _row(count, names.get(count.key[0], ""), wholes.get(count.key[0], {}), each[count.key])
        for count in (*by_year, *in_all)
    ]
    return sorted(rows, key=lambda row: (row.area, row.item, row.unit, row.year or "9999"))


def _row(count: RowCount, area: str, wholes: dict[str, float], each: set[float]) -> AllotmentRow:
    item, unit = count.key[1:3]
    year = count.key[3] if len(count.key) > 3 else ""
    whole = wholes.get(unit)
    quantity = count.total
    return AllotmentRow(
        area, item, unit, year, count.subjects, quantity, next(iter(each)) if len(each) == 1 else None, whole,
        quantity <= whole if year and whole is not None and quantity else None,
    )  # fmt: skip


def _find_whole(reader: GraphReader, area_id: str, period: Period, known: str) -> dict[str, float]:
    """Return by unit how much was set aside: from the area's own figures, else from what a text states."""
    found: dict[str, float] = {}
    for view in reader.find_said([area_id], "COUNT", known):
        number = _NUMBER.search(view.text_of("value"))
        if number and not is_hidden(view) and _SET_ASIDE.search(view.text_of("measure")):
            found[view.text_of("unit")] = float(number[0])
    query = RowQuery("POPULATION", areas=(area_id,), until=period.until, known=known)
    for row in reader.find_rows(query, limit=10_000):
        if _SET_ASIDE.search(row.word) and row.number is not None:
            found[_unit_in(row.word)] = row.number
    return found


def _unit_in(words: str) -> str:
    """Return the unit in brackets behind a measure: 预留地（亩）."""
    found = re.search(r"[（(]([^（()）]+)[)）]", words)
    return found[1] if found else ""
