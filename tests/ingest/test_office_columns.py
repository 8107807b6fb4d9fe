"""Tables of other offices: heads over several columns, shifts, sessions and workers as columns, several on a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pseudonym import Pseudonyms
from tests.ingest.books import Page, places, read_file, say, write_book, write_table


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "key.sqlite")


def test_shifts_as_columns_and_leaders_on_duty(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    安和物业服务中心2024年3月值班表,,,
    日期,带班领导,白班（8:00-20:00）,夜班值班人员
    1日,高云,柳青,马骏
    2日,高云,柳青,
    32日,高云,马骏,
    """
    reading = read_file(write_table(tmp_path / "duty.csv", rows), pseudonyms)
    assert say(reading, "date", "shift", "person", "duty") == [
        ("ON_DUTY", "2024-03-01", "白班", "柳青", ""),
        ("ON_DUTY", "2024-03-01", "白班", "高云", "带班"),
        ("ON_DUTY", "2024-03-01", "夜班", "马骏", ""),
        ("ON_DUTY", "2024-03-01", "夜班", "高云", "带班"),
        ("ON_DUTY", "2024-03-02", "白班", "柳青", ""),
        ("ON_DUTY", "2024-03-02", "白班", "高云", "带班"),
    ]
    assert places(reading, "completed_date", "stated_above") == [("", 5, "日期", "bad_date", "reject")]


