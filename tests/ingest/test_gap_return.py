"""A list of households to visit goes out, comes back ticked and amended, and is read; twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from domain.errors import InputError
from domain.gap_list import GapLine, GapReturn
from graph.access import Access
from graph.audit import AuditLog
from graph.policy import Reader
from graph.record_reader import RowQuery
from graph.sqlite.store import SqliteStore
from ingest.gap_form import DATE, HOUSEHOLD, LINE, NEW_CARE, NEW_GRID, TOPIC, VISITED, form_of
from ingest.gap_return import GapReader
from ingest.pipeline import Pipeline
from ingest.pseudonym import Pseudonyms
from ingest.readers.item import Item
from ingest.readers.reading import iter_items
from nlp.reader import open_reader
from qunxiang.workbook import WorkSheet, write_workbook

TODAY = "2026-03-01"
HOMES = 200


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "store.db")
    yield store
    store.close()


@pytest.fixture
def pipeline(store: SqliteStore, tmp_path: Path) -> Pipeline:
    return Pipeline(store, open_reader("rules"), Pseudonyms(tmp_path / "key.db"))


@pytest.fixture
def lines(store: SqliteStore, pipeline: Pipeline, tmp_path: Path) -> list[GapLine]:
    """A register of 200 households in two grids, none of which anybody visited."""
    rows = [
        f"D{n:03},青山旗,松岭镇,东沟村,{'一' if n % 2 else '二'}网格,{'独居' if n % 5 == 0 else ''}"
        for n in range(HOMES)
    ]
    register = tmp_path / "households.csv"
    register.write_text("户号,旗县,乡镇,社区,网格,服务对象类别\n" + "\n".join(rows) + "\n", "utf-8")
    report = pipeline.run([register], published="2026-01-01")
    assert (report.read, report.findings) == (1, [])
    return draw(store, tmp_path)


def draw(store: SqliteStore, tmp_path: Path) -> list[GapLine]:
    audit = AuditLog(tmp_path / "audit.db")
    access = Access(store, audit, Reader("local", "operator", "P4"))
    found = access.records.gap_list(access.choose("东沟村", "", ("Community",)))
    audit.close()
    return found


def write(path: Path, lines: list[GapLine]) -> Path:
    form = form_of(lines)
    write_workbook(path, [WorkSheet("走访清单", "走访清单", form.heads, [form.make_row(line) for line in lines])])
    return path


def fill(path: Path, edits: dict[int, dict[str, object]]) -> Path:
    """Fill lines in as somebody would in a spreadsheet; lines count from 0."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[2]}
    for number, cells in edits.items():
        for head, value in cells.items():
            sheet.cell(row=number + 3, column=columns[head], value=value)
    book.save(path)
    return path


def read(store: SqliteStore, path: Path) -> tuple[GapReturn, list[tuple[int, str, str]]]:
    [item] = iter_items([path])
    assert isinstance(item, Item)
    reader = GapReader(store, TODAY)
    found = reader.read(item)
    return found, [(f.row, f.column, f.kind) for f in reader.findings]


def count(store: SqliteStore) -> tuple[int, int]:
    return len(store.find_rows(RowQuery("VISITED"), limit=1_000)), len(
        store.find_rows(RowQuery("LIVES_IN"), limit=1_000)
    )


def make_edits(lines: list[GapLine]) -> dict[int, dict[str, object]]:
    """Fifteen lines filled in as people write; line 13 names the grid that the household stands in already."""
    other = {"一网格": "二网格", "二网格": "一网格"}
    return {
        **{n: {VISITED: "√", DATE: f"2026-02-{n + 1:02}", TOPIC: "防火宣传"} for n in range(8)},
        8: {VISITED: "是", DATE: date(2026, 2, 20)},
        9: {DATE: "2026年2月21日"},
        10: {NEW_CARE: "独居、高龄"},
        11: {NEW_CARE: "空巢"},
        12: {NEW_GRID: other[lines[12].state.grid], VISITED: "√", DATE: "2026.2.22"},
        13: {NEW_GRID: lines[13].state.grid},
        14: {VISITED: "√", DATE: "2026-02-23", NEW_CARE: "空巢"},
    }


BAD: dict[int, dict[str, object]] = {
    20: {VISITED: "√"},
    21: {DATE: "2026-02-30", VISITED: "√"},
    22: {DATE: "2027-01-01", VISITED: "√"},
    23: {LINE: "改过的行码", VISITED: "√", DATE: "2026-02-02"},
    24: {NEW_CARE: "患病"},
}


