"""The desk for records: coverage, requests, grids, entitlements, allotments, plans, courses, files, evaluations, duty.

Like graph/access.py: decide → audit → read. Counts of people and households are exact inside the unit; none of these
answers may leave it (R11), so none is an export.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from domain.case import CasePage, CasesPage
from domain.coverage import (
    AllotmentsPage,
    CoveragePage,
    EntitlementsPage,
    GridsPage,
    PlansPage,
    ServicesPage,
)
from domain.errors import InputError, NotFound
from domain.gap_list import GapLine
from domain.period import ALL_TIME, Period
from domain.portrait import CoverageRow
from domain.training import EvaluationsPage, FilesPage, TrainingPage
from graph.allotment import draw_allotments
from graph.answer import EntityView
from graph.area_past import AreaPast, find_below, find_past
from graph.case import BY, draw_case, draw_cases, draw_groups
from graph.coverage import Asked, compare_periods, draw_coverage, find_care, find_sources
from graph.entitlement import draw_entitlements
from graph.gap_list import draw_grid_list, draw_unserved_list, draw_unvisited_list
from graph.grid import draw_grids, draw_plans, draw_unvisited
from graph.measure import load_sections
from graph.offering import draw_duty, draw_services
from graph.policy import Reader, require
from graph.record_reader import CaseQuery, CoverageQuery, RowQuery
from graph.stated import find_stated
from graph.store import Store
from graph.training import draw_evaluations, draw_files, draw_held, draw_training

SERVED = ("CASE", "STAT")


@dataclass(frozen=True, slots=True)
class CoverageDesk:
    """Answers what records add up to for one reader; `record` commits the intent to the audit first."""

    _store: Store
    reader: Reader
    record: Callable[..., AbstractContextManager[None]]
    today: Callable[[], date] = date.today
    person_file: Path | None = None

    def coverage(
        self, place: EntityView | None, periods: Sequence[Period] = (ALL_TIME,), service: str = "", care: str = "",
        known: str = "", *, by_care: bool = False, by_grid: bool = False,
    ) -> CoveragePage:  # fmt: skip
        """Return coverage of an area, or of all areas below a place (None: of all there are), by service and period."""
        require(self.reader, "read", SERVED)
        with self.record("coverage", place.id if place else ""):
            areas = self._areas(place, known)
            past = find_past(self._store, [area.id for area in areas], known)
            asked = Asked(tuple(areas), tuple(periods), service, care, known, past.merged, place is not None)
            if by_grid:
                asked = replace(asked, places=self._grids(areas, known))
            rows = draw_coverage(self._store, asked)
            if by_care:
                for category in find_care(self._store, asked):
                    rows += draw_coverage(self._store, replace(asked, care=category, gaps=False))
            stated = find_stated(self._store, place, periods, known) if place else ()
            query = self._rows("USED", areas, periods, known, past)
            sources = find_sources(self._store, query) if rows and place else ()
        return CoveragePage(tuple(rows), compare_periods(rows), stated, past.notes, sources)

    def count(self, area: EntityView, period: Period, service: str = "", known: str = "") -> list[CoverageRow]:
        """Return the rows of coverage alone."""
        return list(self.coverage(area, (period,), service, known=known).rows)

    def cases(
        self, place: EntityView | None = None, period: Period = ALL_TIME, service: str = "",
        states: Sequence[str] = (), by: Sequence[str] = ("state",), *, overdue: bool = False, listed: bool = False,
        after: str = "", limit: int = 50, known: str = "",
    ) -> CasesPage:  # fmt: skip
        """Return requests of an area or body in groups, and with `listed` a page of single ones."""
        require(self.reader, "read", SERVED)
        if unknown := [name for name in by if name not in BY]:
            raise InputError("", "", f"不能按 {'、'.join(unknown)} 分组", "、".join(BY))
        with self.record("cases", place.id if place else ""):
            is_body = place is not None and place.kind == "Organisation"
            is_grid = place is not None and place.kind == "Grid"
            areas = [] if place is None or is_body or is_grid else self._areas(place, known)
            merged = find_past(self._store, [area.id for area in areas], known).merged if areas else {}
            query = CaseQuery(
                areas=tuple(area.id for area in areas), grids=(place.id,) if place and is_grid else (),
                bodies=(place.id,) if place and is_body else (), services=self._services(service),
                states=tuple(states), since=period.since, until=period.until, now=self._now(), overdue=overdue,
                known=known, merged=merged,
            )  # fmt: skip
            if service and not query.services:
                return CasesPage((), now=query.now)
            groups = draw_groups(self._store, query, tuple(by))
            lines = draw_cases(self._store, query, after, limit) if listed else []
        return CasesPage(
            tuple(groups), tuple(lines), lines[-1].id if len(lines) == limit else "", now=query.now
        )  # fmt: skip

    def case(self, case_id: str, known: str = "") -> CasePage:
        """Return one request with its transitions."""
        require(self.reader, "read", ("CASE",))
        with self.record("case", case_id):
            return draw_case(self._store, case_id, self._now(), known)

    def grids(
        self, place: EntityView, days: int = 0, after: str = "", limit: int = 200, known: str = ""
    ) -> GridsPage:  # fmt: skip
        """Return the grids of an area, or one grid, with workers, households and visits; with `days` who was missed."""
        require(self.reader, "read", (*SERVED, "PUB"))
        with self.record("grids", place.id):
            is_grid = place.kind == "Grid"
            areas = [] if is_grid else self._areas(place, known)
            ids = tuple(area.id for area in areas)
            own = (place.id,) if is_grid else ()
            rows = draw_grids(self._store, ids, own, known)
            if not days:
                return GridsPage(tuple(rows))
            since = str(self.today() - timedelta(days=days))
            query = CoverageQuery(ids, own, known=known)
            missed, next_after = draw_unvisited(self._store, query, since, after, limit)
        return GridsPage(tuple(rows), since, tuple(missed), next_after)

    def gap_list(
        self, place: EntityView, service: str = "", period: Period = ALL_TIME, days: int = 0, *, by_grid: bool = False
    ) -> list[GapLine]:  # fmt: skip
        """Return the households of an area that a service did not reach in a period, or nobody visited for days.

        With `by_grid` the grids, also those in which nobody works. The list is for those who serve these households
        and stays in the unit: it is exact.
        """
        require(self.reader, "read", ("CASE", "PUB") if by_grid else ("CASE",))
        with self.record("gap list", place.id):
            ids = tuple(area.id for area in self._areas(place, ""))
            since = str(self.today() - timedelta(days=days))
            if by_grid:
                services = self._services(service)
                if service and not services:
                    raise NotFound("记录中没有这项服务")
                return draw_grid_list(self._store, ids, since if days else "", period, services, service)
            if not service:
                reason = f"{days} 天内没有走访" if days else "没有走访过"
                return draw_unvisited_list(self._store, ids, since if days else "0001", reason)
            services = self._services(service)
            if not services:
                raise NotFound("记录中没有这项服务")
            query = CoverageQuery(ids, services=services, since=period.since, until=period.until)
            return draw_unserved_list(self._store, query, services[0], f"{period.name}没有{service}的记录")

    def publish(self, place: EntityView | None) -> None:
        """Let counts of people or households leave the unit; raises AccessDenied with the reason (R11)."""
        with self.record("publish counts", place.id if place else ""):
            require(self.reader, "publish", ("STAT",))

    def entitlements(
        self, place: EntityView | None, year: Period, household: str = "", service: str = "",
        limits: Sequence[str] = (), after: str = "", limit: int = 100, known: str = "",
    ) -> EntitlementsPage:  # fmt: skip
        """Return what households may use and have used of services in a year; a household by its pseudonym or id."""
        require(self.reader, "read", SERVED)
        with self.record("entitlements", place.id if place else "", household):
            areas = tuple(area.id for area in self._areas(place, known)) if place else ()
            households = self._households(household)
            services = self._services(service)
            if (household and not households) or (service and not services):
                return EntitlementsPage(())
            rows, next_after = draw_entitlements(
                self._store, year, areas, households, services, tuple(limits), known, after, limit
            )
        return EntitlementsPage(tuple(rows), next_after)

    def allotments(self, place: EntityView, period: Period = ALL_TIME, known: str = "") -> AllotmentsPage:
        """Return who was rewarded with what by year and in all, and whether it fits what was set aside."""
        require(self.reader, "read", SERVED)
        with self.record("allotments", place.id):
            areas = self._areas(place, known)
            rows = draw_allotments(self._store, areas, period, known)
            sources = find_sources(self._store, self._rows("ALLOTTED", areas, (period,), known)) if rows else ()
        return AllotmentsPage(tuple(rows), sources)

    def plans(self, place: EntityView, period: Period = ALL_TIME, known: str = "", limit: int = 1_000) -> PlansPage:
        """Return care plans by category, and those whose day of review is past."""
        require(self.reader, "read", SERVED)
        with self.record("plans", place.id):
            ids = [area.id for area in self._areas(place, known)]
            rows, past = draw_plans(self._store, ids, period, str(self.today()), known, limit)
        return PlansPage(tuple(rows), tuple(past))

    def training(self, place: EntityView | None, period: Period = ALL_TIME, known: str = "") -> TrainingPage:
        """Return how many were reached by courses by branch, township and mode; of a body, a township or all."""
        require(self.reader, "read", ("PER", "STAT"))
        with self.record("training", place.id if place else ""):
            query = self._of_body("ATTENDED", place, period, known)
            held = self._of_body("HELD_ACTIVITY", place, period, known)
            rows, courses = draw_training(self._store, query), draw_held(self._store, held)
        return TrainingPage(tuple(rows), tuple(courses), period.name)

    def files(
        self, place: EntityView | None, at: str = "", after: str = "", limit: int = 50, known: str = ""
    ) -> FilesPage:  # fmt: skip
        """Return which sections of person files have items and fresh ones at a day; never a grade."""
        require(self.reader, "read", ("PER",))
        day = at or str(self.today())
        with self.record("files", place.id if place else ""):
            query = replace(self._of_body("FILE_ITEM", place, ALL_TIME, known), until=f"{day}~")
            sections = load_sections(self.person_file)
            lines, counts, next_after = draw_files(self._store, query, day, sections, after, limit)
        return FilesPage(day, tuple(lines), tuple(counts), next_after)

    def evaluations(
        self, place: EntityView | None, period: Period = ALL_TIME, after: str = "", limit: int = 100, known: str = ""
    ) -> EvaluationsPage:  # fmt: skip
        """Return who judged whom on which scheme, as the sheets of a body tell."""
        require(self.reader, "read", ("PUB", "PER", "CASE"))
        with self.record("evaluations", place.id if place else ""):
            query = RowQuery(
                "EVALUATED", bodies=(place.id,) if place else (), since=period.since, until=period.until, known=known
            )
            rows, next_after = draw_evaluations(self._store, query, after, limit)
        return EvaluationsPage(tuple(rows), next_after)

    def services(self, body: EntityView, day: str = "", known: str = "") -> ServicesPage:
        """Return what a body or area provides and promised, its equipment, and who is on duty on a day."""
        require(self.reader, "read", ("REF", "PUB"))
        with self.record("services", body.id):
            found = draw_services(self._store, body, known)
            duty = draw_duty(self._store, body, day or str(self.today()), known)
        return ServicesPage(tuple(found), tuple(duty), day or str(self.today()))

    def _areas(self, place: EntityView | None, known: str) -> list[EntityView]:
        """Return the areas that a place is asked for; raises NotFound where it holds none."""
        if place is not None:
            areas = find_below(self._store, place, known)
            if not areas:
                raise NotFound("记录中没有这个地方的住户清单或台账")
            return areas
        ids = sorted({cluster for cluster, _ in self._store.find_recorded_areas(known)})
        return self._store.find_clusters_at(ids, known or "9999")

    def _grids(self, areas: Sequence[EntityView], known: str) -> tuple[EntityView, ...]:
        ids = tuple(area.id for area in areas)
        counts = self._store.count_rows(RowQuery("LIVES_IN", ids, known=known), ("grid",))
        used = self._store.count_rows(RowQuery("USED", ids, known=known), ("grid",)) if len(ids) == 1 else []
        grids = sorted({count.key[0] for count in (*counts, *used) if count.key[0]})
        return tuple(self._store.find_clusters_at(grids, known or "9999"))

    def _services(self, name: str) -> tuple[str, ...]:
        if not name:
            return ()
        found = self._store.find_by_name(name, ("Service",))
        return tuple(match.entity.id for match in found if match.matched_by == "exact")

    def _households(self, household: str) -> tuple[str, ...]:
        """Return the household by id, or by its pseudonym as it stands in lists; no name search finds one."""
        if not household:
            return ()
        if household.startswith("household-"):
            return (household,)
        return tuple(self._store.find_households(household))

    def _of_body(self, predicate: str, place: EntityView | None, period: Period, known: str) -> RowQuery:
        is_area = place is not None and place.kind == "Place"
        return RowQuery(
            predicate, areas=(place.id,) if place and is_area else (),
            bodies=(place.id,) if place and not is_area else (), since=period.since, until=period.until, known=known,
        )  # fmt: skip

    @staticmethod
    def _rows(
        predicate: str, areas: Sequence[EntityView], periods: Sequence[Period], known: str, past: AreaPast | None = None
    ) -> RowQuery:  # fmt: skip
        named = [period for period in periods if period.name]
        since = min((p.since for p in named), default="") if len(named) == len(periods) else ""
        until = max((p.until for p in named), default="") if len(named) == len(periods) else ""
        ids = tuple(area.id for area in areas if area.kind != "Grid")
        grids = tuple(area.id for area in areas if area.kind == "Grid")
        merged = past.merged if past else {}
        return RowQuery(predicate, ids, grids, since=since, until=until, known=known, merged=merged)

    def _now(self) -> str:
        """Return the end of today: what was promised for today is not late before it is over."""
        return datetime.combine(self.today(), datetime.max.time()).isoformat(timespec="minutes")
