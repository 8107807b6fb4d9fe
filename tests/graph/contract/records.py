"""Rows of records: the newest telling counts, whatever came in whatever order; what they add up to is counted there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from domain.identifier import hash_text
from domain.judgement import Judgement, Verdict
from domain.mention import Mention, MentionKind, refer
from domain.period import read_period, read_periods
from domain.statement import Value
from graph.answer import EntityView
from graph.audit import AuditLog
from graph.commit import DocumentCommit, StoredMention
from graph.coverage import Asked, compare_periods, draw_coverage
from graph.coverage_desk import CoverageDesk
from graph.gap_list import draw_grid_list
from graph.policy import Reader
from graph.record_reader import CaseQuery, CoverageQuery, RowQuery
from graph.record_row import RecordRow
from graph.store import Store
from tests.graph.commits import NEWER, Page, write_change
from tests.graph.sheets import Row, event, home, use, write_sheet

AREA, OTHER, THIRD = "望槐社区", "听雨嘎查", "云岭社区"


def rows_of(store: Store, predicate: str, known: str = "") -> set[RecordRow]:
    """Return all rows of a predicate."""
    return set(store.find_rows(RowQuery(predicate, known=known), limit=1_000))


def area_of(store: Store, name: str = AREA) -> EntityView:
    """Return an area by name."""
    (match,) = store.find_by_name(name, ("Community",))
    return match.entity


def desk_of(store: Store, tmp_path_factory: pytest.TempPathFactory) -> CoverageDesk:
    """Return the desk for records of a store, on a day of its own."""
    audit = AuditLog(tmp_path_factory.mktemp("desk") / "audit.db")
    reader = Reader()
    return CoverageDesk(store, reader, lambda action, *ids: audit.record(reader, action, ids), lambda: date(2024, 7, 1))


def visit(record: str, topic: str) -> Row:
    """Return a row of a log of visits."""
    return {
        "predicate": "VISITED", "record": record, "from": "2024-03-05", "household": f"户{record}", "area": AREA,
        "date": "2024-03-05", "topic": topic,
    }  # fmt: skip


def hide(commit: DocumentCommit, name: str) -> DocumentCommit:
    """Return the reading of a table in which a name is found private wherever it stands."""
    text = commit.document.text
    found = [Mention(m.start(), m.end(), MentionKind.PERSON, name) for m in re.finditer(name, text)]
    hidden = tuple(StoredMention(one, refer(one).id(commit.document.id, ""), private=True) for one in found)
    return replace(commit, mentions=hidden)


class RecordContract:
    """The rows of records and the questions about them."""

    def test_newest_telling_counts_with_all_it_says(self, store: Store) -> None:
        """A newer document supersedes a record with all its statements; nothing of the older one counts beside it."""
        store.put_document(
            write_sheet([event("甲", "raised", "2024-01-01"), event("甲", "done", "2024-01-05")]).commit()
        )
        later = write_sheet([event("甲", "raised", "2024-01-02")], note="改")
        store.put_document(later.commit())
        assert {row.date for row in rows_of(store, "CASE_EVENT")} == {"2024-01-02"}
        (case,) = store.find_cases(CaseQuery())
        assert (case.case.state, case.case.raised) == ("raised", "2024-01-02")

    def test_retraction_opens_the_older_telling_again(self, store: Store) -> None:
        """When the newer document is withdrawn its row goes, and the older one counts, then as now."""
        store.put_document(write_sheet([use("一", "2024-01-03", AREA, "助餐", "户甲", "2")]).commit())
        before = rows_of(store, "USED")
        later = write_sheet([use("一", "2024-01-03", AREA, "助餐", "户甲", "9")], note="改").commit()
        store.put_document(later)
        (run,) = store.find_runs(later.document.id)
        assert {row.number for row in rows_of(store, "USED")} == {9.0}
        store.retract(later.document.id, "error")
        assert rows_of(store, "USED") == before
        assert rows_of(store, "USED", run.known_from) == before

    def test_reading_again_keeps_what_counted_before(self, store: Store) -> None:
        """A newer reading of the same words replaces the rows; as of before, the former ones are told."""
        page = write_sheet([use("一", "2024-01-03", AREA, "助餐", "户甲"), use("二", "2024-01-04", AREA, "助浴")])
        first = page.commit()
        store.put_document(first)
        (run,) = store.find_runs(first.document.id)
        page.statements.pop()
        page.readings.pop()
        page.classes.pop()
        store.put_document(page.commit(NEWER))
        assert {row.date for row in rows_of(store, "USED")} == {"2024-01-03"}
        assert {row.date for row in rows_of(store, "USED", run.known_from)} == {"2024-01-03", "2024-01-04"}

    def test_earlier_publication_lets_the_other_count(self, store: Store) -> None:
        """When it turns out that a document is older than was known, the other one has the word."""
        first = write_sheet([use("一", "2024-01-03", AREA, "助餐", "户甲", "2")], "2024-05-01").commit()
        second = write_sheet([use("一", "2024-01-03", AREA, "助餐", "户甲", "3")], "2024-04-01", note="改").commit()
        for commit in (first, second):
            store.put_document(commit)
        assert {row.number for row in rows_of(store, "USED")} == {2.0}
        (arrival,) = first.arrivals
        store.put_arrivals([type(arrival)(first.document.id, "别处.csv", published="2024-03-01")])
        assert {row.number for row in rows_of(store, "USED")} == {3.0}

    def test_rows_hold_what_the_record_says(self, store: Store) -> None:
        """Numbers, words, days and entities stand in their columns; what nobody wrote is empty."""
        sheet = write_sheet([
            {"predicate": "ENTITLED", "record": "一", "from": "2024", "household": "户甲", "service": "洗车",
             "area": AREA, "allowance": "10", "limit": "limited", "date": "2024"},
            {"predicate": "POPULATION", "record": "二", "from": "", "area": AREA, "of": "户", "value": "120"},
        ])  # fmt: skip
        store.put_document(sheet.commit())
        (entitled,) = rows_of(store, "ENTITLED")
        assert (entitled.word, entitled.number, entitled.date, entitled.grid) == ("limited", 10.0, "2024", "")
        (population,) = rows_of(store, "POPULATION")
        assert (population.word, population.number, population.subject) == ("户", 120.0, "")

    def test_a_name_found_private_later_is_masked_in_rows_that_count_no_more(self, store: Store) -> None:
        """Superseded, no longer stated or still standing: no row of the document keeps the name, at any moment."""
        visits = [visit("一", "陪白砚秋看病"), visit("二", "陪白砚秋体检"), visit("三", "送白砚秋回家")]
        page = write_sheet(visits)
        store.put_document(page.commit())
        moments = [store.find_runs(page.id)[-1].known_from]
        other = write_sheet([visit("一", "换灯")], "2024-07-01")
        store.put_document(other.commit())
        moments.append(store.find_runs(other.id)[-1].known_from)
        assert {row.detail for row in rows_of(store, "VISITED")} == {"换灯", "陪白砚秋体检", "送白砚秋回家"}
        newer = write_sheet(visits)
        del newer.statements[1], newer.readings[1], newer.classes[1]
        store.put_document(hide(newer.commit(NEWER), "白砚秋"))
        assert {row.detail for row in rows_of(store, "VISITED")} == {"换灯", "送白某某回家"}
        assert [sorted(row.detail for row in rows_of(store, "VISITED", moment)) for moment in moments] == [
            ["送白某某回家", "陪白某某体检", "陪白某某看病"],
            ["换灯", "送白某某回家", "陪白某某体检"],
        ]

    def test_what_a_newer_reading_masks_in_the_text_is_masked_in_rows_that_count_no_more(self, store: Store) -> None:
        """Words of a text of another length or content are no mask: the older rows keep their own."""
        page = write_sheet([visit("一", "看望张某甲"), visit("二", "修水管")])
        store.put_document(page.commit())
        moment = store.find_runs(page.id)[-1].known_from
        first = write_sheet([visit("一", "换灯")], "2024-07-01")
        store.put_document(first.commit())
        again = page.commit(NEWER)
        masked = page.text.replace("看望张某甲", "看望某某某").replace("修水管", "修电路")
        document = replace(again.document, text=masked, text_sha256=hash_text(masked))
        store.put_document(replace(again, document=document))
        assert {row.detail for row in rows_of(store, "VISITED", moment)} == {"看望某某某", "修水管"}

    def test_tellers_are_the_documents_that_tell_a_record_now(self, store: Store) -> None:
        """Also those that a newer one supersedes; not what a newer reading states no more, nor what is withdrawn."""
        page = write_sheet([visit("一", "换灯"), visit("二", "修水管")])
        other = write_sheet([visit("一", "换灯泡")])
        for one in (page, other):
            store.put_document(one.commit())
        assert store.find_tellers("一") == sorted([page.id, other.id])
        assert (store.find_tellers("二"), store.find_tellers("三"), store.find_tellers("")) == ([page.id], [], [])
        del page.statements[1], page.readings[1], page.classes[1]
        store.put_document(page.commit(NEWER))
        store.retract(other.id, "error")
        assert (store.find_tellers("一"), store.find_tellers("二")) == ([page.id], [])

    def test_private_names_are_masked_in_the_rows_of_a_new_document(self, store: Store) -> None:
        """Also where the rows are made anew from what the store holds."""
        page = write_sheet([visit("一", "陪白砚秋看病"), visit("二", "换灯")])
        store.put_document(hide(page.commit(), "白砚秋"))
        other = write_sheet([visit("一", "换灯")], note="改")
        store.put_document(other.commit())
        store.retract(other.id, "error")
        assert {row.detail for row in rows_of(store, "VISITED")} == {"陪白某某看病", "换灯"}

    def test_judged_the_same_counts_as_one(self, store: Store) -> None:
        """Two areas that are one are counted together, each household once; undone, they are two again."""
        store.put_document(write_sheet([
            use("一", "2024-01-03", AREA, "助餐", "户甲"), use("二", "2024-01-04", OTHER, "助餐", "户甲"),
            use("三", "2024-01-05", OTHER, "助餐", "户乙"), home("户甲", AREA), home("户乙", OTHER),
            home("户丙", OTHER),
        ]).commit())  # fmt: skip
        one, two = area_of(store), area_of(store, OTHER)
        said = store.put_judgement(Judgement(one.id, Verdict.SAME, two.id, by="馆员甲", why="同一个地方"))
        (joined,) = store.count_coverage(CoverageQuery((min(one.id, two.id),)))
        assert (joined.served, joined.listed, joined.uses) == (2, 2, 3)
        assert store.count_register(CoverageQuery((min(one.id, two.id),))) == {min(one.id, two.id): 3}
        moment = said.known_from
        store.undo_judgement(said.id)
        assert [c.served for c in store.count_coverage(CoverageQuery((one.id,)))] == [1]
        assert store.count_coverage(CoverageQuery((min(one.id, two.id),), known=moment)) == [joined]

    def test_coverage_counts_register_unknown_and_unlisted_apart(self, store: Store) -> None:
        """Numerator and denominator are of the register on the period's last day; the rest is told by itself."""
        store.put_document(write_sheet([
            home("户甲", AREA, since="2023-01-01"), home("户乙", AREA, since="2023-05-01"),
            home("户丙", AREA, care="低保、独居", since="2024-02-01"),
            use("一", "2023-03-01", AREA, "助餐", "户甲"), use("二", "2023-06-01", AREA, "助餐", "户外"),
            use("三", "2023-07-01", AREA, "助餐"), use("四", "2024-03-01", AREA, "助餐", "户丙", "4"),
        ]).commit())  # fmt: skip
        area = area_of(store)
        asked = Asked((area,), read_periods("2023..2024"))
        rows = draw_coverage(store, asked)
        assert [(r.period, r.numerator, r.denominator, r.unlisted, r.unknown, r.uses, r.uncovered) for r in rows] == [
            ("2023", 1, 2, 1, 1, 3, 1), ("2024", 1, 3, 0, 0, 4, 2),
        ]  # fmt: skip
        assert [row.gaps for row in rows] == [("户乙",), ("户乙", "户甲")]
        (change,) = compare_periods(rows)
        assert (change.numerator_change, change.denominator_change, change.uses_change) == (0, 1, 1)
        (care,) = draw_coverage(store, Asked((area,), (read_period("2024"),), care="低保"))
        assert (care.numerator, care.denominator, care.care) == (1, 1, "低保")

    def test_without_a_register_the_area_s_figure_divides(self, store: Store) -> None:
        """The last figure of households before the period's end stands in, and the answer says so."""
        store.put_document(write_sheet([
            use("一", "2023-03-01", AREA, "助餐", "户甲"),
            *({"predicate": "POPULATION", "record": f"基{year}", "from": year, "area": AREA, "of": "户", "value": value,
               "date": year} for year, value in (("2022", "40"), ("2023", "50"), ("2024", "60"))),
        ]).commit())  # fmt: skip
        (row,) = draw_coverage(store, Asked((area_of(store),), (read_period("2023"),)))
        assert (row.numerator, row.denominator, row.basis, row.gaps) == (1, 50, "population", ())

    def test_grid_counts_uses_of_its_households(self, store: Store) -> None:
        """A log that names no grid counts in the grid where the register has the household."""
        store.put_document(write_sheet([
            home("户甲", AREA, "一网格"), home("户乙", AREA, "二网格"), home("户丁", AREA, "一网格"),
            use("一", "2024-01-01", AREA, "助餐", "户甲"), use("二", "2024-01-01", AREA, "助餐", "户乙", grid="二网格"),
        ]).commit())  # fmt: skip
        (grid,) = {row.grid for row in rows_of(store, "LIVES_IN") if row.subject.startswith("h")} - {
            row.grid for row in rows_of(store, "USED")
        }
        (count,) = store.count_coverage(CoverageQuery(grids=(grid,)))
        assert (count.area_id, count.served, count.listed, count.uses) == (grid, 1, 1, 1)
        assert store.count_register(CoverageQuery(grids=(grid,))) == {grid: 2}

    def test_merged_area_counts_in_its_successor(self, store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
        """What an area had before it was merged belongs to the one it became part of; the answer says so."""
        store.put_document(write_sheet([
            use("一", "2023-01-01", AREA, "助餐", "户甲"), use("二", "2024-01-01", OTHER, "助餐", "户乙"),
            home("户甲", AREA), home("户乙", OTHER),
        ]).commit())  # fmt: skip
        page = Page(f"{AREA}并入{OTHER}。", "2023-06-01")
        page.say(
            "CHANGED", subject=page.community(AREA, code="632199001001"), change=Value("merged"),
            other=page.community(OTHER, code="632199002002"),
        )  # fmt: skip
        store.put_document(page.commit())
        answer = desk_of(store, tmp_path_factory).coverage(area_of(store, OTHER), read_periods("2023,2024"))
        assert [(r.period, r.numerator, r.denominator) for r in answer.rows] == [("2023", 1, 2), ("2024", 1, 2)]
        assert [(note.area, note.change, note.other) for note in answer.areas] == [(AREA, "merged", OTHER)]

    def test_case_is_timed_without_its_pauses(self, store: Store) -> None:
        """Answer and closure are counted in minutes; a pause stops the clock; promises say what is late."""
        steps = [
            ("raised", "2024-01-01T08:00"), ("received", "2024-01-01T08:10"), ("paused", "2024-01-01T09:00"),
            ("resumed", "2024-01-01T11:00"), ("answered", "2024-01-01T12:00"), ("done", "2024-01-02T12:00"),
        ]  # fmt: skip
        promise = {"predicate": "PROMISED", "record": "承诺", "from": "", "service": "供水维修", "answer": "120",
                   "closure": "1000"}  # fmt: skip
        store.put_document(write_sheet([*(event("甲", *step) for step in steps), promise]).commit())
        (view,) = store.find_cases(CaseQuery(now="2024-07-01T00:00"))
        case = view.case
        assert (case.answer_minutes, case.closure_minutes, case.paused, case.state) == (120, 1560, 120, "done")
        assert (view.answer_late, view.closure_late) == (False, True)

    def test_a_promise_in_working_days_makes_nothing_late(
        self, store: Store, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        """No calendar says which days those are: it is shown as promised, and whether it was kept stays unknown."""
        promise = {"predicate": "PROMISED", "record": "承诺", "from": "", "service": "供水维修", "provider": "望槐物业",
                   "answer": "120", "closure_days": "3"}  # fmt: skip
        steps = [("raised", "2024-01-01T08:00"), ("answered", "2024-01-01T09:00"), ("done", "2024-06-01T08:00")]
        store.put_document(write_sheet([*(event("甲", *step) for step in steps), promise]).commit())
        (view,) = store.find_cases(CaseQuery(now="2024-07-01T00:00"))
        assert (view.answer_promised, view.closure_promised, view.closure_late) == (120, None, False)
        (count,) = store.count_cases(CaseQuery(now="2024-07-01T00:00"))
        assert (count.promised, count.closure_late) == (0, 0)
        (match,) = store.find_by_name("望槐物业", ("Organisation",))
        (offered,) = desk_of(store, tmp_path_factory).services(match.entity).services
        assert (offered.answer_minutes, offered.closure_minutes) == (120, None)
        assert (offered.answer_working_days, offered.closure_working_days) == (None, 3.0)

    def test_open_case_runs_until_now_unless_it_is_paused(self, store: Store) -> None:
        """An open case is late when it has run longer than promised; paused, it does not run."""
        store.put_document(write_sheet([
            event("甲", "raised", "2024-01-01T08:00", due="2024-01-03T08:00"),
            event("乙", "raised", "2024-01-01T08:00", due="2024-01-03T08:00"),
            event("乙", "paused", "2024-01-02T08:00"),
            event("丙", "raised", "2024-01-01T08:00"),
        ]).commit())  # fmt: skip
        late = {
            v.case.paused_since: v.closure_late
            for v in store.find_cases(CaseQuery(now="2024-02-01T00:00"))
            if v.case.promised
        }
        assert late == {"": True, "2024-01-02T08:00": False}
        (count,) = store.count_cases(CaseQuery(now="2024-02-01T00:00"))
        assert (count.cases, count.promised, count.closure_late) == (3, 2, 1)

    @pytest.mark.parametrize("number", [1, 2, 9, 10, 11])
    def test_percentiles_are_nearest_ranks(self, store: Store, number: int) -> None:
        """Of n times the ⌈n/2⌉th and the ⌈9n/10⌉th in order; cases without one are left out."""
        rows = [event("空", "raised", "2024-01-01T00:00")]
        for n in range(number):
            rows += [
                event(f"案{n}", "raised", "2024-01-01T00:00"),
                event(f"案{n}", "done", f"2024-01-01T00:{n + 1:02}"),
            ]
        store.put_document(write_sheet(rows).commit())
        (count,) = store.count_cases(CaseQuery(now="2024-01-02T00:00"))
        assert (count.closure_median, count.closure_p90) == ((number + 1) // 2, -(-number * 9 // 10))

    def test_cases_are_grouped_and_paged(self, store: Store) -> None:
        """By state, service, area and month; single ones by id, a page after the other."""
        store.put_document(write_sheet([
            event("甲", "raised", "2024-01-01"), event("甲", "done", "2024-01-02"),
            event("乙", "raised", "2024-02-01", OTHER),
            event("丙", "raised", "2024-02-03", OTHER, "电梯维修"),
        ]).commit())  # fmt: skip
        assert {c.key: c.cases for c in store.count_cases(CaseQuery(), ("state", "month"))} == {
            ("done", "2024-01"): 1, ("raised", "2024-02"): 2,
        }  # fmt: skip
        by_area = {c.key[0]: c.cases for c in store.count_cases(CaseQuery(), ("area",))}
        assert by_area == {area_of(store).id: 1, area_of(store, OTHER).id: 2}
        first = store.find_cases(CaseQuery(), limit=2)
        rest = store.find_cases(CaseQuery(), first[-1].case.case_id, limit=2)
        ids = [view.case.case_id for view in (*first, *rest)]
        assert len(ids) == 3
        assert ids == sorted(ids)

    def test_households_without_a_visit_are_listed(self, store: Store) -> None:
        """Not visited since a day: never, or before it; one visited on the day is not listed."""
        store.put_document(write_sheet([
            home("户甲", AREA, "一网格"), home("户乙", AREA, "一网格"), home("户丙", AREA),
            {"predicate": "VISITED", "record": "一", "from": "", "household": "户甲", "area": AREA,
             "date": "2024-01-01"},
            {"predicate": "VISITED", "record": "二", "from": "", "household": "户乙", "area": AREA,
             "date": "2024-06-01"},
        ]).commit())  # fmt: skip
        found = store.find_unvisited(CoverageQuery((area_of(store).id,)), "2024-06-01")
        names = store.find_names([count.key[1] for count in found])
        assert {names[c.key[1]]: (c.rows, c.last) for c in found} == {"户甲": (1, "2024-01-01"), "户丙": (0, "")}

    def test_desk_answers_entitlements_allotments_and_plans(
        self, store: Store, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        """Left and over-use, unlimited ones, what fits what was set aside, plans whose review is past."""
        allotted = [
            {"predicate": "ALLOTTED", "record": f"奖{n}", "from": "2024", "household": f"户{n}", "area": AREA,
             "item": "饲草料地", "quantity": "12", "unit": "亩", "date": "2024"} for n in range(10)
        ]  # fmt: skip
        store.put_document(write_sheet([
            *allotted,
            {"predicate": "POPULATION", "record": "地", "from": "", "area": AREA, "of": "预留地（亩）", "value": "120"},
            *({"predicate": "ENTITLED", "record": f"权{h}", "from": "2024", "household": h, "service": "洗车",
               "area": AREA, "allowance": a, "limit": limit, "date": "2024"}
              for h, a, limit in (("户1", "10", "limited"), ("户2", "2", "limited"), ("户3", "", "unlimited"))),
            use("一", "2024-02-01", AREA, "洗车", "户1", "3"), use("二", "2024-02-01", AREA, "洗车", "户2", "5"),
            use("三", "2023-02-01", AREA, "洗车", "户1", "4"), use("四", "2024-02-01", AREA, "洗车", "户3", "30"),
            *({"predicate": "CARE_PLAN", "record": f"案{h}", "from": "", "household": h, "area": AREA, "care": "独居",
               "date": "2024-01-01", "review": review} for h, review in (("户1", "2024-06-30"), ("户2", "2024-07-01"))),
        ]).commit())  # fmt: skip
        desk = desk_of(store, tmp_path_factory)
        area = area_of(store)
        year = read_period("2024")
        rights = {r.household: (r.used, r.left, r.over) for r in desk.entitlements(area, year).rows}
        assert rights == {"户1": (3, 7, 0), "户2": (5, 0, 3), "户3": (30, None, 0)}
        (only,) = desk.entitlements(None, year, "户1").rows
        assert only.left == 7
        assert [r.household for r in desk.entitlements(area, year, limits=("unlimited",)).rows] == ["户3"]
        in_year, in_all = desk.allotments(area).rows
        assert (in_year.year, in_year.households, in_year.each, in_year.quantity, in_year.whole, in_year.fits) == (
            "2024", 10, 12.0, 120.0, 120.0, True,
        )  # fmt: skip
        assert (in_all.year, in_all.households) == ("", 10)
        plans = desk.plans(area)
        assert [(p.care, p.households, p.past_review) for p in plans.rows] == [("独居", 2, 1)]
        assert [line.household for line in plans.past] == ["户1"]

    def test_desk_answers_training_and_files(self, store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
        """People once each by branch and mode, the branch's members beside them; attendances without anybody apart."""
        branch = "浙江省沧澜县财政局党支部"
        said = [
            ("学甲", "on_site", "2024-03-01"),
            ("学甲", "online", "2024-04-01"),
            ("学乙", "on_site", "2024-03-01"),
            ("", "online", "2024-03-01"),
        ]
        store.put_document(write_sheet([
            *({"predicate": "ATTENDED", "record": f"训{n}", "from": "", "attendee": who, "org": branch,
               "course": "第一讲", "mode": mode, "date": day} for n, (who, mode, day) in enumerate(said)),
            {"predicate": "POPULATION", "record": "员", "from": "", "area": branch, "of": "党员", "value": "31"},
        ]).commit())  # fmt: skip
        rows = {(r.by, r.name): r for r in desk_of(store, tmp_path_factory).training(None, read_period("2024")).rows}
        own = rows["branch", branch]
        assert (own.attendees, own.attendances, own.denominator, own.unknown, own.courses) == (2, 4, 31, 1, 2)
        assert rows["mode", "on_site"].attendees == 2
        assert rows["mode", "online"].attendees == 1

    def test_rows_leave_nothing_when_their_document_is_withdrawn(self, store: Store) -> None:
        """No row, case or area is left of a document that is withdrawn."""
        commit = write_sheet([event("甲", "raised", "2024-01-01"), home("户甲", AREA)]).commit()
        store.put_document(commit)
        store.retract(commit.document.id, "error")
        assert rows_of(store, "CASE_EVENT") == rows_of(store, "LIVES_IN") == set()
        assert store.find_cases(CaseQuery()) == []
        assert store.find_recorded_areas() == []

    def test_a_changed_name_moves_no_row(self, store: Store) -> None:
        """Rows of a body that was renamed are found under either name."""
        old, new = "青海省云岫县教育局", "青海省云岫县教育和科学局"
        store.put_document(write_sheet([
            {"predicate": "HAS_ASSET", "record": "物", "from": "", "owner": old, "asset": "服务车", "quantity": "2"},
        ]).commit())  # fmt: skip
        store.put_document(write_change(old, "renamed", new, "2024-01-01").commit())
        for name in (old, new):
            (match,) = [m for m in store.find_by_name(name, ("Organisation",)) if m.matched_by == "exact"]
            (row,) = store.find_rows(RowQuery("HAS_ASSET", bodies=(match.entity.id,)))
            assert (row.word, row.number, row.body) == ("服务车", 2.0, match.entity.id)

    def test_text_statements_have_no_rows(self, store: Store) -> None:
        """What a text says without a record key is counted by nobody as a record."""
        page = Page("听雨嘎查开展宣讲活动。")
        page.say(
            "HELD_ACTIVITY", organiser=page.name(MentionKind.COMMUNITY, "听雨嘎查"), activity=page.value("宣讲活动")
        )
        store.put_document(page.commit())
        assert rows_of(store, "HELD_ACTIVITY") == set()

    def test_grids_to_visit_are_those_that_lack_something(self, store: Store) -> None:
        """A visit to the grid itself counts for the grid and for none of its households; uses by where these live."""
        store.put_document(write_sheet([
            home("户甲", AREA, "一网格"), home("户乙", AREA, "一网格"), home("户丙", AREA, "二网格"),
            home("户丁", AREA, "三网格"), home("户戊", OTHER, "四网格"),
            {"predicate": "VISITED", "record": "一", "from": "2024-03-05", "area": AREA, "grid": "一网格",
             "date": "2024-03-05"},
            {"predicate": "VISITED", "record": "二", "from": "2023-03-05", "household": "户丙", "area": AREA,
             "grid": "二网格", "date": "2023-03-05"},
            use("三", "2024-01-03", AREA, "助餐", "户丁"),
        ]).commit())  # fmt: skip
        areas = [area_of(store).id]
        (meals,) = [match.entity.id for match in store.find_by_name("助餐", ("Service",))]

        def lacks(since: str, period: str, services: tuple[str, ...] = ()) -> dict[str, str]:
            lines = draw_grid_list(store, areas, since, read_period(period), services, "助餐" if services else "")
            return {line.state.grid: line.reason for line in lines}

        nobody = "没有登记网格员"
        assert lacks("", "") == {"一网格": nobody, "二网格": nobody, "三网格": f"没有走访过；{nobody}"}
        assert lacks("2024-01-01", "")["二网格"] == f"2024-01-01 以来没有走访；{nobody}"
        assert lacks("", "2023")["一网格"] == f"2023没有任何服务的记录；2023没有走访；{nobody}"
        assert lacks("", "2024", (meals,)) == dict.fromkeys(("一网格", "二网格"), "2024没有助餐的记录")
        states = {line.state.grid: line.state for line in draw_grid_list(store, areas, "", read_period(""), (), "")}
        assert [(s.counted, s.last_visit, sorted(s.days)) for _, s in sorted(states.items())] == [  # type: ignore[union-attr]
            (2, "2024-03-05", ["2024-03-05"]), (1, "", []), (1, "2023-03-05", []),
        ]  # fmt: skip
        assert {c.key[1]: c.last for c in store.find_unvisited(CoverageQuery(tuple(areas)), "2024-06-01")}.keys() == {
            row.subject for row in rows_of(store, "LIVES_IN") if row.area == areas[0]
        }
