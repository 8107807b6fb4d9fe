"""Use of services is counted in the store: by area, service and period, households once, records once."""

from __future__ import annotations

from graph.store import Store
from tests.graph.commits import NEWER, Use, entity_of, write_log, write_register

AREA, OTHER = "望槐社区", "听雨嘎查"
CODES = {AREA: "632199001001", OTHER: "632199002002"}
USES = (
    Use("2024-01-03", AREA, "助餐", "户甲"),
    Use("2024-01-20", AREA, "助餐", "户甲", "3"),
    Use("2024-01-21", AREA, "助餐", "户乙"),
    Use("2024-02-01", AREA, "助餐"),
    Use("2024-02-02", AREA, "助浴", "户乙"),
    Use("2023-12-31", AREA, "助餐", "户丙"),
    Use("2024-01-03", OTHER, "助餐", "户丁"),
)


class CoverageContract:
    """Service use and the register of households."""

    def put(self, store: Store) -> tuple[dict[str, str], dict[str, str]]:
        """Store log and register; return ids by name of areas and services, and of households."""
        log = write_log(USES, CODES).commit()
        register = write_register(["户甲", "户乙", "户戊"], AREA, CODES[AREA]).commit()
        for commit in (log, register):
            store.put_document(commit)
        named = {e.name: e.id for c in (log, register) for e in c.entities if e.kind != "Household"}
        return named, {e.name: e.id for c in (log, register) for e in c.entities if e.kind == "Household"}

    def test_use_is_counted_by_service(self, store: Store) -> None:
        """A household counts once, its uses all; a use without a household is unknown, not uncovered."""
        named, households = self.put(store)
        rows = {row.service_id: row for row in store.service_use(named[AREA], "2024")}
        assert list(rows) == sorted(rows)
        meals, bath = rows[named["助餐"]], rows[named["助浴"]]
        assert meals.households == tuple(sorted((households["户甲"], households["户乙"])))
        assert (meals.uses, meals.unknown) == (6, 1)
        assert (bath.households, bath.uses, bath.unknown) == ((households["户乙"],), 1, 0)

    def test_period_is_a_year_a_month_or_all(self, store: Store) -> None:
        """The period is the beginning of the date."""
        named, _ = self.put(store)

        def count(period: str) -> int:
            return sum(row.uses for row in store.service_use(named[AREA], period))

        assert (count("2024-01"), count("2024"), count("2023"), count(""), count("2022")) == (5, 7, 1, 8, 0)

    def test_service_can_be_chosen(self, store: Store) -> None:
        """Only the asked service is counted."""
        named, _ = self.put(store)
        assert [r.service_id for r in store.service_use(named[AREA], "2024", named["助浴"])] == [named["助浴"]]
        assert store.service_use(named[AREA], "2024", "service-unknown") == []

    def test_areas_are_counted_apart(self, store: Store) -> None:
        """What happened in another area does not count here."""
        named, households = self.put(store)
        (row,) = store.service_use(named[OTHER])
        assert (row.households, row.uses) == ((households["户丁"],), 1)

    def test_same_record_in_a_longer_export_counts_once(self, store: Store) -> None:
        """Next month's export repeats this month's rows: they are the same records."""
        named, _ = self.put(store)
        before = store.service_use(named[AREA])
        store.put_document(write_log((*USES, Use("2024-03-01", OTHER, "助餐", "户丁")), CODES).commit())
        assert store.service_use(named[AREA]) == before
        assert store.service_use(named[OTHER])[0].uses == 2

    def test_changed_row_supersedes_the_record(self, store: Store) -> None:
        """A mended log says otherwise of a record: only the later word counts, in the month that it names."""
        named, households = self.put(store)
        mended = (Use("2024-05-20", AREA, "助餐", "户戊", "5"), *USES[1:])
        store.put_document(write_log(mended, CODES).commit())
        (january,) = store.service_use(named[AREA], "2024-01")
        assert (january.uses, households["户戊"] in january.households) == (4, False)
        (may,) = store.service_use(named[AREA], "2024-05")
        assert (may.uses, may.households) == (5, (households["户戊"],))

    def test_older_log_read_again_does_not_win_back(self, store: Store) -> None:
        """A newer reader takes up the older document: the later document still has the word."""
        named, _ = self.put(store)
        mended = (Use("2024-01-03", AREA, "助餐", "户甲", "5"), *USES[1:])
        store.put_document(write_log(mended, CODES).commit())
        before = store.service_use(named[AREA])
        store.put_document(write_log(USES, CODES).commit(NEWER))
        assert store.service_use(named[AREA]) == before
        assert sum(row.uses for row in before) == 12

    def test_dated_log_beats_an_undated_one(self, store: Store) -> None:
        """Of two tellings the one published later counts, whichever was read first."""
        named, _ = self.put(store)
        later, earlier = (
            write_log((Use("2024-01-03", AREA, "助餐", "户甲", times), *USES[1:]), CODES) for times in ("7", "2")
        )
        later.published, earlier.published = "2024-06-01", "2024-04-01"
        for page in (later, earlier):
            store.put_document(page.commit())
        assert sum(row.uses for row in store.service_use(named[AREA])) == 14

    def test_household_that_moved_is_in_one_register(self, store: Store) -> None:
        """The later register puts the household elsewhere: the former area lists it no more."""
        named, households = self.put(store)
        store.put_document(write_register(["户甲"], OTHER, CODES[OTHER]).commit())
        assert households["户甲"] not in store.households_in(named[AREA])
        assert store.households_in(named[OTHER]) == [households["户甲"]]

    def test_register_lists_its_households_in_order(self, store: Store) -> None:
        """The register's households, once each, by id; a log puts nobody into a register."""
        named, households = self.put(store)
        store.put_document(write_register(["户戊", "户己"], AREA, CODES[AREA]).commit())
        listed = store.households_in(named[AREA])
        assert listed == sorted(listed)
        assert set(listed) >= {households["户甲"], households["户乙"], households["户戊"]}
        assert len(listed) == 4
        assert households["户丁"] not in listed
        assert store.households_in(named[OTHER]) == []

    def test_grid_counts_its_own_households(self, store: Store) -> None:
        """A register that names grids lists each grid's households."""
        commit = write_register(["户甲", "户乙"], AREA, CODES[AREA], "一网格").commit()
        store.put_document(commit)
        assert len(store.households_in(entity_of(commit, "Grid").id)) == 2
