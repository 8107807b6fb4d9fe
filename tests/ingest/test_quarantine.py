"""Rows that were left out can be mended in their file and read again: once, as the same records, and nothing hidden."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.record_reader import RowQuery
from graph.sqlite.store import SqliteStore
from ingest.pipeline import Pipeline, Report
from ingest.pseudonym import Pseudonyms
from ingest.quarantine import write_quarantine
from ingest.record import TableReading
from nlp.reader import open_reader
from tests.ingest.books import Page, read_file, write_book, write_table


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "key.sqlite")


def mend(tmp_path: Path, reading: TableReading, *changes: tuple[str, str]) -> Path:
    """Write the bad rows as the command does and change words in them."""
    [path] = write_quarantine(tmp_path / "quarantine", "file.csv", reading.document.id, reading.quarantined)
    return mend_file(path, *changes)


def records(reading: TableReading) -> set[str]:
    return {statement.text_of("record") for statement in reading.statements}


def test_mended_rows_are_the_records_that_the_mended_file_holds(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    head = "记录编号,服务日期,社区,户号,服务项目,次数\n"
    good, bad = "R1,2024-03-05,东沟村,D1,助餐,1\n", "R2,2024-02-30,东沟村,D2,助餐,1\nR3,2024-03-05,东沟村,D3,助餐,-3\n"
    first = read_file(write_table(tmp_path / "file.csv", head + good + bad), pseudonyms)
    mended = mend(tmp_path, first, ("2024-02-30", "2024-02-28"), (",'-3,", ",3,"))
    again = read_file(mended, pseudonyms)
    whole = read_file(
        write_table(tmp_path / "whole.csv", (head + good + bad).replace("02-30", "02-28").replace("-3\n", "3\n")),
        pseudonyms,
    )
    assert again.findings == ()
    assert records(first) | records(again) == records(whole)
    assert not records(first) & records(again)
    households = {s.text_of("household") for s in (*first.statements, *again.statements)}
    assert households == {s.text_of("household") for s in whole.statements}


def test_what_stood_above_the_table_goes_with_its_rows(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page("3月", [
        ["松岭镇2024年3月服务登记表"], ["日期", "户号", "服务项目", "次数"], ["一、东沟村"],
        ["5日", "D1", "助餐", "-1"], ["二、西沟村"],
        ["6日", "D1", "助餐", "许多"],
    ])  # fmt: skip
    first = read_file(write_book(tmp_path / "file.xlsx", page), pseudonyms)
    again = read_file(mend(tmp_path, first, (",'-1,", ",'1,"), ("许多", "2")), pseudonyms)
    assert [(s.text_of("area"), s.text_of("date")) for s in again.statements] == [
        ("东沟村", "2024-03-05"),
        ("西沟村", "2024-03-06"),
    ]
    assert len({s.text_of("household") for s in again.statements}) == 2


def test_a_wide_table_leaves_long_rows_that_can_be_mended(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page("S", [["东沟村2024年助餐次数统计表"], ["户号", "服务项目", "1月", "2月"], ["D1", "助餐", 3, "三"]])
    first = read_file(write_book(tmp_path / "file.xlsx", page), pseudonyms)
    again = read_file(mend(tmp_path, first, ("三", "4")), pseudonyms)
    [statement] = again.statements
    assert (statement.text_of("date"), statement.text_of("times")) == ("2024-02", "4")


def test_what_the_title_said_is_said_again(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page("S", [
        ["签到表"], ["培训名称：春训", "培训时间：2024年4月10日"], ["党支部", "党员编号", "学时"],
        ["云杉社区党支部", "P1", "-2"],
    ])  # fmt: skip
    first = read_file(write_book(tmp_path / "file.xlsx", page), pseudonyms)
    again = read_file(mend(tmp_path, first, (",'-2,", ",2,")), pseudonyms)
    assert [(s.text_of("course"), s.text_of("date")) for s in again.statements] == [("春训", "2024-04-10")]


def test_nothing_that_is_never_held_lies_in_it_and_no_formula_is_live(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    户号,社区,网格,服务对象类别,联系电话,健康状况
    D1 13812345678,东沟村,一网格,独居,13812345678,肺病
    王秀英,东沟村,一网格,肺病,13812345678,肺病
    D3,东沟村13912345678,一网格,独居,,
    D4,东沟村,=1+1,独居,,
    东沟村,D5,独居
    """
    reading = read_file(write_table(tmp_path / "file.csv", rows), pseudonyms)
    [path] = write_quarantine(tmp_path / "quarantine", "file.csv", reading.document.id, reading.quarantined)
    text = re.sub("户-[0-9A-F]+", "户-", path.read_text("utf-8-sig"))
    assert not any(words in text for words in ("138", "139", "王秀英", "肺病", "D1", "D4", "D5"))
    assert path.stat().st_mode & 0o077 == 0
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert "'=1+1" in cells
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
    assert [row[-1] != "" for row in csv.reader(text.splitlines()[2:])] == [True] * 5


