"""Sheets as clerks of many offices write them at the first try: posts with their bodies, what titles say, odd heads."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import InputError
from ingest.pseudonym import Pseudonyms
from tests.ingest.books import Page, places, read_file, say, write_book, write_table


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "key.sqlite")


def test_each_column_of_posts_may_name_its_own_bodies_and_the_title_the_day(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    rows = """
    关于任免职务的通知 2023年5月6日
    姓名,任命职务,免去职务
    温如璧,青禾县审计局党组书记、局长,县统计局局长
    陆怀谷,,青禾县统计局副局长（试用期一年）
    """
    reading = read_file(write_table(tmp_path / "任免.csv", rows), pseudonyms)
    assert sorted(say(reading, "person", "org", "post", "status")) == sorted(
        [
            ("HOLDS_POST", "温如璧", "青禾县审计局", "党组书记", "appointed"),
            ("HOLDS_POST", "温如璧", "青禾县审计局", "局长", "appointed"),
            ("HOLDS_POST", "温如璧", "县统计局", "局长", "removed"),
            ("HOLDS_POST", "陆怀谷", "青禾县统计局", "副局长", "removed"),
        ]
    )
    assert {r.valid_from or r.valid_to for r in reading.readings} == {"2023-05-06"}


def test_what_stands_under_the_old_post_is_not_the_new_one(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "调整",
        [
            ["青禾县2023年干部调整情况表"],
            ["姓名", "原任职务", "", "新任职务", "", "任职日期"],
            ["", "单位", "职务", "单位", "职务", ""],
            ["温如璧", "青禾县审计局", "副局长", "青禾县统计局", "局长", "2023.9.12"],
        ],
        merges=("A1:F1", "A2:A3", "B2:C2", "D2:E2", "F2:F3"),
    )
    reading = read_file(write_book(tmp_path / "调整.xlsx", page), pseudonyms)
    assert say(reading, "org", "post") == [("HOLDS_POST", "青禾县统计局", "局长")]


@pytest.mark.parametrize(
    ("written", "posts", "rank"),
    [
        ("局长（一级调研员）", ["局长"], "一级调研员"),
        ("副局长、四级主任科员", ["副局长"], "四级主任科员"),
        ("纪委书记、监察办公室主任", ["纪委书记", "监察办公室主任"], ""),
        ("党组书记、局长（三级调研员）", ["党组书记", "局长"], "三级调研员"),
        ("一级主任科员", ["一级主任科员"], ""),
    ],
)
def test_a_rank_beside_a_post_is_no_post(
    tmp_path: Path, pseudonyms: Pseudonyms, written: str, posts: list[str], rank: str
) -> None:
    table = write_table(tmp_path / "干部名册.csv", f"姓名,单位,职务\n温如璧,青禾县审计局,{written}\n")
    reading = read_file(table, pseudonyms)
    assert [s.text_of("post") for s in reading.statements if s.predicate == "HOLDS_POST"] == posts
    assert [s.text_of("title") for s in reading.statements if s.predicate == "TITLED"] == ([rank] if rank else [])


def test_a_bare_unit_is_one_of_the_body_over_the_table(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = "青禾县审计局2023年度考核结果表\n姓名,科室,职务,考核等次\n温如璧,财务科,科长,优秀\n"
    reading = read_file(write_table(tmp_path / "考核.csv", rows), pseudonyms)
    assert ("HOLDS_POST", "青禾县审计局财务科", "科长") in say(reading, "org", "post")
    assert ("stated_above", "科室") in {(kind, column) for _, _, column, kind, _ in places(reading)}


def test_the_town_of_a_title_acts_where_no_column_says_who(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = "柳泉镇2024年文体活动台账\n活动名称,开展时间,开展地点\n书画笔会,2024.4.28,文化站\n"
    reading = read_file(write_table(tmp_path / "活动.csv", rows), pseudonyms)
    assert say(reading, "organiser") == [("HELD_ACTIVITY", "柳泉镇")]


def test_the_body_of_a_title_ends_before_its_year(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    柳泉街道2023年度社区党组织书记述职评议结果
    社区,书记姓名,职务,评议等次
    云杉社区,陆怀谷,党委书记,好
    """
    reading = read_file(write_table(tmp_path / "评议.csv", rows), pseudonyms)
    assert ("EVALUATED", "柳泉街道", "陆怀谷", "好") in say(reading, "body", "target", "outcome")


