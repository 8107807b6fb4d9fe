"""Names of organisations: one normal form, full forms of short ones, and which names stand by themselves."""

from __future__ import annotations

import pytest

from lexicon.areas import load_areas
from lexicon.division_bodies import short_forms
from lexicon.organisations import (
    class_of,
    expand_short,
    find_national_body,
    is_bare,
    is_qualified,
    normalise_organisation,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中共奈曼旗委员会", "奈曼旗委"),
        ("中国共产党奈曼旗委员会组织部", "奈曼旗委组织部"),
        ("奈曼旗人社局", "奈曼旗人力资源和社会保障局"),
        ("通辽人社局", "通辽市人力资源和社会保障局"),
        ("奈曼旗卫健委", "奈曼旗卫生健康委员会"),
        ("政协奈曼旗委员会", "奈曼旗政协"),
        ("奈曼旗人民代表大会常务委员会", "奈曼旗人大常委会"),
        ("奈曼旗法院", "奈曼旗人民法院"),
        ("共青团奈曼旗委员会", "共青团奈曼旗委"),
        ("中组部", "中共中央组织部"),
        ("奈曼旗 政府", "奈曼旗人民政府"),
        ("科左后旗发改委", "科尔沁左翼后旗发展和改革委员会"),
        ("柳树街道办", "柳树街道办事处"),
    ],
)
def test_two_names_of_one_body_are_equal(one: str, other: str) -> None:
    """Party prefixes, short forms of departments and of areas are folded."""
    assert normalise_organisation(one) == normalise_organisation(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("奈曼旗委", "奈曼旗人民政府"),
        ("奈曼旗卫健委", "奈曼旗卫健局"),
        ("柳树社区居委会", "柳树社区"),
        ("奈曼旗教育局", "库伦旗教育局"),
        ("奈曼旗法院", "奈曼旗检察院"),
        ("柳树村党支部", "柳树村党总支"),
    ],
)
def test_two_bodies_are_never_equal(one: str, other: str) -> None:
    """Folding joins writings, not bodies."""
    assert normalise_organisation(one) != normalise_organisation(other)


def test_normal_forms_are_stable() -> None:
    """Normalising a normal form changes nothing."""
    for short in short_forms():
        normal = normalise_organisation("奈曼旗" + short)
        assert normalise_organisation(normal) == normal


@pytest.mark.parametrize(
    "name",
    [
        "教育部",
        "奈曼旗人社局",
        "通辽日报",
        "北京市朝阳区人民政府",
        "中国红十字会",
        "柳浪春晓科技有限公司",
        "清华大学",
        "中共通辽市委员会",
        "国网通辽供电公司",
    ],
)
def test_these_names_say_which_one(name: str) -> None:
    """National bodies, names with an area that only one division can be, firms and universities by name."""
    assert is_qualified(name, load_areas())


@pytest.mark.parametrize(
    "name",
    [
        "县人社局",
        "旗委",
        "物业公司",
        "柳树嘎查党支部",
        "实验小学",
        "朝阳社区",
        "朝阳区人民政府",
        "鼓楼区人民法院",
        "红白理事会",
        "养殖专业合作社",
        "第一中学",
    ],
)
def test_these_names_fit_many(name: str) -> None:
    """Bare forms, generic names and names of areas that several divisions share found no entity alone."""
    assert not is_qualified(name, load_areas())


@pytest.mark.parametrize(
    ("short", "area", "full"),
    [
        ("旗人社局", "奈曼旗", "奈曼旗人力资源和社会保障局"),
        ("旗委", "奈曼旗", "奈曼旗委"),
        ("旗政府", "奈曼旗", "奈曼旗人民政府"),
        ("旗委组织部", "奈曼旗", "奈曼旗委组织部"),
        ("人社局", "奈曼旗", "奈曼旗人力资源和社会保障局"),
        ("自治区党委", "内蒙古自治区", "内蒙古自治区党委"),
        ("市委", "奈曼旗", ""),
        ("县公安局", "通辽市", ""),
        ("花卉协会", "奈曼旗", ""),
    ],
)
def test_a_bare_form_takes_the_area_of_its_level(short: str, area: str, full: str) -> None:
    """旗人社局 is completed by a banner, never by an area of another level."""
    assert expand_short(short, area) == full


def test_bare_forms_are_known() -> None:
    """What needs an area before it is told from what does not."""
    assert is_bare("县委")
    assert is_bare("市公安局")
    assert is_bare("人社局")
    assert not is_bare("奈曼旗委")
    assert not is_bare("教育部")
    assert not is_bare("县")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("柳树社区党支部", "party"),
        ("奈曼旗教育局", "government"),
        ("奈曼旗人大常委会", "congress"),
        ("奈曼旗纪委监委", "discipline"),
        ("奈曼旗人民法院", "court"),
        ("柳树种植专业合作社", "enterprise"),
        ("柳树小学", "school"),
        ("柳树社区卫生服务中心", "health"),
        ("柳树嘎查红白理事会", "village"),
        ("通辽日报", "media"),
        ("新华社", "media"),
        ("奈曼旗妇联", "mass_organisation"),
        ("柳树", ""),
    ],
)
def test_the_longest_ending_gives_the_class(name: str, kind: str) -> None:
    """A name's class is that of its longest fitting ending."""
    assert class_of(name) == kind


def test_national_bodies_have_one_name() -> None:
    """Every name of a national body leads to its full name."""
    assert find_national_body("中纪委") == find_national_body("中央纪委") == "中共中央纪律检查委员会"
    assert find_national_body("县纪委") == ""
