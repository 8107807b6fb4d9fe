"""The desk for what texts say word by word and for where answers from records rest.

Like graph/coverage_desk.py: decide → audit → read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from types import MappingProxyType

from domain.ontology.catalogue import get_predicate
from domain.period import ALL_TIME, Period
from domain.told import QuotationsPage, RowSource, ServiceTerm
from graph.answer import EntityView
from graph.area_past import find_below, find_past
from graph.measure import load_measures
from graph.policy import Reader, require
from graph.record_reader import RowQuery
from graph.row_source import find_row_sources
from graph.store import GraphReader
from graph.told import draw_quotations, draw_terms

OF_BODY = frozenset({"ATTENDED", "EVALUATED", "FILE_ITEM", "HAS_ASSET", "HELD_ACTIVITY", "ON_DUTY", "PROMISED"})
"""Rows that are asked for by their body, or by the town they name."""

TIMELESS = frozenset({"LIVES_IN", "RESPONSIBLE_FOR", "PROMISED", "HAS_ASSET", "POPULATION"})
"""Rows that hold until another says otherwise: no period leaves them out."""

MOST_ARTICLES = 2_000
"""How many articles are looked through for quotations; an answer says when more have the words."""

NO_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ToldDesk:
    """Answers for one reader; `record` commits the intent to the audit first."""

    _store: GraphReader
    reader: Reader
    record: Callable[..., AbstractContextManager[None]]

    def terms(self, body: EntityView, known: str = "") -> list[ServiceTerm]:
        """Return what texts say of how often the body's services may be used and how soon it answers."""
        require(self.reader, "read", ("REF", "PUB"))
        with self.record("service terms", body.id):
            return draw_terms(self._store.statements_about(body.id, ("SERVICE_TERM",), ("provider",), known))

    def quotations(self, speaker: str = "", occasion: str = "", date: str = "", known: str = "") -> QuotationsPage:
        """Return the dated quotations of all articles in which the words asked for stand.

        Without a date words stay in their document: whom it names beside an honour is found by no search (R4).
        """
        require(self.reader, "search", ("PUB",))
        with self.record("quotations"):
            # Of the words asked for those that the fewest articles have.
            found = self._store.find_passages(date or occasion or speaker, MOST_ARTICLES + 1)
            documents = sorted({passage.document_id for passage in found})
            views = self._store.statements_in_each(documents, ("SPOKE",), known)
        said = [view for document in documents for view in views.get(document, ())]
        return QuotationsPage(tuple(draw_quotations(said, speaker, occasion, date)), len(found) > MOST_ARTICLES)

    def find_cases(self, number: str) -> list[str]:
        """Return the requests that bear a number, by id; an id is its own: no other search finds one."""
        require(self.reader, "read", ("CASE",))
        if number.startswith("case-"):
            return [number]
        with self.record("case number"):
            found = self._store.find_by_name(number, ("Case",))
        return sorted({match.entity.id for match in found if match.matched_by == "exact"})

    def sources(
        self, predicates: Sequence[str], place: EntityView | None = None, period: Period = ALL_TIME, service: str = "",
        household: str = "", known: str = "", case: str = "",
        words: Mapping[str, tuple[str, ...]] = NO_WORDS,
    ) -> tuple[RowSource, ...]:  # fmt: skip
        """Return the documents whose rows an answer about a place, a service and a period counts."""
        require(self.reader, "read", sorted({get_predicate(one).data_class for one in predicates}))
        with self.record("row sources", place.id if place else "", household, case):
            services = self._exact(service) if service else ()
            households = (case,) if case else self._households(household)
            if (service and not services) or (household and not households):
                return ()
            return find_row_sources(
                self._store,
                [
                    self._within(
                        RowQuery(one, services=services, subjects=households, words=words.get(one, ()), known=known),
                        place,
                        period,
                    )
                    for one in predicates
                ],
            )

    def training_sources(
        self, place: EntityView | None, period: Period = ALL_TIME, known: str = ""
    ) -> tuple[RowSource, ...]:
        """Return where an answer about training rests: attendance, courses held, figures of members."""
        words = {"HELD_ACTIVITY": ("training",), "POPULATION": load_measures().members}
        return self.sources(("ATTENDED", "HELD_ACTIVITY", "POPULATION"), place, period, known=known, words=words)

    def _within(self, query: RowQuery, place: EntityView | None, period: Period) -> RowQuery:
        """Return the question for the rows of a place and period, by the columns in which its predicate names them."""
        if query.predicate not in TIMELESS:
            since = "" if query.predicate == "ENTITLED" else period.since
            query = replace(query, since=since, until=period.until)
        if query.predicate == "CASE_EVENT" and period.name:
            query = replace(query, words=("raised",))
        if place is None:
            return query
        if place.kind == "Grid":
            return replace(query, grids=(place.id,))
        if place.kind == "Organisation" and query.predicate == "POPULATION":
            return replace(query, areas=(place.id,))
        if place.kind == "Organisation" or (query.predicate in OF_BODY and place.kind != "Place"):
            return replace(query, bodies=(place.id,))
        if query.predicate in OF_BODY:
            return replace(query, areas=(place.id,))
        areas = tuple(area.id for area in find_below(self._store, place, query.known))
        if query.predicate == "RESPONSIBLE_FOR":
            return replace(query, bodies=areas)
        return replace(query, areas=areas, merged=find_past(self._store, areas, query.known).merged)

    def _exact(self, service: str) -> tuple[str, ...]:
        found = self._store.find_by_name(service, ("Service",))
        return tuple(match.entity.id for match in found if match.matched_by == "exact")

    def _households(self, household: str) -> tuple[str, ...]:
        if not household:
            return ()
        return (household,) if household.startswith("household-") else tuple(self._store.find_households(household))