def test_a_formula_with_its_apostrophe_is_still_refused(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    reading = read_file(write_table(tmp_path / "f.csv", "户号,社区,网格\nD1,东沟村,=1+1\n"), pseudonyms)
    again = read_file(mend(tmp_path, reading), pseudonyms)
    assert [finding.kind for finding in again.findings] == ["formula"]
    assert again.statements == ()


def test_cells_come_back_as_they_were_whatever_they_begin_with(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """What is put in front for the spreadsheet is no part of the row; an apostrophe of the file's own stays."""
    topics = ("-防汛", "－防汛", "＋防汛", "'防汛", "''防汛", "防汛")
    rows = "\n".join(f"2024-02-30,东沟村,D{n},{topic}" for n, topic in enumerate(topics))
    first = read_file(write_table(tmp_path / "visits.csv", f"走访日期,社区,户号,走访事由\n{rows}\n"), pseudonyms)
    assert first.statements == ()
    again = read_file(mend(tmp_path, first, ("2024-02-30", "2024-02-28")), pseudonyms)
    assert tuple(statement.text_of("topic") for statement in again.statements) == topics


def test_an_apostrophe_in_any_other_table_stays(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """Only the file of rows that were left out is our own writing."""
    table = write_table(tmp_path / "visits.csv", "走访日期,社区,户号,走访事由\n2024-02-28,东沟村,D1,'防汛\n")
    [statement] = read_file(table, pseudonyms).statements
    assert statement.text_of("topic") == "'防汛"


LOG = "服务日期,社区,户号,服务项目,次数\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "store.db")
    yield store
    store.close()


def ingest(store: SqliteStore, pseudonyms: Pseudonyms, path: Path) -> Report:
    return Pipeline(store, open_reader("rules"), pseudonyms).run([path], published="2024-04-01")


def keep(report: Report, folder: Path) -> Path:
    """Write the rows that were left out as the command does; there is one table of them."""
    [(document_id, (file, tables))] = report.quarantined.items()
    [path] = write_quarantine(folder, file, document_id, tables)
    return path


def mend_file(path: Path, *changes: tuple[str, str]) -> Path:
    text = path.read_text("utf-8-sig")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8-sig")
    return path


def times(store: SqliteStore) -> list[float]:
    return sorted(row.number or 0 for row in store.find_rows(RowQuery("USED"), limit=100))


def test_a_mended_row_without_a_number_stands_beside_the_good_ones_like_it(
    store: SqliteStore, pseudonyms: Pseudonyms, tmp_path: Path
) -> None:
    """Same day, household and service, and nothing else tells them apart: two good rows, three that were left out."""
    good = "2024-03-05,东沟村,D1,助餐,1\n2024-03-05,东沟村,D1,助餐,2\n"
    bad = "2024-03-05,东沟村,D1,助餐,-4\n2024-02-30,东沟村,D1,助餐,8\n2024-02-31,东沟村,D2,助餐,16\n"
    report = ingest(store, pseudonyms, write_table(tmp_path / "log.csv", LOG + good + bad))
    changes = ("'-4", "4"), ("2024-02-30", "2024-03-05"), ("2024-02-31", "2024-03-06")
    path = mend_file(keep(report, tmp_path / "quarantine"), *changes)
    assert ingest(store, pseudonyms, path).findings == []
    assert times(store) == [1, 2, 4, 8, 16]
    mend_file(path, (",助餐,16", ",助餐,32"))  # a pseudonym may hold 16 too
    ingest(store, pseudonyms, path)
    assert times(store) == [1, 2, 4, 8, 32]
    whole = (LOG + good + bad).replace("-4", "4").replace("02-30", "03-05").replace("02-31", "03-06")
    ingest(store, pseudonyms, write_table(tmp_path / "whole.csv", whole.replace(",16", ",32")))
    assert times(store) == [1, 2, 4, 8, 32]


def test_what_is_left_out_of_a_mended_file_again_stands_beside_both(
    store: SqliteStore, pseudonyms: Pseudonyms, tmp_path: Path
) -> None:
    rows = "2024-03-05,东沟村,D1,助餐,1\n2024-03-05,东沟村,D1,助餐,-2\n2024-03-05,东沟村,D1,助餐,-4\n"
    first = keep(ingest(store, pseudonyms, write_table(tmp_path / "log.csv", LOG + rows)), tmp_path / "quarantine")
    second = keep(ingest(store, pseudonyms, mend_file(first, ("'-2", "2"))), tmp_path / "again")
    assert times(store) == [1, 2]
    ingest(store, pseudonyms, mend_file(second, ("'-4", "4")))
    assert times(store) == [1, 2, 4]


def test_a_row_with_the_number_of_a_good_one_does_not_take_its_place(
    store: SqliteStore, pseudonyms: Pseudonyms, tmp_path: Path
) -> None:
    """It was left out as it contradicts the row above it; alone in its file it does so still."""
    rows = "R1,2024-03-05,东沟村,D1,助餐,1\nR1,2024-03-06,东沟村,D1,助餐,2\n"
    report = ingest(store, pseudonyms, write_table(tmp_path / "log.csv", f"记录编号,{LOG}{rows}"))
    path = keep(report, tmp_path / "quarantine")
    again = ingest(store, pseudonyms, path)
    assert [(finding.column, finding.kind) for finding in again.findings] == [("记录编号", "contradicted")]
    assert times(store) == [1]
    assert ingest(store, pseudonyms, mend_file(path, ("R1", "R2"))).findings == []
    assert times(store) == [1, 2]


def test_the_same_row_in_another_file_is_the_same_record_still(
    store: SqliteStore, pseudonyms: Pseudonyms, tmp_path: Path
) -> None:
    """Only rows that were left out are asked for the file they come from."""
    for name, number in (("one.csv", 1), ("two.csv", 3)):
        ingest(store, pseudonyms, write_table(tmp_path / name, f"{LOG}2024-03-05,东沟村,D1,助餐,{number}\n"))
    assert times(store) == [3]
