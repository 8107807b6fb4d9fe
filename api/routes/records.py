"""What records add up to: coverage by period, requests, communities, grids, services, evaluations; pseudonyms only.

Places are asked for by id and nothing carries a name in its address; nobody keeps these answers.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from api.asking import Desk, Moment, refuse_unknown
from api.headers import store_nowhere
from domain.case import CasePage, CasesPage
from domain.coverage import CoveragePage, GridsPage, ServicesPage
from domain.errors import NotFound
from domain.partial_date import end_of
from domain.period import read_period, read_periods
from domain.training import EvaluationsPage
from graph.answer import EntityView

router = APIRouter(tags=["records"], dependencies=[Depends(refuse_unknown)])

PeriodText = Annotated[str, Query(max_length=100, description="2024、2024-Q2、2024-05，或 2022..2024")]
Id = Annotated[str, Query(max_length=100)]
Page = Annotated[int, Query(ge=1, le=1_000)]


@router.get("/coverage")
def cover(
    desk: Desk, answer: Response, area: Id = "", periods: PeriodText = "", by_care: bool = False,
    by_grid: bool = False, known_at: Moment = "",
) -> CoveragePage:  # fmt: skip
    """Compare coverage over periods: of an area, of all below a place, or of all there are."""
    store_nowhere(answer)
    place = _find(desk, area, known_at) if area else None
    return desk.records.coverage(place, read_periods(periods), known=end_of(known_at), by_care=by_care, by_grid=by_grid)


@router.get("/cases")
def list_cases(
    desk: Desk, answer: Response, place: Id = "", period: PeriodText = "",
    by: Annotated[str, Query(max_length=100)] = "state", overdue: bool = False, listed: bool = False,
    after: Id = "", limit: Page = 50, known_at: Moment = "",
) -> CasesPage:  # fmt: skip
    """Count requests in groups, with times and promises; with `listed` single ones, a page after the other."""
    store_nowhere(answer)
    return desk.records.cases(
        _find(desk, place, known_at) if place else None, read_period(period), by=tuple(by.split(",")),
        overdue=overdue, listed=listed, after=after, limit=limit, known=end_of(known_at),
    )  # fmt: skip


@router.get("/cases/{case_id}")
def show_case(case_id: str, desk: Desk, answer: Response, known_at: Moment = "") -> CasePage:
    """Return one request with its transitions, each with its statement."""
    store_nowhere(answer)
    return desk.records.case(case_id, end_of(known_at))


@router.get("/communities/{community_id}")
def show_community(
    community_id: str, desk: Desk, answer: Response, periods: PeriodText = "", known_at: Moment = ""
) -> CoveragePage:
    """Return what reached a community: coverage with gaps, stated numbers beside counted ones."""
    store_nowhere(answer)
    place = _find(desk, community_id, known_at)
    if place.kind not in ("Community", "Place"):
        raise NotFound("记录中没有这个条目")
    return desk.records.coverage(place, read_periods(periods), known=end_of(known_at))


@router.get("/communities/{community_id}/grids")
def list_grids(
    community_id: str, desk: Desk, answer: Response, unvisited_days: Annotated[int, Query(ge=0, le=3_650)] = 0,
    after: Id = "", limit: Page = 200, known_at: Moment = "",
) -> GridsPage:  # fmt: skip
    """Return the grids of a community with workers, households and visits."""
    store_nowhere(answer)
    place = _find(desk, community_id, known_at)
    return desk.records.grids(place, unvisited_days, after, limit, end_of(known_at))


@router.get("/grids/{grid_id}")
def show_grid(
    grid_id: str, desk: Desk, answer: Response, unvisited_days: Annotated[int, Query(ge=0, le=3_650)] = 0,
    after: Id = "", limit: Page = 200, known_at: Moment = "",
) -> GridsPage:  # fmt: skip
    """Return one grid with workers, households and visits; with `unvisited_days` who was missed."""
    store_nowhere(answer)
    place = _find(desk, grid_id, known_at)
    if place.kind != "Grid":
        raise NotFound("记录中没有这个条目")
    return desk.records.grids(place, unvisited_days, after, limit, end_of(known_at))


@router.get("/services")
def list_services(
    desk: Desk, answer: Response, body: Annotated[str, Query(max_length=100)], at: Moment = "", known_at: Moment = ""
) -> ServicesPage:
    """Return what a body or area provides and promised, its equipment, and who is on duty on a day."""
    store_nowhere(answer)
    return desk.records.services(_find(desk, body, known_at), at, end_of(known_at))


@router.get("/evaluations")
def list_evaluations(
    desk: Desk, answer: Response, body: Id = "", period: PeriodText = "", after: Id = "", limit: Page = 100,
    known_at: Moment = "",
) -> EvaluationsPage:  # fmt: skip
    """Return evaluations as their sheets word them, by day."""
    store_nowhere(answer)
    place = _find(desk, body, known_at) if body else None
    return desk.records.evaluations(place, read_period(period), after, limit, end_of(known_at))


def _find(desk: Desk, entity_id: str, known_at: str) -> EntityView:
    return desk.choose(entity_id=entity_id, known_at=end_of(known_at))
