"""The line of a post and the area of a body follow from the entity alone, and are never guessed."""

from __future__ import annotations

import pytest

from graph.facet import area_facet, line_facet
from lexicon.areas import load_areas

COUNTIES = ("330523", "421022", "210105", "441624", "320902", "130104", "632701", "150422", "522324", "440604")
"""Counties of ten prefectures, some with a name that is a plain word."""


@pytest.mark.parametrize(
    ("kind", "name", "code", "expected"),
    [
        ("Organisation", "内蒙古自治区赤峰市教育局", "", "1504"),
        ("Organisation", "山东大学", "", "37"),
        ("Organisation", "辽宁沈阳教育局", "", "2101"),
        ("Organisation", "科尔沁左翼后旗人民政府", "", "150522"),
        ("Organisation", "青海省云岫县教育局", "", "63"),
        ("Organisation", "青川镇人民政府", "", ""),
        ("Organisation", "北京路街道办事处", "", ""),
        ("Organisation", "县教育局", "", ""),
        ("Organisation", "共青团浙江省安吉县委", "", "330523"),
        ("Organisation", "中共安吉县委员会", "", "330523"),
        ("Organisation", "政协荆州市公安县委员会", "", "421022"),
        ("Organisation", "国家税务总局安吉县税务局", "", "330523"),
        ("Place", "青川镇", "", ""),
        ("Place", "赤峰市", "", "1504"),
        ("Community", "望槐社区", "632199001001", "632199001001"),
        ("Person", "北京市", "", ""),
        ("Award", "山东省先进集体", "", ""),
    ],
)
def test_area_of_a_body(kind: str, name: str, code: str, expected: str) -> None:
    """Its own code, or the places with which its name surely begins; a short form that a word goes on is none."""
    assert area_facet(kind, name, code) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("荆州市公安教育局", "421022"),
        ("荆州市公安局", "4210"),
        ("湖北省公安厅", "42"),
        ("湖北荆州公安县公安局", "421022"),
        ("浙江安吉教育局", "330523"),
        ("石家庄市新华书店", "1301"),
        ("天津市和平医院", "12"),
        ("辽宁省沈阳市吉林路小学", "2101"),
    ],
)
def test_short_name_of_a_county(name: str, expected: str) -> None:
    """It counts only within the area before it and before a body that a county has."""
    assert area_facet("Organisation", name, "") == expected


@pytest.mark.parametrize(
    "body",
    ["公安局", "公安局交警大队", "公安分局", "人民法院", "人民检察院", "民政局", "教育局", "和平小学", "新华书店",
     "水利局", "安宁医院", "东方红林场", "平安建设办公室", "交通运输局", "监察委员会", "海港开发区管委会", "总工会"],
)  # fmt: skip
def test_no_word_of_a_body_is_an_area(body: str) -> None:
    """A body behind the full name of any county lies in that county, or for want of its name above it."""
    areas = load_areas()
    counties = [one for one in map(areas.find, COUNTIES) if one is not None]
    assert len(counties) == len(COUNTIES)
    assert {one.code: area_facet("Organisation", areas.full_name(one) + body, "") for one in counties} == {
        one.code: one.code for one in counties
    }


@pytest.mark.parametrize(
    ("body", "title", "expected"),
    [
        ("湖州市中级人民法院", "院长", "court"), ("安吉县人民法院执行局", "局长", "court"),
        ("安吉县人民医院", "院长", "health"), ("湖州师范学院", "院长", "school"),
        ("安吉县人民医院办公室", "主任", "health"), ("安吉县监察委员会", "主任", "discipline"),
        ("安吉县人民检察院", "政治部主任", "procuratorate"), ("安吉县纪律检查委员会", "副书记", "discipline"),
        ("共青团安吉县委", "书记", "mass_organisation"), ("共青团安吉县委员会", "副书记", "mass_organisation"),
        ("安吉县总工会", "副主席", "mass_organisation"), ("中共安吉县委员会", "书记", "party"),
        ("安吉县委办公室", "主任", "party"), ("安吉县公安局", "党委书记", "party"), ("安吉县民政局", "书记", "party"),
        ("安吉县人民法院", "党组书记", "party"), ("安吉县人民医院", "党委书记", "party"),
        ("安吉县公安局", "局长", "government"), ("安吉县公安局", "政委", "government"),
        ("安吉县人民政府", "秘书长", "government"), ("安吉县大学城管理处", "主任", "government"),
        ("安吉县人大常委会办公室", "主任", "congress"), ("安吉县政协", "常委", "cppcc"),
        ("安吉县教育局", "工会主席", "mass_organisation"), ("安吉县公安局", "高级工程师", "title"),
        ("安吉县人民医院", "护理员", "front_line"), ("安吉县", "县长", "government"),
        ("云岫旅游基地", "主任", "government"),
    ],
)  # fmt: skip
def test_line_of_an_office(body: str, title: str, expected: str) -> None:
    """Body and title tell the line together; a secretary of the party is the party's, the head of a bureau not."""
    assert line_facet("Post", title, body) == expected


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("Post", "党支部书记", "party"), ("Post", "县长", "government"), ("Post", "人大常委会主任", "congress"),
        ("Post", "网格员", "front_line"), ("Post", "点灯人", "other"),
        ("Post", "高级工程师", "title"), ("Organisation", "党委", ""),
    ],
)  # fmt: skip
def test_line_of_a_post(kind: str, name: str, expected: str) -> None:
    assert line_facet(kind, name) == expected
