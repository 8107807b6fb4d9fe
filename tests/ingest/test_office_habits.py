"""Habits of other offices: days in three columns, what stands beside a day or number, names and units in odd places."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.cell import Rejected, read_cell
from ingest.day import NoDay, read_day, read_moment
from ingest.mapping_file import load_mappings
from ingest.pseudonym import Pseudonyms
from ingest.sheet.context import Context, find_context
from tests.ingest.books import Formula, Page, places, read_file, say, write_book, write_table


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "key.sqlite")


def read(column: str, mapping: str, words: str) -> tuple[str, ...]:
    [found] = [one for one in load_mappings() if one.name == mapping]
    return read_cell(found.by_name[column], words, None, Context(), "", "2025-06-30").values


def refuse(column: str, mapping: str, words: str) -> str:
    with pytest.raises(Rejected) as caught:
        read(column, mapping, words)
    assert len(words) < 3 or words not in caught.value.message
    return caught.value.kind


def test_a_day_in_three_columns_is_one_day(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "目录",
        [
            ["干部人事档案材料登记表"],
            ["序号", "姓名", "单位", "材料类别", "材料名称", "材料形成时间", "", "", "页数"],
            ["", "", "", "", "", "年", "月", "日", ""],
            [1, "柳青", "松岭镇人民政府", "履历", "履历表", 2020, 9, 15, 4],
            [2, "柳青", "松岭镇人民政府", "学历", "毕业登记表", 2008, 7, "", 3],
            [3, "柳青", "松岭镇人民政府", "考核", "考核登记表", 2023, 2, 30, 2],
            [4, "柳青", "松岭镇人民政府", "考核", "考核登记表", 2023, "", 3, 2],
            [5, "柳青", "松岭镇人民政府", "考核", "考核登记表", 2023, Formula("1+1"), 3, 2],
        ],
        ("A1:I1", "F2:H2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "I2:I3"),
    )
    reading = read_file(write_book(tmp_path / "list.xlsx", page), pseudonyms)
    assert say(reading, "date") == [("FILE_ITEM", "2020-09-15"), ("FILE_ITEM", "2008-07")]
    assert "2020年9月15日" in reading.document.text
    assert places(reading, "column_dropped") == [
        ("目录", row, "材料形成时间", "bad_date", "reject") for row in (6, 7, 8)
    ]


def test_month_and_day_in_two_columns_take_the_year_from_the_title(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    云杉社区2024年志愿服务活动记录,,,
    月,日,活动名称,人数
    3,5,爱心理发,12
    4,31,清理广告,20
    """
    reading = read_file(write_table(tmp_path / "acts.csv", rows), pseudonyms)
    assert say(reading, "date", "organiser") == [("HELD_ACTIVITY", "2024-03-05", "云杉社区")]
    assert places(reading, "completed_date", "stated_above") == [("", 4, "日期", "bad_date", "reject")]


