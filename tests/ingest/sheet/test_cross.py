"""Wide tables become long ones, each row knowing the cell that it came from."""

from __future__ import annotations

import pytest

from ingest.sheet.cross import unfold
from ingest.sheet.grid import GridRow
from ingest.sheet.head import make_heads
from ingest.sheet.layout import SheetTable


def table(heads: str, *rows: str) -> SheetTable:
    data = tuple(GridRow(n, tuple(row.split("|"))) for n, row in enumerate(rows, 2))
    return SheetTable("", make_heads(heads.split("|")), 1, data)


def long(heads: str, *rows: str) -> tuple[list[str], list[tuple[int, int, tuple[str, ...]]]]:
    found = unfold(table(heads, *rows))
    kept = [head.position for head in found.heads]
    cells = [(row.line, row.unfolded, tuple(row.cells[p] for p in kept)) for row in found.rows]
    return [head.forms[0] for head in found.heads], cells


def test_months_with_numbers() -> None:
    heads, rows = long("户号|1月|二月|3月份", "D1|3||5", "D2|0|-|×")
    assert heads == ["户号", "日期", "次数"]
    assert rows == [(2, 1, ("D1", "1月", "3")), (2, 3, ("D1", "3月份", "5"))]


@pytest.mark.parametrize("days", ["1|2|3|4|5", "1日|2日|3日|4日|5日", "6月1日|6月2日|6月3日|6月4日|6月5日"])
def test_days_with_ticks(days: str) -> None:
    heads, rows = long(f"姓名|{days}", "张海|√||×|√|")
    assert heads == ["姓名", "日期"]
    assert [(line, at) for line, at, _ in rows] == [(2, 1), (2, 4)]


def test_services_with_numbers_one_of_them_unreadable() -> None:
    heads, rows = long("社区|助餐|助洁|助浴", "东沟村|1|2|一些")
    assert heads == ["社区", "服务项目", "次数"]
    assert rows[-1] == (2, 3, ("东沟村", "助浴", "一些"))


@pytest.mark.parametrize(
    "heads",
    ["户号|社区|网格", "日期|户号|1月|2月", "户号|助餐", "户号|1月", "编号|第一次", "姓名|1|2|3", "服务项目|助餐|助洁"],
)
def test_what_is_not_wide_stays_as_it_is(heads: str) -> None:
    width = heads.count("|") + 1
    given = table(heads, "|".join(str(n) for n in range(1, width + 1)))
    assert unfold(given) is given
