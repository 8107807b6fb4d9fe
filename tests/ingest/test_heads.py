"""Heads that no mapping lists: longer words for known ones, other spellings of one meaning, several of one meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import InputError
from ingest.pseudonym import Pseudonyms
from ingest.sheet.head import canonical_head, flatten_head
from tests.ingest.books import Page, places, read_file, say, write_book, write_table


@pytest.fixture
def pseudonyms(tmp_path: Path) -> Pseudonyms:
    return Pseudonyms(tmp_path / "key.sqlite")


def test_heads_that_say_the_same_are_one() -> None:
    assert canonical_head("走访主要内容") == canonical_head("走访内容")
    assert canonical_head("颁证机关") == canonical_head("颁证部门")
    assert canonical_head("参训人次") == canonical_head("参训总人数")
    assert canonical_head("管护人姓名") == "管护人"
    assert canonical_head("时间") == "时间"
    assert flatten_head("拟任（免）职务") == "拟任免职务"
    assert flatten_head("面积（亩）合计") == "面积合计"


def test_a_longer_head_is_known_by_its_end_and_said(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    云杉社区浴室核销单,,,,
    洗浴日期,持卡户编号,服务项目,本月核销次数,经手人
    2024-03-05,Y1,助浴,2,
    2024-03-06,Y2,助浴,负一,
    2024-03-07,Y3,助浴,1,
    """
    reading = read_file(write_table(tmp_path / "bath.csv", rows), pseudonyms)
    assert say(reading, "area", "service", "date", "times") == [
        ("USED", "云杉社区", "助浴", "2024-03-05", "2"),
        ("USED", "云杉社区", "助浴", "2024-03-07", "1"),
    ]
    assert all(dict(s.arguments).get("household") for s in reading.statements)
    found = places(reading, "column_dropped")
    assert ("", 4, "本月核销次数", "bad_number", "reject") in found
    assert ("", 2, "持卡户编号", "head_guessed", "warn") in found


