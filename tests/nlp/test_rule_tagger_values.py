"""Dates, quantities and numbers of households."""

from __future__ import annotations

import pytest

from nlp.rule_tagger.candidate import choose
from nlp.rule_tagger.dates import find_dates
from nlp.rule_tagger.quantities import find_households, find_quantities


def read_values(text: str) -> list[tuple[str, str]]:
    """Return (kind, words) of the values that the rules find, after overlaps are settled."""
    size = len(text)
    found = [*find_dates(text, 0, size), *find_quantities(text, 0, size), *find_households(text, 0, size)]
    return [(str(value.kind), text[value.start : value.end]) for value in choose(found)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("培训班定于3月9日上午9时开课。", "3月9日"),
        ("走访从5月6日至11日分三批进行。", "5月6日至11日"),
        ("自2019年以来，这里换了模样。", "2019年"),
        ("站点于2021年底投用。", "2021年底"),
        ("她去年返乡。", "去年"),
        ("发布时间：2022-11-03 08:15", "2022-11-03"),
        ("今年4月份开园。", "今年4月份"),
        ("二〇一八年六月启动。", "二〇一八年六月"),
    ],
)
def test_a_calendar_expression_is_one_date_without_its_clock_time(text: str, date: str) -> None:
    assert ("DATE", date) in read_values(text)


@pytest.mark.parametrize(
    "text",
    [
        "每月5号发放补贴。",
        "目前，工程过半。",
        "为期三十日内办结。",
        "十一月饼礼盒",
        "第3日线上课程",
        "乘坐12号线回家。",
    ],
)
def test_vague_and_repeated_times_are_no_dates(text: str) -> None:
    assert not [value for value in read_values(text) if value[0] == "DATE"]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("发放宣传册3500余份。", "3500余份"),
        ("补助达2.4万余元。", "2.4万余元"),
        ("满意率升至97.5%以上。", "97.5%以上"),
        ("两个小组同时出发。", "两个"),
        ("面向70岁以上老人。", "70岁以上"),
        ("覆盖近八百名学员。", "八百名"),
        ("调解成功率达百分之九十。", "百分之九十"),
        ("超过四分之三的人同意。", "四分之三"),
    ],
)
def test_a_numeral_with_its_measure_word_is_a_quantity(text: str, quantity: str) -> None:
    assert ("QUANTITY", quantity) in read_values(text)


@pytest.mark.parametrize(
    "text", ["一名居民路过。", "第六次会议召开。", "晚上8点半集合。", "她住在民生路6号。", "百姓拍手叫好。"]
)
def test_one_ordinals_clock_times_and_addresses_are_no_quantities(text: str) -> None:
    assert not [value for value in read_values(text) if value[0] == "QUANTITY"]


def test_a_number_of_households_is_a_kind_of_its_own() -> None:
    assert read_values("共有64户搬入，另有一户待定。") == [("HOUSEHOLD_COUNT", "64户")]