def test_units_over_a_table_are_no_body_and_its_day_is_read_whole(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    松岭镇各嘎查基本情况统计表,,,
    截至2023年12月31日,,,单位：户、人、亩
    嘎查村,户籍户数,户籍人口,养老床位数
    白桦嘎查,215,"12,600",0
    云杉嘎查,180,三千,20
    """
    reading = read_file(write_table(tmp_path / "base.csv", rows), pseudonyms)
    assert say(reading, "area", "value", "date") == [
        ("POPULATION", "白桦嘎查", "215", "2023-12-31"),
        ("POPULATION", "白桦嘎查", "12600", "2023-12-31"),
        ("POPULATION", "白桦嘎查", "0", "2023-12-31"),
    ]
    assert places(reading, "stated_above") == [("", 5, "户籍人口", "bad_number", "reject")]


def test_the_day_on_which_a_table_was_made_gives_no_year_where_its_title_has_one() -> None:
    assert find_context(["填表日期：2024年1月10日", "云杉社区2023年服务台账"]).date == "2023"
    assert find_context(["填表日期：2024年1月10日", "云杉社区服务台账"]).year == 2024
    assert find_context(["公示期2024年3月1日至3月7日"]).date == "2024-03"
    assert find_context(["安和小区2024年洗车额度"]).community == "安和小区"
    assert find_context(["安和小区洗车额度", "云杉社区"]).community == "云杉社区"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024.3.1上午", "2024-03-01"),
        ("2024年3月1日（星期五）", "2024-03-01"),
        ("3月1日（周五）下午", "2024-03-01"),
        ("2024年2月份", "2024-02"),
        ("5月\n6日", "2024-05-06"),
    ],
)
def test_what_stands_beside_a_day(written: str, day: str) -> None:
    assert read_day(written, Context(year=2024)).text == day
    assert read_moment(written, Context(year=2024)).text == day


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2024年3月1日（星期六）", "星期"),
        ("2024.3.1-2024.3.3", "一段时间"),
        ("2024年第一季度", "一段时间"),
        ("1月1 1日", "空格"),
        ("上午", "不是日期"),
    ],
)
def test_no_day_is_taken_from_a_span_or_a_wrong_weekday(written: str, says: str) -> None:
    with pytest.raises(NoDay, match=says):
        read_day(written, Context(year=2024))


def test_two_numbers_in_a_cell_are_never_one(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "S", [["日期", "社区", "户号", "服务项目", "次数"], ["2024-5-6", "云杉社区", "Y1", "助浴", "1\n2"],
              ["2024-5-7", "云杉社区", "Y1、Y2", "助浴", 1], ["2024-5-8", "云杉社区", "Y3", "助浴", 1]],
    )  # fmt: skip
    reading = read_file(write_book(tmp_path / "two.xlsx", page), pseudonyms)
    assert say(reading, "date") == [("USED", "2024-05-08")]
    assert places(reading) == [("S", 2, "次数", "bad_number", "reject"), ("S", 3, "户号", "several_values", "reject")]
    assert refuse("answer", "service_promise", "1 0分钟") == "bad_number"


def test_high_figures_nothing_and_yearly_numbers_are_read_where_a_column_allows_them() -> None:
    assert read("people", "population", "12345") == ("12345",)
    assert read("people", "activity_list", "0") == ("0",)
    assert read("allowance", "entitlement", "10次/年") == read("allowance", "entitlement", "每年10次") == ("10",)
    assert read("allowance", "entitlement", "unlimited") == ("unlimited",)
    assert read("quantity", "allotment", "￥200.00") == ("200",)
    assert refuse("allowance", "entitlement", "10次/月") == "bad_number"
    assert refuse("times", "service_log", "0") == refuse("times", "service_log", "12000") == "bad_number"
    assert refuse("people", "population", "zero") == refuse("people", "population", "total") == "bad_number"


def test_who_is_not_named_is_nobody() -> None:
    assert refuse("person", "personnel_roster", "李某") == refuse("person", "duty_roster", "王某某") == "no_name"
    assert refuse("household", "household_list", "1-101室张某某") == "forbidden"
    assert refuse("household", "household_list", "1-101室张大爷") == "forbidden"


def test_an_empty_name_beside_a_post_gives_its_body_no_award_and_no_outcome(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    awards = """
    姓名,单位及职务,荣誉称号,授奖部门,授予时间
    柳青,云杉社区居委会主任,先进个人,松岭镇人民政府,2024.1
    ,白桦社区居委会主任,先进个人,松岭镇人民政府,2024.1
    """
    reading = read_file(write_table(tmp_path / "awards.csv", awards), pseudonyms)
    assert say(reading, "recipient", "giver")[1:] == [("RECEIVED_AWARD", "柳青", "松岭镇人民政府")]
    assert places(reading) == [("", 3, "姓名", "incomplete", "reject")]
    sheet = """
    述职人,单位及职务,评议结果,评议单位,评议时间
    柳青,云杉社区党委书记,好,松岭镇党委,2024.1
    ,白桦社区党委书记,好,松岭镇党委,2024.1
    """
    reading = read_file(write_table(tmp_path / "sheet.csv", sheet), pseudonyms)
    assert [s.text_of("target") for s in reading.statements if s.predicate == "EVALUATED"] == ["柳青"]
    assert places(reading) == [("", 3, "述职人", "incomplete", "reject")]
    homeless = """
    姓名,单位,职务,荣誉称号,授予机关,授予时间
    柳青,,网格员,先进个人,松岭镇人民政府,2024.1
    马骏,云杉社区,网格员,先进个人,松岭镇人民政府,2024.1
    """
    reading = read_file(write_table(tmp_path / "homeless.csv", homeless), pseudonyms)
    assert {s.text_of("org") for s in reading.statements if s.predicate == "HOLDS_POST"} == {"云杉社区"}
    assert places(reading) == [("", 2, "单位", "incomplete", "reject")]


def test_an_empty_sign_in_is_nobodys_presence(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    课程,日期,党支部,党员编号,签到
    春训,2024-3-1,云杉社区党支部,P1,√
    春训,2024-3-1,云杉社区党支部,P2,
    """
    reading = read_file(write_table(tmp_path / "in.csv", rows), pseudonyms)
    assert len(reading.statements) == 1
    assert places(reading) == [("", 1, "签到", "empty", "warn")]


def test_a_quantity_in_another_unit_than_its_column_says(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    年度,社区,户号,奖励内容,数量,单位
    2023,云杉社区,Y1,机动地,12亩,亩
    2023,云杉社区,Y2,机动地,12公顷,亩
    """
    reading = read_file(write_table(tmp_path / "land.csv", rows), pseudonyms)
    assert say(reading, "quantity", "unit") == [("ALLOTTED", "12", "亩")]
    assert places(reading) == [("", 3, "数量", "unit", "reject")]


def test_labels_in_brackets_and_places_that_sound_like_names(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    党员冬训考勤表（课程：主题教育专题；时间：2023年12月8日）,,,
    学员号,党组织,学习形式,出勤情况
    X1,云杉社区党委,直播,出勤
    """
    reading = read_file(write_table(tmp_path / "winter.csv", rows), pseudonyms)
    assert say(reading, "course", "date", "mode") == [("ATTENDED", "主题教育专题", "2023-12-08", "online")]
    assert read("place", "activity_list", "乌兰嘎查") == ("乌兰嘎查",)
    assert refuse("place", "activity_list", "王秀英") == "forbidden"
    assert read("date", "service_log", "2024年3月6日上午10时") == ("2024-03-06",)
    assert refuse("date", "service_log", "2024年3月6日25时") == "bad_date"
    assert read("care", "household_list", "空巢老人户") == ("空巢",)
    assert read("care", "household_list", "孤寡老人") == ()


def test_a_signature_under_a_table_is_no_row_and_a_spare_head_is_said(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    小区,户号,服务项目,使用日期,次数
    安和小区,1-1-101,免费洗车,2024.3.1,1
    小区负责人（签字）：,,制表：柳青,,
    """
    reading = read_file(write_table(tmp_path / "wash.csv", rows), pseudonyms)
    assert say(reading, "area") == [("USED", "安和小区")]
    assert places(reading) == [("", 1, "小区", "head_guessed", "warn")]
    both = "小区,社区,户号,服务项目,使用日期\n安和小区,云杉社区,101,免费洗车,2024.3.1"
    reading = read_file(write_table(tmp_path / "both.csv", both), pseudonyms)
    assert say(reading, "area") == [("USED", "云杉社区")]


def test_characters_without_a_picture_make_no_other_household(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """They come along when cells are pasted; what turns the order around shows something else than is written."""
    rows = (
        "户号,社区,网格\nD001,东沟村,一网格\nD\u200b001\ufeff,东沟\u2060村,\u200e一网格\nD002,东沟村,\u202e格网一\n"
        "D003,东沟村,\ufeff=1网格\n"
    )
    reading = read_file(write_table(tmp_path / "list.csv", rows), pseudonyms)
    assert len(set(say(reading, "household"))) == 1
    assert set(say(reading, "area")) == {("LIVES_IN", "东沟村")}
    assert places(reading, "repeated") == [
        ("", 4, "网格", "unreadable", "reject"), ("", 5, "网格", "formula", "reject"),
    ]  # fmt: skip