def test_two_hundred_lines_with_edits_bad_and_stale_ones_come_back_exactly(
    store: SqliteStore, pipeline: Pipeline, lines: list[GapLine], tmp_path: Path
) -> None:
    assert len(lines) == HOMES
    path = write(tmp_path / "list.xlsx", lines)
    changed = lines[30:33]
    log = tmp_path / "visits.csv"
    rows = "\n".join(f"2026-02-10,青山旗,松岭镇,东沟村,{line.state.grid},{line.state.household}" for line in changed)
    log.write_text("走访日期,旗县,乡镇,社区,网格,户号\n" + rows + "\n", "utf-8")
    assert pipeline.run([log], published="2026-02-11").statements == 3
    stale = {n: {VISITED: "√", DATE: "2026-02-25"} for n in range(30, 33)}
    fill(path, {**make_edits(lines), **BAD, **stale})
    before = count(store)
    found, findings = read(store, path)
    assert (found.lines, found.visits, found.amendments, found.rejected) == (200, 12, 4, 5)
    assert (found.unchanged, found.untouched) == (1, 200 - 15 - 5 - 3)
    assert sorted({conflict.row for conflict in found.conflicts}) == [33, 34, 35]
    assert {(c.listed, c.recorded) for c in found.conflicts} == {("2026-02-25", "2026-02-10")}
    assert findings == [
        (23, DATE, "missing"), (24, DATE, "bad_date"), (25, DATE, "future_date"), (26, LINE, "unknown_line"),
        (27, NEW_CARE, "unknown_code"),
    ]  # fmt: skip
    after = count(store)
    assert after == (before[0] + 12, before[1])
    again, same = read(store, path)
    assert (again.visits, again.amendments, again.unchanged) == (0, 0, 15)
    assert (count(store), same) == (after, findings)


def test_what_was_amended_is_what_the_register_says_now(
    store: SqliteStore, lines: list[GapLine], tmp_path: Path
) -> None:
    path = fill(write(tmp_path / "list.xlsx", lines), make_edits(lines))
    read(store, path)
    now = {row.subject: row for row in store.find_rows(RowQuery("LIVES_IN"), limit=1_000)}
    assert now[lines[10].state.household_id].word == "独居、高龄"
    assert now[lines[11].state.household_id].word == now[lines[14].state.household_id].word == "空巢"
    assert now[lines[12].state.household_id].grid != lines[12].state.grid_id


def test_a_category_can_be_taken_away(store: SqliteStore, lines: list[GapLine], tmp_path: Path) -> None:
    number = next(n for n, line in enumerate(lines) if line.state.care)
    found, _ = read(store, fill(write(tmp_path / "list.xlsx", lines), {number: {NEW_CARE: "无"}}))
    assert found.amendments == 1
    now = {row.subject: row for row in store.find_rows(RowQuery("LIVES_IN"), limit=1_000)}
    assert now[lines[number].state.household_id].word == ""


def test_a_list_saved_again_changes_nothing_either(store: SqliteStore, lines: list[GapLine], tmp_path: Path) -> None:
    path = fill(write(tmp_path / "list.xlsx", lines), make_edits(lines))
    first, _ = read(store, path)
    copy = fill(path.rename(tmp_path / "copy.xlsx"), {199: {"为何走访": "又看了一遍"}})
    again, findings = read(store, copy)
    assert (again.visits, again.amendments, findings) == (0, 0, [])
    assert again.unchanged == 15
    assert first.visits == 12


def test_a_line_moved_to_another_household_is_refused(store: SqliteStore, lines: list[GapLine], tmp_path: Path) -> None:
    edits: dict[int, dict[str, object]] = {
        0: {HOUSEHOLD: lines[1].state.household, VISITED: "√", DATE: "2026-02-01"},
        2: {LINE: lines[3].id, HOUSEHOLD: lines[3].state.household, VISITED: "√", DATE: "2026-02-01"},
        3: {VISITED: "√", DATE: "2026-02-02"},
    }
    found, findings = read(store, fill(write(tmp_path / "list.xlsx", lines), edits))
    assert findings == [(3, HOUSEHOLD, "household_changed"), (6, LINE, "repeated")]
    assert found.visits == 1


def test_another_table_is_no_list(store: SqliteStore, tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    write_workbook(path, [WorkSheet("表", "台账", ("日期", "社区"), [("2026-01-01", "东沟村")])])
    [item] = iter_items([path])
    assert isinstance(item, Item)
    with pytest.raises(InputError, match="不是走访清单"):
        GapReader(store, TODAY).read(item)
