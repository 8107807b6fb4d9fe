"""Numbers that texts state, beside what the records of the same area or body add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from domain.coverage import StatedCount
from domain.errors import InputError
from domain.period import ALL_TIME, Period, read_period
from graph.answer import EntityView, StatementView
from graph.case_row import CLOSED_STATES
from graph.holding import is_hidden
from graph.line import cite
from graph.measure import load_measures
from graph.record_reader import CaseQuery, RowQuery
from graph.store import GraphReader

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ABOUT = re.compile(r"[余多约近来超]")
_TEN_THOUSAND = re.compile(r"万")


def find_stated(
    reader: GraphReader, place: EntityView, periods: Iterable[Period], known: str = ""
) -> tuple[StatedCount, ...]:
    """Return the numbers stated of an area or body, each with the count of its like, by measure and period.

    A statement without a period is compared with the records of the asked periods together: with all, where no period
    is asked for.
    """
    views = [v for v in reader.find_said([place.id], "COUNT", known) if _subject_of(v) == place.id]
    asked = [period for period in periods if period.name]
    whole = Period("", min(p.since for p in asked), max(p.until for p in asked)) if asked else ALL_TIME
    found = [
        _compare(reader, place, view, whole, known) for view in views if not is_hidden(view) and _is_asked(view, asked)
    ]
    return tuple(sorted(found, key=lambda one: (one.measure, one.period, one.value or 0)))


def _subject_of(view: StatementView) -> str:
    subject = view.find("subject")
    return subject.entity_id if subject else ""


def _is_asked(view: StatementView, asked: list[Period]) -> bool:
    told = _period_of(view)
    return not asked or told is None or any(p.since < told.until and told.since < p.until for p in asked)


def _period_of(view: StatementView) -> Period | None:
    text = view.text_of("period") or view.valid_from
    try:
        return read_period(text) if text else None
    except InputError:
        return None


def _compare(reader: GraphReader, place: EntityView, view: StatementView, whole: Period, known: str) -> StatedCount:
    measure, unit, words = view.text_of("measure"), view.text_of("unit"), view.text_of("q") or view.text_of("value")
    value = _read_value(view.text_of("value"))
    rule = load_measures().find_rule(measure, unit)
    counted = _count(reader, rule, place, _period_of(view) or whole, known) if rule else None
    return StatedCount(
        measure, value, unit, view.text_of("period"), bool(_ABOUT.search(words)), rule, counted,
        counted - value if counted is not None and value is not None else None, (cite(view),),
    )  # fmt: skip


def _read_value(words: str) -> float | None:
    found = _NUMBER.search(words.replace(",", ""))
    if found is None:
        return None
    return float(found[0]) * (10_000 if _TEN_THOUSAND.search(words) else 1)


def _count(reader: GraphReader, rule: str, place: EntityView, period: Period, known: str) -> float | None:
    """Return how many the records tell; None where they tell of none of this kind at all."""
    is_body = place.kind == "Organisation"
    areas, bodies = ((), (place.id,)) if is_body else ((place.id,), ())
    if rule in ("cases_closed", "cases_raised"):
        states = CLOSED_STATES if rule == "cases_closed" else ()
        cases = reader.count_cases(
            CaseQuery(areas, bodies=bodies, states=states, since=period.since, until=period.until, known=known)
        )
        return float(cases[0].cases) if cases else None
    predicate, words, by_subject = _ROWS[rule]
    asked = RowQuery(predicate, words=words, since=period.since, until=period.until, known=known)
    # What an area held is told by its organiser; a list that names another one tells it by the place.
    held = reader.count_rows(replace(asked, bodies=(place.id,))) if predicate == "HELD_ACTIVITY" else []
    counts = held or reader.count_rows(replace(asked, areas=areas, bodies=bodies))
    if not counts:
        return None
    return float(counts[0].subjects if by_subject else counts[0].total if predicate == "USED" else counts[0].rows)


_ROWS: dict[str, tuple[str, tuple[str, ...], bool]] = {
    "activities_meeting": ("HELD_ACTIVITY", ("meeting",), False),
    "activities": ("HELD_ACTIVITY", (), False),
    "households_allotted": ("ALLOTTED", (), True),
    "visits": ("VISITED", (), False),
    "uses": ("USED", (), False),
}