def test_a_figure_of_some_of_them_is_no_figure_of_all(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    日期,主办单位,活动主题,未参加人数
    2024-03-05,云杉社区,义诊,12
    2024-03-06,云杉社区,义剪,3
    """
    reading = read_file(write_table(tmp_path / "fair.csv", rows), pseudonyms)
    assert say(reading, "activity", "people") == [("HELD_ACTIVITY", "义诊", ""), ("HELD_ACTIVITY", "义剪", "")]


def test_each_column_of_posts_is_a_post_held(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "班子",
        [
            ["白桦镇村干部名册"],
            ["村名", "姓名", "性别", "党组织职务", "村委会职务", "任职时间"],
            ["东沟村", "柳青", "女", "书记", "主任", "2021.03"],
            ["东沟村", "马骏", "男", "", "委员", "2021.03"],
            ["西沟村", "高云", "男", "副书记", "", "2022.05"],
            ["西沟村", "田雨", "女", "", "", "2022.05"],
        ],
    )
    reading = read_file(write_book(tmp_path / "posts.xlsx", page), pseudonyms)
    assert [row for row in say(reading, "person", "post", "org") if row[0] == "HOLDS_POST"] == [
        ("HOLDS_POST", "柳青", "书记", "东沟村"),
        ("HOLDS_POST", "柳青", "主任", "东沟村"),
        ("HOLDS_POST", "马骏", "委员", "东沟村"),
        ("HOLDS_POST", "高云", "副书记", "西沟村"),
    ]
    assert ("班子", 6, "党组织职务", "incomplete", "reject") in places(reading)
    assert not any("田雨" in str(statement.arguments) for statement in reading.statements)


def test_numbered_posts_are_posts(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    姓名,工作单位,职务1,职务2
    柳青,白桦镇财政所,所长,会计
    马骏,白桦镇司法所,所长,
    """
    reading = read_file(write_table(tmp_path / "posts.csv", rows), pseudonyms)
    assert say(reading, "person", "post") == [
        ("HOLDS_POST", "柳青", "所长"),
        ("HOLDS_POST", "柳青", "会计"),
        ("HOLDS_POST", "马骏", "所长"),
    ]


def test_people_on_duty_under_one_head_over_two_columns(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    云杉社区2024年3月值守表,,,
    日期,值守人员,,时段
    3月4日,柳青,马骏,8:00-12:00
    3月5日,高云,,8:00-12:00
    3月6日,另定,,8:00-12:00
    """
    reading = read_file(write_table(tmp_path / "duty.csv", rows), pseudonyms)
    assert say(reading, "date", "person", "shift") == [
        ("ON_DUTY", "2024-03-04", "柳青", "8:00-12:00"),
        ("ON_DUTY", "2024-03-04", "马骏", "8:00-12:00"),
        ("ON_DUTY", "2024-03-05", "高云", "8:00-12:00"),
    ]
    assert ("", 5, "值守人员", "no_name", "reject") in places(reading)


def test_the_name_over_the_file_of_one_person(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    page = Page(
        "目录",
        [
            ["档案材料目录"],
            ["姓名：柳青", "单位：白桦镇财政所"],
            ["类号", "材料名称", "材料形成时间"],
            ["一", "履历表", "2015.08.03"],
            ["五", "年度考核表", "2024.01.20"],
        ],
    )
    reading = read_file(write_book(tmp_path / "file.xlsx", page), pseudonyms)
    assert say(reading, "person", "org", "item", "date") == [
        ("FILE_ITEM", "柳青", "白桦镇财政所", "履历表", "2015-08-03"),
        ("FILE_ITEM", "柳青", "白桦镇财政所", "年度考核表", "2024-01-20"),
    ]
    assert {entity.name for entity in reading.people.values()} == {"柳青"}
    assert len({entity.id for entity in reading.people.values()}) == 1
    assert [kind for *_, kind, _ in places(reading)].count("stated_above") == 2
    assert reading.document.text.splitlines()[1].endswith("\t柳青")


def test_a_name_over_another_table_is_nobodys(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    姓名：柳青,,
    单位,职务,任职时间
    白桦镇财政所,所长,2021-03
    """
    with pytest.raises(InputError):
        read_file(write_table(tmp_path / "roster.csv", rows), pseudonyms)


def test_a_table_of_which_little_is_known_is_no_list_of_households(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    云杉社区燃气改造台账,,,,
    户号,表具型号,管径,施工班组,验收情况
    Y1,G4,15,一班,合格
    Y2,G4,15,一班,合格
    """
    with pytest.raises(InputError):
        read_file(write_table(tmp_path / "gas.csv", rows), pseudonyms)


def test_posts_that_name_a_part_of_a_body_are_posts_of_the_body_above(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    东沟村历任班子成员名册,,
    姓名,担任职务,任职时间
    柳青,党支部书记,2010.12
    马骏,村委会主任,2005.03
    """
    reading = read_file(write_table(tmp_path / "village.csv", rows), pseudonyms)
    assert say(reading, "person", "post", "org") == [
        ("HOLDS_POST", "柳青", "党支部书记", "东沟村"),
        ("HOLDS_POST", "马骏", "村委会主任", "东沟村"),
    ]


def test_proposals_with_body_and_post_in_columns_of_their_own(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    任前公示,,
    姓名,拟任单位,拟任职务
    柳青,白桦镇财政所,所长
    """
    reading = read_file(write_table(tmp_path / "next.csv", rows), pseudonyms)
    assert say(reading, "person", "post", "org", "status") == [
        ("HOLDS_POST", "柳青", "所长", "白桦镇财政所", "proposed")
    ]


def test_a_date_under_a_head_of_months_has_no_day(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    from datetime import date

    page = Page("表", [["姓名", "单位", "职务", "出生年月"], ["柳青", "白桦镇财政所", "所长", date(1980, 4, 1)]])
    reading = read_file(write_book(tmp_path / "born.xlsx", page), pseudonyms)
    assert ("BORN", "1980-04") in say(reading, "date")


def test_the_unit_of_a_count_is_that_of_its_head(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    日期,社区,户号,服务项目,服务次数
    2024-03-05,云杉社区,Y1,助餐,2次
    2024-03-06,云杉社区,Y2,助餐,2人
    """
    reading = read_file(write_table(tmp_path / "log.csv", rows), pseudonyms)
    assert say(reading, "times") == [("USED", "2")]
    assert ("", 3, "服务次数", "unit", "reject") in places(reading)


def test_a_name_with_a_numeral_is_no_number_of_a_household(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    走访日期,社区,户号,走访事由
    2024-03-05,云杉社区,三组五号,政策宣传
    2024-03-06,云杉社区,张三家,政策宣传
    """
    reading = read_file(write_table(tmp_path / "visits.csv", rows), pseudonyms)
    assert say(reading, "date") == [("VISITED", "2024-03-05")]
    assert ("", 3, "户号", "no_number", "reject") in places(reading)
    assert "张三" not in str(reading)


def test_the_village_that_was_honoured_stands_above_and_not_its_giver(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    东沟村历年荣誉登记,,
    获得时间,荣誉内容,颁奖机构
    2022.6,先进基层党组织,中共白桦镇委员会
    """
    reading = read_file(write_table(tmp_path / "won.csv", rows), pseudonyms)
    assert say(reading, "recipient", "award", "giver", "year") == [
        ("RECEIVED_AWARD", "东沟村", "先进基层党组织", "中共白桦镇委员会", "2022-06")
    ]


@pytest.mark.parametrize(
    "heads", ["镇街,开展日期,主办单位,活动主题", "镇街,评选时间,户号,评选项目,评选结果,评选单位,村"]
)
def test_the_county_is_a_column_of_the_list(tmp_path: Path, pseudonyms: Pseudonyms, heads: str) -> None:
    values = {
        "镇街": "白桦镇", "开展日期": "2024-03-05", "主办单位": "云杉社区", "活动主题": "义诊", "户号": "Y1",
        "评选时间": "2024-03-05", "评选项目": "文明户", "评选结果": "入选", "评选单位": "东沟村评议会", "村": "东沟村",
    }  # fmt: skip
    rows = f"旗县,{heads}\n青山旗,{','.join(values[head] for head in heads.split(','))}"
    reading = read_file(write_table(tmp_path / "list.csv", rows), pseudonyms)
    assert len(reading.statements) == 1
    assert "column_dropped" not in [kind for *_, kind, _ in places(reading)]


def test_names_of_who_came_are_no_audience(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    日期,主办单位,活动主题,参加人员姓名
    2024-03-05,云杉社区,义诊,柳青
    """
    reading = read_file(write_table(tmp_path / "came.csv", rows), pseudonyms)
    assert say(reading, "activity", "audience") == [("HELD_ACTIVITY", "义诊", "")]
    assert ("", 1, "参加人员姓名", "column_dropped", "warn") in places(reading)
    assert "柳青" not in str(reading)


def test_the_file_name_does_not_say_whose_posts_they_are(tmp_path: Path, pseudonyms: Pseudonyms) -> None:
    rows = """
    白桦嘎查换届当选人员,,
    姓名,当选职务,当选时间
    柳青,嘎查党支部书记,2024.1.12
    """
    reading = read_file(write_table(tmp_path / "03嘎查两委名单.csv", rows), pseudonyms)
    assert say(reading, "post", "org") == [("HOLDS_POST", "嘎查党支部书记", "白桦嘎查")]