def test_a_week_of_duty_with_shifts_as_rows(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    云杉社区党群服务中心2024年3月4日至3月10日值班表,,
    班次,3月4日（周一）,3月5日（周二）
    白班,柳青,马骏、高云
    夜班,,柳青
    """
    reading = read_file(write_table(tmp_path / "week.csv", rows), pseudonyms)
    assert say(reading, "date", "shift", "person") == [
        ("ON_DUTY", "2024-03-04", "白班", "柳青"),
        ("ON_DUTY", "2024-03-05", "白班", "马骏"),
        ("ON_DUTY", "2024-03-05", "白班", "高云"),
        ("ON_DUTY", "2024-03-05", "夜班", "柳青"),
    ]


def test_sessions_as_columns_and_a_cell_among_ticks_that_is_none(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "签到",
        [
            ["牧民夜校学员签到表"],
            ["培训班名称：牧民夜校第三期"],
            ["学员编号", "党支部", "2024-10-08", "2024-10-15", "2024-10-22"],
            ["X1", "白桦嘎查党支部", "√", "√", "×"],
            ["X2", "白桦嘎查党支部", "事假", "√", "迟到"],
        ],
    )
    reading = read_file(write_book(tmp_path / "school.xlsx", page), pseudonyms)
    assert say(reading, "course", "date") == [
        ("ATTENDED", "牧民夜校第三期", "2024-10-08"),
        ("ATTENDED", "牧民夜校第三期", "2024-10-15"),
        ("ATTENDED", "牧民夜校第三期", "2024-10-15"),
    ]
    assert places(reading, "stated_above") == [("签到", 5, "2024-10-22", "unknown_code", "reject")]


def test_ticks_of_a_month_are_counted_and_never_taken_for_a_roster_of_people(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    days = [str(day) for day in range(1, 11)]
    page = Page(
        "2月",
        [
            ["云杉社区老年助餐服务记录表"],
            ["2024年2月"],
            ["户号", "姓名", *days, "合计"],
            ["Y1", "高云", "√", "√", "", "", "", "", "", "", "", "", 2],
            ["Y2", "马骏", "√", "", "", "", "", "?", "", "", "", "", 3],
        ],
    )
    reading = read_file(write_book(tmp_path / "meals.xlsx", page), pseudonyms)
    assert say(reading, "service", "date") == [
        ("USED", "助餐", "2024-02-01"),
        ("USED", "助餐", "2024-02-02"),
        ("USED", "助餐", "2024-02-01"),
    ]
    assert ("2月", 5, "6", "bad_number", "reject") in places(reading)
    assert not any(name in repr(reading) for name in ("高云", "马骏"))


def test_a_head_over_several_columns_is_the_head_of_none_of_them(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "台账",
        [
            ["户号", "社区", "服务对象类别", "", "", "帮扶措施", "制定日期"],
            ["", "", "独居", "空巢", "高龄", "", ""],
            ["Y1", "云杉社区", "√", "", "√", "助餐", "2024.2.1"],
            ["Y2", "云杉社区", "", "√", "", "助急", "2024.2.1"],
        ],
        ("C1:E1", "A1:A2", "B1:B2", "F1:F2", "G1:G2"),
    )
    reading = read_file(write_book(tmp_path / "care.xlsx", page), pseudonyms)
    assert say(reading, "care", "service") == [("CARE_PLAN", "独居、高龄", "助餐"), ("CARE_PLAN", "空巢", "助急")]
    assert places(reading) == []


def test_posts_given_and_taken_in_columns_of_their_own(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "任免",
        [
            ["干部任免情况一览表（2024年度）"],
            ["姓名", "单位", "任免情况", "", "任免日期"],
            ["", "", "任职", "免职", ""],
            ["柳青", "松岭镇人民政府", "镇长", "副镇长", "2024.5.6"],
            ["马骏", "松岭镇人民政府", "", "", "2024.5.6"],
        ],
        ("A1:E1", "C2:D2", "A2:A3", "B2:B3", "E2:E3"),
    )
    reading = read_file(write_book(tmp_path / "posts.xlsx", page), pseudonyms)
    assert say(reading, "post", "status") == [
        ("HOLDS_POST", "镇长", "appointed"),
        ("HOLDS_POST", "副镇长", "removed"),
    ]
    assert [(one.valid_from, one.valid_to) for one in reading.readings] == [("2024-05-06", ""), ("", "2024-05-06")]
    assert [place[1::2] for place in places(reading)] == [(5, "incomplete")]


def test_an_office_before_an_appointment_is_proposed_and_not_held(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    中共青山旗委组织部干部任前公示,,,,
    姓名,性别,出生年月,现任职务,拟任职务
    柳青,女,1983.6,青山旗财政局副局长,青山旗审计局局长
    马骏,男,1987.2,旗委办科员,
    """
    reading = read_file(write_table(tmp_path / "notice.csv", rows), pseudonyms)
    assert say(reading, "org", "post", "status")[0] == ("HOLDS_POST", "青山旗审计局", "局长", "proposed")
    assert [s.predicate for s in reading.statements] == ["HOLDS_POST", "BORN", "GENDER"]
    assert places(reading, "column_dropped") == [("", 4, "拟任职务", "missing", "reject")]


def test_the_second_table_of_a_sheet_lies_under_the_sheets_title(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "附件",
        [
            ["2023年度先进集体和先进个人名单"],
            ["一、先进集体"],
            ["单位名称", "荣誉称号", "表彰机关"],
            ["云杉社区、白桦嘎查", "先进集体", "松岭镇人民政府"],
            [],
            ["二、先进个人"],
            ["姓名", "单位", "职务", "荣誉称号", "表彰机关"],
            ["柳青", "云杉社区", "网格员", "先进个人", "松岭镇人民政府"],
        ],
    )
    reading = read_file(write_book(tmp_path / "both.xlsx", page), pseudonyms)
    awards = [(s.text_of("recipient"), s.text_of("year")) for s in reading.statements if s.predicate != "HOLDS_POST"]
    assert ("柳青", "2023") in awards
    assert {year for _, year in awards} == {"2023"}


def test_one_wrong_cell_does_not_turn_workers_of_a_wide_roster_into_others(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    rows = """
    社区,网格,网格长,专职网格员,兼职网格员
    云杉社区,一网格,高云,柳青,马骏、海日
    云杉社区,二网格,高云,宝音13912345678,
    """
    reading = read_file(write_table(tmp_path / "grids.csv", rows), pseudonyms)
    assert [(s.text_of("person"), s.text_of("kind")) for s in reading.statements] == [
        ("高云", ""),
        ("柳青", "dedicated"),
        ("马骏", "part_time"),
        ("海日", "part_time"),
        ("高云", ""),
    ]
    assert places(reading) == [("", 3, "专职网格员", "forbidden", "reject")]


def test_a_head_beside_the_name_of_one_worker_is_not_said_of_the_others(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "网格",
        [
            ["松岭镇“1+N”网格力量统计表"],
            ["嘎查村", "网格", "“1”专职网格员", "“N”兼职网格员", ""],
            ["", "", "姓名", "姓名", "身份"],
            ["白桦嘎查", "一网格", "柳青", "马骏", "护林员"],
            ["", "", "", "海日", "党员"],
            ["", "二网格", "高云", "3", "党员"],
        ],
        ("A1:E1", "D2:E2", "A2:A3", "B2:B3", "A4:A6", "B4:B5", "C4:C5"),
    )
    reading = read_file(write_book(tmp_path / "grids.xlsx", page), pseudonyms)
    assert [(s.predicate, s.text_of("person"), s.text_of("kind")) for s in reading.statements] == [
        ("RESPONSIBLE_FOR", "柳青", "dedicated"),
        ("RESPONSIBLE_FOR", "马骏", "part_time"),
        ("RESPONSIBLE_FOR", "海日", "part_time"),
        ("RESPONSIBLE_FOR", "高云", "dedicated"),
    ]
    assert places(reading, "merged_filled") == [
        ("网格", 3, "“N”兼职网格员/身份", "column_dropped", "warn"),
        ("网格", 5, "“1”专职网格员/姓名", "repeated", "warn"),
        ("网格", 6, "“N”兼职网格员/姓名", "no_name", "reject"),
    ]


def test_dismissals_under_a_head_of_the_offices_own_are_no_posts_held(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    姓名,任职单位,岗位,本次变化,时间
    柳青,云杉社区,党建专干,聘任,2024-01-02
    马骏,云杉社区,民政专干,解聘,2024-01-05
    高云,云杉社区,民政专干,聘任,2024-1-0
    """
    reading = read_file(write_table(tmp_path / "staff.csv", rows), pseudonyms)
    assert say(reading, "person", "status") == [("HOLDS_POST", "柳青", "appointed"), ("HOLDS_POST", "马骏", "removed")]
    assert places(reading) == [("", 1, "本次变化", "head_guessed", "warn"), ("", 4, "时间", "bad_date", "reject")]


def test_a_header_is_as_deep_as_its_merged_cells(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "2023",
        [
            ["云杉社区2023年助洁服务情况表"],
            ["户编码", "一季度", "", "二季度", "", "合计"],
            ["", "2月", "3月", "4月", "5月", ""],
            ["Y1", 1, 2, "", 1, 4],
            ["Y2", "", "3.5", "", "", 3],
        ],
        ("A1:F1", "B2:C2", "D2:E2", "A2:A3", "F2:F3"),
    )
    reading = read_file(write_book(tmp_path / "wide.xlsx", page), pseudonyms)
    assert say(reading, "date", "times") == [
        ("USED", "2023-02", "1"),
        ("USED", "2023-03", "2"),
        ("USED", "2023-05", "1"),
    ]
    assert [place for place in places(reading, "completed_date") if place[4] == "reject"] == [
        ("2023", 5, "一季度/3月", "bad_number", "reject")
    ]
