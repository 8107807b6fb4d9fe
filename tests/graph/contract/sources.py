"""What the store tells of sources: arrivals by source, and the last import of each that has a passport."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.document import Arrival
from domain.passport import Passport
from graph.source import SourceArrivals, SourceRun, list_sources
from graph.store import Store
from tests.graph.commits import EDUCATION, WATER, write_post

DAY = "2024-12-31"
PASSPORT = Passport(
    "云岫县水务公报", "云岫县水务局", "gazette", ("云岫县",), "2020", "", "公开", "水务局办公室", "month"
)


def came(store: Store, day: str = DAY) -> list[tuple[str, int, str]]:
    return [(one.source, one.documents, one.published) for one in store.source_arrivals(day)]


def arrive(store: Store, note: str, *sources: tuple[str, str]) -> str:
    """Store a document that came from these sources on these days; return its id."""
    page = write_post("陆怀谷", "局长", EDUCATION, "2024-01-05", note=note)
    arrivals = tuple(
        Arrival(page.id, f"{source}{note}.txt", source, published=published) for source, published in sources
    )
    store.put_document(replace(page, arrivals=arrivals).commit())
    return page.id


class SourceContract:
    """Sources."""

    def test_an_empty_store_has_no_source(self, store: Store) -> None:
        """Nothing came, nothing is listed."""
        assert store.source_arrivals(DAY) == []
        assert store.last_source_runs() == []
        assert list_sources(store, (), date(2024, 12, 31)) == []

    def test_arrivals_are_counted_by_source(self, store: Store) -> None:
        """A document counts once for each source, however often it came from it; the name is the order."""
        arrive(store, "一", ("乙报", "2024-03-01"), ("甲报", "2024-02-01 08:30"))
        arrive(store, "二", ("甲报", "2024-05"), ("甲报", "2024-04-30"))
        arrive(store, "三", ("", ""))
        assert came(store) == [("", 1, ""), ("乙报", 1, "2024-03-01"), ("甲报", 2, "2024-05")]

    def test_a_day_yet_to_come_is_a_slip(self, store: Store) -> None:
        """The last publication is the last up to the day that is asked for."""
        arrive(store, "一", ("甲报", "2024-03-01"))
        arrive(store, "二", ("甲报", "2204-03-01"))
        assert came(store) == [("甲报", 2, "2024-03-01")]
        assert came(store, "2024-02-29") == [("甲报", 2, "")]

    def test_moments_are_those_of_the_first_reading(self, store: Store) -> None:
        """`arrived` is when the last new document came; a second arrival of a known one moves nothing."""
        first = arrive(store, "一", ("甲报", ""))
        (before,) = store.source_arrivals(DAY)
        assert before.arrived == before.undated != ""
        store.put_arrivals([Arrival(first, "copy.txt", "甲报")])
        assert store.source_arrivals(DAY) == [before]
        arrive(store, "二", ("甲报", "2024-03-01"))
        (after,) = store.source_arrivals(DAY)
        assert after.arrived > before.arrived
        assert after.undated == before.undated

    def test_a_withdrawn_document_counts_for_no_source(self, store: Store) -> None:
        """What is gone is gone here too."""
        kept = arrive(store, "一", ("甲报", "2024-03-01"))
        gone = arrive(store, "二", ("甲报", "2024-04-01"), ("乙报", "2024-04-01"))
        store.retract(gone, "source")
        assert kept != gone
        assert came(store) == [("甲报", 1, "2024-03-01")]

    def test_the_last_run_of_each_source_is_told(self, store: Store) -> None:
        """Runs come back as they were put; of each source the last by its moment, whatever the order of the calls."""
        older = SourceRun("甲", "2024-05-01T08:00:00.000000+00:00", {"rows": 12, "documents": 1}, 1, "2024-04-30")
        newer = SourceRun("甲", "2024-06-01T08:00:00.000000+00:00", {}, 0, "", True, PASSPORT.pack())
        other = SourceRun("乙", "2023-01-01T08:00:00.000000+00:00", {"statements.USED": 2})
        for run in (newer, older, other, newer):
            store.put_source_run(run)
        assert store.last_source_runs() == [other, newer]

    def test_a_run_leaves_the_graph_alone(self, store: Store) -> None:
        """It is a note beside the record: nothing is counted or failed by it."""
        arrive(store, "一", ("甲报", "2024-03-01"))
        before = store.count(), list(store.iter_statements())
        store.put_source_run(SourceRun("甲报", "2024-05-01T08:00:00.000000+00:00", {"rows": 12}))
        assert (store.count(), list(store.iter_statements())) == before

    def test_listed_with_passport_and_freshness(self, store: Store) -> None:
        """The passport of the last run describes the source; one that is given outweighs it; others are mere names."""
        arrive(store, "一", (PASSPORT.name, "2024-11-30"))
        page = write_post("江望潮", "局长", WATER, "2024-01-05")
        store.put_document(replace(page, arrivals=(Arrival(page.id, "b.txt", "别处"),)).commit())
        run = SourceRun(PASSPORT.name, "2024-12-02T08:00:00.000000+00:00", {"documents": 1}, 1, "2024-11-30",
                        passport=PASSPORT.pack())  # fmt: skip
        store.put_source_run(run)
        gazette, other = list_sources(store, (), date(2024, 12, 31))
        assert (gazette.name, gazette.publisher, gazette.documents) == (PASSPORT.name, "云岫县水务局", 1)
        assert (gazette.freshness, gazette.expected, gazette.last_run) == ("in_time", "2024-12-31", run.at)
        assert (other.name, other.has_passport, other.freshness, other.documents) == ("别处", False, "open", 1)
        (late, *_) = list_sources(store, (replace(PASSPORT, every="week"),), date(2024, 12, 31))
        assert (late.freshness, late.late_days) == ("late", 24)
        unread = replace(PASSPORT, name="从未来过")
        assert [line.freshness for line in list_sources(store, (unread,), date(2024, 12, 31))] == [
            "in_time", "never", "open",
        ]  # fmt: skip

    def test_arrivals_are_plain(self, store: Store) -> None:
        """Both engines give texts and a number, never a null."""
        arrive(store, "一", ("甲报", ""), ("甲报", "2204-01-01"))
        (one,) = store.source_arrivals(DAY)
        assert one == SourceArrivals("甲报", 1, "", one.arrived, one.arrived)