def test_an_unknown_column_of_communities_keeps_the_title_from_answering(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    rows = "填报单位：柳泉镇党建办\n村（社区）,姓名,职务\n槐树沟村,温如璧,党支部书记\n"
    reading = read_file(write_table(tmp_path / "名册.csv", rows), pseudonyms)
    assert say(reading, "org", "post") == [("HOLDS_POST", "槐树沟村", "党支部书记")]


def test_a_number_in_brackets_behind_a_head_is_what_the_column_holds(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = "云杉社区2023年服务登记\n服务时间,服务对象（户号）,服务事项,次数\n4月2日,Y1,助洁,1\n4月9日,同上,助洁,1\n"
    reading = read_file(write_table(tmp_path / "服务.csv", rows), pseudonyms)
    assert [bool(s.text_of("household")) for s in reading.statements] == [True]
    assert ("", 4, "服务对象（户号）", "ditto", "reject") in places(reading)


def test_the_title_of_a_register_names_the_course(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    柳泉镇2024年党务干部培训班签到表
    培训时间：2024年3月4日
    学员编号,党支部,签到
    A1,云杉社区党支部,√
    A2,云杉社区党支部,
    应到2人 实到1人
    """
    reading = read_file(write_table(tmp_path / "签到.csv", rows), pseudonyms)
    assert say(reading, "course", "date") == [("ATTENDED", "党务干部培训班", "2024-03-04")]
    assert ("", 3, "签到", "empty", "warn") in places(reading)
    assert not [one for one in places(reading) if one[-1] == "reject"]


@pytest.mark.parametrize("heads", ["上午签到,下午签到", "上午,下午"])
def test_who_signed_once_of_two_times_was_there(tmp_path: Path, pseudonyms: Pseudonyms, heads: str) -> None:
    """Several columns of signing are one answer, and the day over the table is that of the course."""
    rows = f"""
    2024年5月6日消防安全培训签到表
    序号,单位,学员编号,{heads}
    1,青溪社区党支部,A01,√,√
    2,青溪社区党支部,A02,×,√
    3,青溪社区党支部,A03,√,
    4,青溪社区党支部,A04,请假,
    5,青溪社区党支部,A05,,
    """
    reading = read_file(write_table(tmp_path / "签到.csv", rows), pseudonyms)
    assert [one[2:] for one in say(reading, "attendee", "course", "date")] == [("消防安全培训", "2024-05-06")] * 3


def test_days_of_a_month_alone_feasts_behind_days_and_hours_behind_shifts(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    rows = "柳泉镇2024年2月值班表\n日期,早班8:00-16:00,晚班16:00-0:00\n9,温如璧,陆怀谷\n2月10日（初一）,陆怀谷,温如璧\n"
    reading = read_file(write_table(tmp_path / "值班.csv", rows), pseudonyms)
    assert sorted(say(reading, "date", "shift", "person")) == [
        ("ON_DUTY", "2024-02-09", "早班", "温如璧"), ("ON_DUTY", "2024-02-09", "晚班", "陆怀谷"),
        ("ON_DUTY", "2024-02-10", "早班", "陆怀谷"), ("ON_DUTY", "2024-02-10", "晚班", "温如璧"),
    ]  # fmt: skip


def test_who_guides_a_grid_is_none_of_its_workers(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = "村社,网格,网格长,网格责任人,专职网格员\n槐树沟村,一网格,温如璧,司徒砚,陆怀谷\n"
    reading = read_file(write_table(tmp_path / "网格.csv", rows), pseudonyms)
    assert {s.text_of("person") for s in reading.statements} == {"温如璧", "陆怀谷"}


def test_a_column_of_what_people_are_is_none_of_posts(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = "云杉社区微网格长名单\n网格,微网格长姓名,身份\n一网格,温如璧,党员\n二网格,陆怀谷,志愿者\n"
    reading = read_file(write_table(tmp_path / "微网格.csv", rows), pseudonyms)
    assert {s.predicate for s in reading.statements} == {"RESPONSIBLE_FOR"}


@pytest.mark.parametrize("head", ["任职人员", "任免干部姓名"])
def test_a_head_that_says_whose_names_stand_below(tmp_path: Path, pseudonyms: Pseudonyms, head: str) -> None:
    rows = (
        f"{head},任命单位,任命职务,发文日期\n温如璧,青禾县审计局,局长,2022-05-20\n陆怀谷,青禾县统计局,局长,2022-05-20\n"
    )
    reading = read_file(write_table(tmp_path / "任职.csv", rows), pseudonyms)
    assert [s.text_of("person") for s in reading.statements] == ["温如璧", "陆怀谷"]


def test_names_of_residents_are_never_taken_for_those_of_officials(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = "联系人姓名,任命单位,任命职务,发文日期\n温如璧,青禾县审计局,局长,2022-05-20\n"
    with pytest.raises(InputError, match="姓名"):
        read_file(write_table(tmp_path / "任职.csv", rows), pseudonyms)


def test_a_residents_area_is_a_community(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = "松岭居民区关爱名册\n编号,家庭代码,所属网格,人员类型,登记时间\n1,Y1,一网格,独居,2023-03-01\n"
    reading = read_file(write_table(tmp_path / "名册.csv", rows), pseudonyms)
    assert say(reading, "area", "care") == [("LIVES_IN", "松岭居民区", "独居")]


def test_two_names_of_one_kind_are_both_read_and_a_way_of_asking_is_no_body(
    tmp_path: Path, pseudonyms: Pseudonyms
) -> None:
    rows = """
    参评单位,测评方式,满意度等级,测评组织单位,测评时间
    青禾县审计局,问卷,满意,青禾县纪委,2022年11月
    青禾县统计局,问卷,满意,青禾县纪委,2022年11月
    """
    reading = read_file(write_table(tmp_path / "测评.csv", rows), pseudonyms)
    assert {s.text_of("body") for s in reading.statements} == {"青禾县纪委"}


def test_a_column_of_the_honoured_that_holds_names_is_one_of_people(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    表彰对象,所在单位,职务,表彰名称,表彰机关,表彰时间
    温如璧,青禾县审计局,局长,先进工作者,青禾县人民政府,2024年1月
    陆怀谷,青禾县文化馆,馆长,先进工作者,青禾县人民政府,2024年1月
    """
    reading = read_file(write_table(tmp_path / "表彰.csv", rows), pseudonyms)
    assert ("HOLDS_POST", "温如璧", "青禾县审计局", "局长") in say(reading, "person", "org", "post")
    assert {s.text_of("recipient") for s in reading.statements if s.predicate == "RECEIVED_AWARD"} == {
        "温如璧",
        "陆怀谷",
    }


def test_who_judged_is_not_where_the_judged_serve(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    柳泉乡2022年度领导干部考核测评情况
    考核组：青禾县委第二考核组,,考核日期：2023年1月9日
    姓名,职务,考核建议等次
    温如璧,乡长,优秀
    """
    reading = read_file(write_table(tmp_path / "测评.csv", rows), pseudonyms)
    assert say(reading, "org", "body") == [("HOLDS_POST", "柳泉乡", ""), ("EVALUATED", "", "青禾县委第二考核组")]


def test_each_town_of_a_column_has_its_own_people(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = "青禾县各乡镇班子成员名册\n乡镇,姓名,职务\n柳泉乡,温如璧,乡长\n南山镇,陆怀谷,镇长\n"
    reading = read_file(write_table(tmp_path / "名册.csv", rows), pseudonyms)
    assert say(reading, "org", "post") == [("HOLDS_POST", "柳泉乡", "乡长"), ("HOLDS_POST", "南山镇", "镇长")]


def test_an_empty_cell_beside_a_second_column_of_posts(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    """Also where the posts of the first column say their body."""
    rows = """
    柳泉街道干部名单
    姓名,党内职务,行政职务
    温如璧,党工委书记,
    陆怀谷,,办事处副主任
    """
    reading = read_file(write_table(tmp_path / "名单.csv", rows), pseudonyms)
    assert say(reading, "org", "post") == [
        ("HOLDS_POST", "柳泉街道", "党工委书记"),
        ("HOLDS_POST", "柳泉街道", "办事处副主任"),
    ]
    rows = """
    姓名,党内职务,行政职务
    温如璧,青禾县审计局党组书记,青禾县审计局局长
    司徒砚,青禾县统计局党组书记,
    陆怀谷,,青禾县统计局副局长
    """
    reading = read_file(write_table(tmp_path / "两职.csv", rows), pseudonyms)
    assert {(s.text_of("person"), s.text_of("org"), s.text_of("post")) for s in reading.statements} == {
        ("温如璧", "青禾县审计局党组", "书记"),
        ("温如璧", "青禾县审计局", "局长"),
        ("司徒砚", "青禾县统计局党组", "书记"),
        ("陆怀谷", "青禾县统计局", "副局长"),
    }


def test_an_office_under_a_head_of_appointing_is_appointed(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = "时间,姓名,任职单位及职务,免去职务\n2021.7.9,温如璧,青禾县审计局局长,\n"
    reading = read_file(write_table(tmp_path / "任免.csv", rows), pseudonyms)
    assert say(reading, "org", "post", "status") == [("HOLDS_POST", "青禾县审计局", "局长", "appointed")]
