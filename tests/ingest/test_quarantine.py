"""Rows that were left out can be mended in their file and read again: once, as the same records, and nothing hidden."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from ingest.pseudonym import Pseudonyms
from ingest.quarantine import write_quarantine
from ingest.record import TableReading
from tests.ingest.books import Page, read_file, write_book, write_table


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "key.sqlite")


def mend(tmp_path: Path, reading: TableReading, *changes: tuple[str, str]) -> Path:
    """Write the bad rows as the command does and change words in them."""
    [path] = write_quarantine(tmp_path / "quarantine", "file.csv", reading.document.id, reading.quarantined)
    text = path.read_text("utf-8-sig")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8-sig")
    return path


def records(reading: TableReading) -> set[str]:
    return {statement.text_of("record") for statement in reading.statements}


def test_mended_rows_are_the_records_that_the_mended_file_holds(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    head = "记录编号,服务日期,社区,户号,服务项目,次数\n"
    good, bad = "R1,2024-03-05,东沟村,D1,助餐,1\n", "R2,2024-02-30,东沟村,D2,助餐,1\nR3,2024-03-05,东沟村,D3,助餐,-3\n"
    first = read_file(write_table(tmp_path / "file.csv", head + good + bad), pseudonyms)
    mended = mend(tmp_path, first, ("2024-02-30", "2024-02-28"), (",-3,", ",3,"))
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
    again = read_file(mend(tmp_path, first, (",-1,", ",1,"), ("许多", "2")), pseudonyms)
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
    again = read_file(mend(tmp_path, first, (",-2,", ",2,")), pseudonyms)
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
