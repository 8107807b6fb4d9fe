"""Requests: counted by state, area, service and period, with times and promises; single ones with their transitions."""

from __future__ import annotations

from collections.abc import Sequence

from domain.case import CaseGroup, CaseLine, CasePage, Transition
from domain.errors import NotFound
from graph.case_row import CaseRow
from graph.record_reader import CaseQuery, CaseView, RowQuery
from graph.store import GraphReader

MOST_TRANSITIONS = 500
STATE_OF_GROUP = ("state",)
BY = ("area", "service", "state", "year", "month")
"""What cases may be grouped by."""


def draw_groups(reader: GraphReader, query: CaseQuery, by: Sequence[str] = STATE_OF_GROUP) -> list[CaseGroup]:
    """Return the cases in groups, in the order of their names."""
    counts = reader.count_cases(query, by)
    entities = sorted({key for count in counts for name, key in zip(by, count.key, strict=True) if name in BY[:2]})
    names = reader.find_names([one for one in entities if one])
    groups = []
    for count in counts:
        key = {name: names.get(value, value) for name, value in zip(by, count.key, strict=True)}
        groups.append(
            CaseGroup(
                key.get("area", ""), key.get("service", ""), key.get("state", ""),
                key.get("month", "") or key.get("year", ""), count.cases, count.answered, count.closed,
                count.answer_median, count.answer_p90, count.closure_median, count.closure_p90, count.promised,
                count.answer_late, count.closure_late,
            )
        )  # fmt: skip
    return sorted(groups, key=lambda group: (group.area, group.service, group.period, group.state))


def draw_cases(reader: GraphReader, query: CaseQuery, after: str, limit: int) -> list[CaseLine]:
    """Return a page of single cases, by id."""
    views = reader.find_cases(query, after, limit)
    names = reader.find_names(sorted({one for view in views for one in _entities(view.case) if one}))
    return [_line(view, names) for view in views]


def draw_case(reader: GraphReader, case_id: str, now: str, known: str = "") -> CasePage:
    """Return one case with its transitions; raises NotFound where no row tells of it."""
    rows = reader.find_rows(RowQuery("CASE_EVENT", subjects=(case_id,), known=known), limit=MOST_TRANSITIONS)
    query = CaseQuery(cases=(case_id,), now=now, known=known)
    found = reader.find_cases(query, limit=1)
    if not found:
        raise NotFound("记录中没有这个事项")
    view = found[0]
    names = reader.find_names(sorted({*(o for o in _entities(view.case) if o), *(r.body for r in rows if r.body)}))
    transitions = tuple(
        Transition(row.word, row.date, names.get(row.body, ""), row.due, row.detail, row.statement_id, row.document_id)
        for row in rows
    )
    return CasePage(_line(view, names), transitions)


def _entities(case: CaseRow) -> tuple[str, str, str]:
    return case.case_id, case.area, case.service


def _line(view: CaseView, names: dict[str, str]) -> CaseLine:
    case = view.case
    return CaseLine(
        case.case_id, names.get(case.case_id, ""), names.get(case.area, ""), names.get(case.service, ""), case.state,
        case.raised, case.answered, case.closed, case.answer_minutes, case.closure_minutes, view.answer_promised,
        view.closure_promised, case.paused, case.paused_since, view.answer_late, view.closure_late,
    )  # fmt: skip
