"""A list of grids to visit goes out and comes back like one of households; names that begin anew are kept apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from domain.gap_list import GapLine, GapReturn, GridState, HomeState
from domain.period import ALL_TIME, Period, read_period
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from graph.record_reader import RowQuery
from graph.record_row import RecordRow
from graph.sqlite.store import SqliteStore
from ingest.gap_form import DATE, GRID, LINE, NEW_CARE, NEW_COUNT, NEW_GRID, TOPIC, VISITED, form_of
from ingest.gap_return import GapReader
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from nlp.reader import open_reader
from qunxiang.workbook import WorkSheet, write_workbook
from tests.ingest.test_gap_return import fill

TODAY = "2026-03-01"
TOWN = "青山旗,松岭镇"
AREAS = ("东沟村", "西沟村")
Draw = Callable[..., list[GapLine]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "store.db")
    yield store
    store.close()


@pytest.fixture
def ingest(store: SqliteStore, tmp_path: Path) -> Callable[[str, str, str], None]:
    pipeline = Pipeline(store, open_reader("rules"), Pseudonyms(tmp_path / "key.db"))

    def run(name: str, head: str, rows: str) -> None:
        path = tmp_path / name
        path.write_text(f"{head}\n{rows}\n", "utf-8")
        report = pipeline.run([path], published="2026-02-11")
        assert (report.read, [f for f in report.findings if f.severity == "reject"]) == (1, [])

    return run


@pytest.fixture
def draw(store: SqliteStore, tmp_path: Path, ingest: Callable[[str, str, str], None]) -> Draw:
    """Two villages of one town with grids of the same names; workers, a visit and a use in some of them."""
    homes = [
        f"{TOWN},{area},{grid}网格,D{2 * k + n}" for area in AREAS for k, grid in enumerate("一二三") for n in (0, 1)
    ]
    ingest("homes.csv", "旗县,乡镇,社区,网格,户号", "\n".join(homes))
    ingest(
        "roster.csv", "旗县,乡镇,社区,网格,姓名,专兼职",
        f"{TOWN},东沟村,一网格,陆怀谷,专职\n{TOWN},东沟村,一网格,孟长河,兼职\n{TOWN},西沟村,二网格,钟离雪,专职\n"
        f"{TOWN},西沟村,四网格,欧阳岭,专职",
    )  # fmt: skip
    ingest(
        "visits.csv", "走访日期,旗县,乡镇,社区,网格,户号",
        f"2026-02-10,{TOWN},东沟村,一网格,D0\n2025-06-01,{TOWN},西沟村,二网格,D2",
    )  # fmt: skip
    ingest("log.csv", "服务日期,旗县,乡镇,社区,户号,服务项目", f"2025-03-05,{TOWN},西沟村,D1,助餐")

    def run(
        area: str = "", service: str = "", period: Period = ALL_TIME, days: int = 0, *, by_grid: bool = True
    ) -> list[GapLine]:
        audit = AuditLog(tmp_path / "audit.db")
        access = Access(store, audit, Reader("local", "operator", "P4"), lambda: date(2026, 3, 1))
        places = [access.choose(name) for name in ([area] if area else AREAS)]
        found = [access.records.gap_list(place, service, period, days, by_grid=by_grid) for place in places]
        audit.close()
        return [line for lines in found for line in lines]

    return run


def reasons(lines: list[GapLine]) -> dict[str, str]:
    return {f"{line.state.area}{line.state.grid}": line.reason for line in lines}


def send(path: Path, lines: list[GapLine], edits: dict[int, dict[str, object]]) -> Path:
    form = form_of(lines)
    write_workbook(path, [WorkSheet("走访清单", "走访清单", form.heads, [form.make_row(line) for line in lines])])
    return fill(path, edits)


def read(store: SqliteStore, path: Path) -> tuple[GapReturn, list[tuple[int, str, str]]]:
    [item] = iter_items([path])
    assert isinstance(item, Item)
    reader = GapReader(store, TODAY)
    found = reader.read(item)
    return found, [(f.row, f.column, f.kind) for f in reader.findings]


def rows_of(store: SqliteStore, predicate: str) -> set[RecordRow]:
    return set(store.find_rows(RowQuery(predicate), limit=1_000))


def place(lines: list[GapLine], name: str) -> int:
    return next(n for n, line in enumerate(lines) if f"{line.state.area}{line.state.grid}" == name)


def test_the_list_names_the_grids_that_lack_something(draw: Draw) -> None:
    """A grid that only the roster knows is on it too; one with workers and a visit is not."""
    assert reasons(draw()) == {
        "东沟村二网格": "没有走访过；没有登记网格员", "东沟村三网格": "没有走访过；没有登记网格员",
        "西沟村一网格": "没有走访过；没有登记网格员", "西沟村三网格": "没有走访过；没有登记网格员",
        "西沟村四网格": "没有走访过",
    }  # fmt: skip
    assert reasons(draw("西沟村", days=90))["西沟村二网格"] == "2025-12-01 以来没有走访"
    states = {line.state.name: line.state for line in draw(days=90)}
    found = states["西沟村二网格"]
    assert isinstance(found, GridState)
    assert (found.workers, found.counted, found.last_visit) == (("钟离雪",), 2, "2025-06-01")


def test_the_list_asks_for_a_service_or_a_period(draw: Draw) -> None:
    """Uses count in the grid in which their household is registered, though the log names no grid."""
    assert set(reasons(draw("西沟村", "助餐"))) == {"西沟村二网格", "西沟村三网格", "西沟村四网格"}
    assert reasons(draw("西沟村", "助餐", read_period("2024")))["西沟村一网格"] == "2024没有助餐的记录"
    assert reasons(draw("东沟村", period=read_period("2025")))["东沟村一网格"] == "2025没有任何服务的记录；2025没有走访"


def test_a_list_of_grids_comes_back_and_twice_changes_nothing(
    store: SqliteStore, draw: Draw, ingest: Callable[[str, str, str], None], tmp_path: Path
) -> None:
    lines = draw()
    stale = place(lines, "西沟村三网格")
    ingest("later.csv", "走访日期,旗县,乡镇,社区,网格,户号", f"2026-02-20,{TOWN},西沟村,三网格,D4")
    east, west, third = (place(lines, name) for name in ("东沟村二网格", "西沟村一网格", "东沟村三网格"))
    path = send(tmp_path / "grids.xlsx", lines, {
        east: {VISITED: "√", DATE: "2026-02-21", TOPIC: "防火宣传", NEW_COUNT: "31"},
        west: {DATE: "2026.2.22"},
        third: {NEW_COUNT: "5"},
        stale: {VISITED: "√", DATE: "2026-02-25", NEW_COUNT: "9"},
    })  # fmt: skip
    visits, figures = rows_of(store, "VISITED"), rows_of(store, "POPULATION")
    found, findings = read(store, path)
    assert (found.lines, found.visits, found.amendments, found.rejected) == (5, 2, 1, 1)
    assert findings == [(third + 3, DATE, "missing")]
    assert [(c.row, c.grid, c.household, c.column, c.listed, c.recorded) for c in found.conflicts] == [
        (stale + 3, "西沟村三网格", "", DATE, "2026-02-25", "2026-02-20"),
        (stale + 3, "西沟村三网格", "", NEW_COUNT, "9", "2"),
    ]
    new = rows_of(store, "VISITED") - visits
    assert {(row.grid, row.area, row.date, row.detail, row.subject) for row in new} == {
        (lines[east].state.grid_id, lines[east].state.area_id, "2026-02-21", "防火宣传", ""),
        (lines[west].state.grid_id, lines[west].state.area_id, "2026-02-22", "", ""),
    }
    [figure] = rows_of(store, "POPULATION") - figures
    assert (figure.grid, figure.word, figure.number, figure.date) == (
        lines[east].state.grid_id,
        "户",
        31.0,
        "2026-02-21",
    )
    after = rows_of(store, "VISITED"), rows_of(store, "POPULATION")
    again, same = read(store, path)
    assert (again.visits, again.amendments, again.unchanged, same) == (0, 0, 2, findings)
    assert (rows_of(store, "VISITED"), rows_of(store, "POPULATION")) == after
    assert "东沟村二网格" in reasons(draw())
    states = {line.state.name: line.state for line in draw()}
    assert isinstance(states["东沟村二网格"], GridState)
    assert (states["东沟村二网格"].counted, reasons(draw())["东沟村二网格"]) == (31, "没有登记网格员")


def test_a_visit_stays_known_when_somebody_went_again(
    store: SqliteStore, draw: Draw, ingest: Callable[[str, str, str], None], tmp_path: Path
) -> None:
    """What a list says is in the record, though it is the last word no more: no conflict, of grids and households."""
    for by_grid in (True, False):
        lines = draw("东沟村", days=1, by_grid=by_grid)
        one = place(lines, "东沟村二网格")
        path = send(tmp_path / f"{by_grid}.xlsx", lines, {one: {VISITED: "√", DATE: "2026-02-21"}})
        assert read(store, path)[0].visits == 1
        ingest(
            f"later-{by_grid}.csv", "走访日期,旗县,乡镇,社区,网格,户号",
            "\n".join(f"2026-02-2{n},{TOWN},东沟村,二网格,D{n - 1}" for n in (3, 4)) if by_grid
            else f"2026-02-25,{TOWN},东沟村,二网格,{lines[one].state.code}",
        )  # fmt: skip
        again, _ = read(store, path)
        assert (again.visits, again.unchanged, again.conflicts) == (0, 1, ())


def test_lines_are_refused_that_were_moved_or_come_from_elsewhere(
    store: SqliteStore, draw: Draw, tmp_path: Path
) -> None:
    lines = draw()
    code, _, digest = lines[2].id.partition("·")
    path = send(tmp_path / "grids.xlsx", lines, {
        0: {GRID: "九网格", DATE: "2026-02-21"},
        1: {LINE: lines[0].id, GRID: lines[0].state.grid, DATE: "2026-02-21"},
        2: {LINE: f"{code[:-4]}ffff·{digest}", DATE: "2026-02-21"},
        3: {LINE: lines[4].id, GRID: lines[4].state.grid, DATE: "2026-02-21"},
        4: {DATE: "2026-02-21", NEW_COUNT: "三十"},
    })  # fmt: skip
    found, findings = read(store, path)
    assert findings == [
        (3, GRID, "grid_changed"), (5, LINE, "unknown_grid"), (7, NEW_COUNT, "bad_number"),
    ]  # fmt: skip
    assert found.visits == 2


def test_grids_of_one_name_in_two_villages_are_kept_apart(store: SqliteStore, draw: Draw, tmp_path: Path) -> None:
    """A list of a town holds 二网格 of both villages: each visit and each move is one of its own village's grid."""
    lines = draw(by_grid=False)
    east, west = (
        next(
            n
            for n, line in enumerate(lines)
            if line.state.name and line.state.area == area and line.state.grid == "三网格"
        )
        for area in AREAS
    )
    grids = {area: {line.state.grid: line.state.grid_id for line in lines if line.state.area == area} for area in AREAS}
    before = rows_of(store, "VISITED")
    path = send(tmp_path / "homes.xlsx", lines, {
        east: {DATE: "2026-02-21", NEW_GRID: "二网格"},
        west: {DATE: "2026-02-21", NEW_GRID: "二网格", NEW_CARE: "独居"},
    })  # fmt: skip
    found, findings = read(store, path)
    assert (found.visits, found.amendments, findings) == (2, 2, [])
    states = [lines[n].state for n in (east, west)]
    homes = {row.subject: row for row in rows_of(store, "LIVES_IN")}
    for state, area in zip(states, AREAS, strict=True):
        assert isinstance(state, HomeState)
        assert (homes[state.household_id].area, homes[state.household_id].grid) == (
            state.area_id,
            grids[area]["二网格"],
        )
    seen = {(row.subject, row.area, row.grid) for row in rows_of(store, "VISITED") - before}
    assert seen == {
        (s.household_id, s.area_id, grids[area]["二网格"]) for s, area in zip(states, AREAS, strict=True)  # type: ignore[union-attr]
    }  # fmt: skip


def test_the_command_writes_a_list_of_grids(draw: Draw, store: SqliteStore, tmp_path: Path) -> None:
    """What the form writes stands in the sheet under its heads, as strings."""
    lines = draw("西沟村")
    path = send(tmp_path / "grids.xlsx", lines, {})
    sheet = openpyxl.load_workbook(path).active
    heads = [cell.value for cell in sheet[2]]
    assert heads == [
        "行码",
        "社区",
        "网格",
        "网格员",
        "户数",
        "上次走访",
        "为何走访",
        "已走访",
        "走访日期",
        "走访事由",
        "户数改为",
    ]
    assert [cell.value for cell in sheet[3]][1:7] == ["西沟村", lines[0].state.grid, None, "2", None, lines[0].reason]
