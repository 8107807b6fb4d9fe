"""Where the tables of a sheet begin and end, and which of its rows are no records."""

from __future__ import annotations

import pytest

from ingest.choice import known_heads
from ingest.mapping_file import load_mappings
from ingest.readers.item import Row, Sheet
from ingest.sheet.grid import GridRow, make_grid
from ingest.sheet.layout import SheetTable, find_tables, is_total


def tables(*lines: str) -> list[SheetTable]:
    """Cut a sheet whose cells are divided by bars; an empty line is an empty row."""
    rows = [Row(n, tuple(line.split("|"))) for n, line in enumerate(lines, 1) if line.replace("|", "")]
    return list(find_tables(make_grid(Sheet("S", tuple(rows))), known_heads(load_mappings())))


def lines(table: SheetTable) -> list[int]:
    return [row.line for row in table.rows]


@pytest.mark.parametrize(
    "words",
    [
        "合计",
        "合 计",
        "小计：",
        "总计",
        "本月累计",
        "东沟村小计",
        "合计3户",
        "一网格合计",
        "2024年总计",
        "总数",
        "共计人数",
    ],
)
def test_a_row_of_sums(words: str) -> None:
    assert is_total(GridRow(5, (words, "", "7")))
    assert is_total(GridRow(5, ("3", words, "7")))


@pytest.mark.parametrize("words", ["D1", "统计局", "设计院", "总", "会计服务", "计划"])
def test_a_row_of_records_is_none(words: str) -> None:
    assert not is_total(GridRow(5, (words, "东沟村", "7")))


def test_titles_sections_totals_averages_notes_and_footers_are_no_records() -> None:
    [table] = tables(
        "某镇台账", "单位：人次||2024年", "日期|户号|服务项目|次数", "一、东沟村", "2024-1-1|D1|助餐|1", "小计|||1",
        "以下为补录",
        "2024-1-2|D2|助餐|3", "平均|||2", "备注：D3 已搬走", "2024-1-3|D3|助餐|1", "合计|||5", "",
        "制表：张三||审核：李四", "2024年1月31日",
    )  # fmt: skip
    assert lines(table) == [5, 8, 11]
    assert [total.row.line for total in table.totals] == [6, 12]
    assert table.titles == ("某镇台账", "单位：人次 2024年")
    assert table.sections[5] == "一、东沟村"
    assert set(table.footers) == {9, 10, 14, 15}


def test_a_header_that_a_new_page_shows_again_is_no_record() -> None:
    [table] = tables("日期|户号|服务项目", "2024-1-1|D1|助餐", "第1页，共2页", "日期|户号|服务项目", "2024-1-2|D2|助餐")
    assert lines(table) == [2, 5]


def test_cells_that_are_words_of_heads_do_not_make_a_header() -> None:
    [table] = tables("工单编号|流转环节|操作时间|操作单位", "A1|受理|2024-1-1 8:00|社区", "A2|办结|2024-1-2|社区")
    assert lines(table) == [2, 3]


@pytest.mark.parametrize("gap", ["", "|"])
def test_tables_side_by_side(gap: str) -> None:
    bar = f"|{gap}"
    parts = tables(
        f"日期|户号|服务项目{bar}日期|户号|服务项目", f"2024-1-1|D1|助餐{bar}2024-1-2|D2|助餐", "2024-1-3|D3|助餐"
    )
    assert [[row.line for row in part.rows] for part in parts] == [[2, 3], [2]]
    assert [head.forms[0] for head in parts[1].heads] == ["日期", "户号", "服务项目"]


def test_days_of_a_month_are_heads_and_other_numbers_are_not() -> None:
    [table] = tables("姓名|职务|1|2|3|4|5", "张海|主任|√||√||")
    assert table.header == 1
    assert lines(table) == [2]
    [other] = tables("姓名|职务|单位", "张海|主任|7", "李芳|科员|8")
    assert lines(other) == [2, 3]


def test_three_rows_of_heads() -> None:
    [table] = tables(
        "基本信息|||办理|", "编号|地点||时间|", "|镇|社区|受理|办结", "S1|松岭镇|云杉社区|2024-1-1|2024-1-3"
    )
    assert table.header == 3
    assert "受理时间" in table.heads[3].forms
    assert table.heads[2].forms[-1] in ("社区", "地点", "基本信息")


def test_a_total_above_its_rows_sums_up_those_below() -> None:
    [table] = tables("日期|户号|服务项目|次数", "合计|||5", "2024-1-1|D1|助餐|2", "2024-1-2|D2|助餐|3")
    assert [(total.first, total.last) for total in table.totals] == [(0, 2)]
