"""Ways of writing one body, and bodies that must stay apart."""

from __future__ import annotations

from itertools import combinations

import pytest

from lexicon.areas import load_areas
from lexicon.organisation_folds import cut_division, find_whole, shortest_name
from lexicon.organisations import is_qualified, normalise_organisation

ONE_BODY = [
    "中共多伦县委员会 多伦县委 中共多伦县委 内蒙古自治区锡林郭勒盟多伦县委 中国共产党多伦县委员会",
    "多伦县人民代表大会常务委员会 多伦县人大常委会 多伦县人大常务委员会",
    "中国人民政治协商会议多伦县委员会 政协多伦县委员会 多伦县政协 多伦县政协委员会",
    "中共多伦县纪律检查委员会 多伦县纪委 多伦县纪检委",
    "多伦县监察委员会 多伦县监委 多伦县监察委",
    "多伦县纪委监委 中共多伦县纪委、多伦县监委 多伦县纪委县监委 多伦县纪律检查委员会监察委员会",
    "共青团多伦县委员会 共青团多伦县委 多伦县团委 多伦团县委 团多伦县委",
    "中共多伦县委员会办公室 多伦县委办公室 多伦县委办",
    "多伦县人民政府办公室 多伦县政府办公室 多伦县政府办 多伦县人民政府办",
    "多伦县委机构编制委员会办公室 多伦县委编办 多伦县编办",
    "多伦县委政法委 多伦县政法委 中共多伦县委政法委员会",
    "多伦县人社局 多伦县人力资源和社会保障局 多伦县人力资源与社会保障局 锡林郭勒盟多伦县人社局",
    "多伦县人社局党组 中共多伦县人力资源和社会保障局党组 多伦县人力资源和社会保障局党组",
    "多伦县人社局仲裁股 多伦县人力资源和社会保障局仲裁股",
    "多伦县法院 多伦县人民法院",
    "国家税务总局多伦县税务局 多伦县税务局",
    "多伦县一中 多伦县第一中学 多伦县第1中学",
    "多伦县武装部 多伦县人武部 多伦县人民武装部",
    "锡林郭勒盟行政公署 锡林郭勒盟行署 锡盟行署",
    "锡林郭勒盟委 锡林郭勒盟盟委 中共锡林郭勒盟委员会",
    "内蒙古自治区党委 内蒙古党委 中共内蒙古自治区委员会",
    "内蒙古高院 内蒙古自治区高级人民法院 内蒙古自治区高级法院",
    "赤峰市中院 赤峰市中级人民法院 赤峰中院 赤峰市中级法院",
    "赤峰市公安局红山区分局 赤峰市公安局红山分局 红山区公安分局 红山公安分局 赤峰市红山区公安分局",
    "通辽市生态环境局奈曼分局 奈曼旗生态环境分局",
    "阿克苏地委 中共阿克苏地区委员会 中共阿克苏地委",
    "阿克苏行署 阿克苏地区行署 阿克苏地区行政公署",
    "阿克苏地委宣传部 中共阿克苏地区委员会宣传部",
    "多伦县供销合作社联合社 多伦县供销合作社 多伦县供销社 多伦县供销联社",
    "多伦县中医医院 多伦县中医院",
    "多伦县人大常委会办公室 多伦县人大办 多伦县人民代表大会常务委员会办公室",
    "多伦县直属机关工委 多伦县直机关工委 中共多伦县委直属机关工作委员会",
    "多伦县卫生和计划生育局 多伦县卫计局 多伦县卫生计生局",
    "多伦县质量技术监督局 多伦县质监局",
    "多伦县教育体育局 多伦县教育和体育局 多伦县教体局",
    "多伦县交警大队 多伦县公安局交警大队 多伦县公安局交通警察大队",
    "北京市朝阳区教委 北京市朝阳区教育委员会",
    "重庆市武隆区住房城乡建委 武隆区住建委 武隆区住房和城乡建设委员会",
    "多伦县人民政府信访局 多伦县信访局",
    "国家统计局多伦调查队 国家统计局多伦县调查队 多伦县调查队",
    "多伦诺尔镇党委 中共多伦诺尔镇委员会 多伦县多伦诺尔镇党委 中共多伦诺尔镇委",
    "白云区永平街道办事处 永平街道办 广东省广州市白云区永平街道办事处",
    "永平街道党工委 中共永平街道工作委员会 永平街道工委",
    "北京市朝阳区政府 北京朝阳区人民政府 北京市朝阳区　人民政府",
    "榆树村村委会 榆树村委会 榆树村民委员会 榆树村村民委员会",
    "榆树村党支部 榆树村支部 中共榆树村支部委员会 榆树村党支部委员会",
    "榆树社区党总支 榆树社区总支部委员会 中共榆树社区总支部委员会",
    "榆树社区党委 中共榆树社区委员会",
    "包头稀土高新区管委会 包头稀土高新技术产业开发区管理委员会",
    "云岫县政府 云岫县人民政府",
    "云岫县团委 共青团云岫县委员会",
    "通遼市人民政府 通辽市政府 通辽市　政府",
]
FAMILIES = [
    "多伦县委 多伦县人民政府 多伦县政协 多伦县人大常委会 多伦县委办公室 多伦县政府办公室 多伦县人大常委会办公室",
    "多伦县教育局 多伦县教育局党组 多伦县教育局机关党委 多伦县教育局办公室 锡林郭勒盟教育局",
    "多伦县纪委 多伦县监委 多伦县纪委监委 共青团多伦县委 多伦县委组织部 多伦县委统战部",
    "多伦县人民法院 多伦县人民检察院 锡林郭勒盟中级人民法院 多伦县公安局 多伦县司法局",
    "多伦县第一中学 多伦县第二中学 多伦县第十一中学 多伦县第一小学 多伦县第一医院",
    "赤峰市公安局 赤峰市公安局红山区分局 红山区公安局 赤峰市公安局松山区分局",
    "朝阳区人民政府 北京市朝阳区人民政府 长春市朝阳区人民政府 朝阳市人民政府",
    "榆树村村委会 榆树村党支部 榆树村党总支 榆树村 榆树村村务监督委员会",
    "永平街道办事处 永平街道党工委 永平街道 永平街道纪工委",
    "多伦县卫生健康委员会 多伦县卫生健康局 多伦县疾控中心 多伦县医疗保障局",
    "长沙市委 长沙县委 吉林省人民政府 吉林市人民政府",
    "多伦县招商局 多伦县投资促进局 多伦县商务局 多伦县商务委员会",
    "多伦县卫生和计划生育局 多伦县卫生健康局 多伦县卫生和计划生育委员会 多伦县人口和计划生育局",
    "多伦县教育局 多伦县教育委员会 多伦县教育体育局 多伦县委教育工委",
    "阿克苏地委 阿克苏市委 阿克苏行署 阿克苏市人民政府",
    "多伦县工商局 多伦县质监局 多伦县市场监管局 多伦县食药监局 多伦县工商联",
    "多伦县人力资源和社会保障局 多伦县人力资源和社会保障局仲裁股 多伦县人力资源和社会保障局监察股",
]


@pytest.mark.parametrize("names", ONE_BODY)
def test_ways_of_writing_one_body_are_one_name(names: str) -> None:
    """Full and short forms, with and without the divisions above, meet in one normal form that stays as it is."""
    forms = {normalise_organisation(name.replace("　", " ")) for name in names.split(" ")}
    assert len(forms) == 1
    assert {normalise_organisation(form) for form in forms} == forms


@pytest.mark.parametrize("names", FAMILIES)
def test_bodies_that_look_alike_stay_apart(names: str) -> None:
    """Other lines, levels, divisions, numbers and units are other bodies."""
    for one, other in combinations(names.split(), 2):
        assert normalise_organisation(one) != normalise_organisation(other), (one, other)


def test_no_two_families_of_one_body_meet() -> None:
    """Each line of the list of one body is a body of its own."""
    forms = [normalise_organisation(names.split(" ")[0]) for names in ONE_BODY]
    assert len(set(forms)) == len(forms)


def test_the_context_says_which_of_the_divisions_of_one_name() -> None:
    """朝阳区 is told apart by what stands beside it and left open where nothing does."""
    assert normalise_organisation("朝阳区政府", ("长春市",)) == "长春市朝阳区人民政府"
    assert normalise_organisation("朝阳区政府", ("北京市", "长春市")) == "朝阳区人民政府"
    assert not is_qualified("朝阳区人民政府", load_areas())


def test_the_shortest_name_of_a_division_is_certain() -> None:
    """No more divisions above than are needed, and none is left in doubt."""
    areas = load_areas()
    for area in areas:
        name = shortest_name(area, areas)
        if area.level in ("county", "city") and name != areas.full_name(area):
            names = areas.split_prefixes(name)
            assert areas.resolve(names[-1], names[:-1]) == area, name


@pytest.mark.parametrize(
    ("name", "head", "rest"),
    [
        ("内蒙古自治区通辽市奈曼旗教育局", "奈曼旗", "教育局"),
        ("青海省云岫县教育局", "青海省云岫县", "教育局"),
        ("云岫县桃花镇政府", "云岫县桃花镇", "政府"),
        ("达那普乡金水村村委会", "达那普乡", "金水村村委会"),
    ],
)
def test_a_name_is_cut_behind_its_division(name: str, head: str, rest: str) -> None:
    """Known divisions by their shortest name, unknown ones where a body follows a word of level."""
    assert cut_division(name)[:2] == (head, rest)


@pytest.mark.parametrize(
    ("unit", "whole"),
    [
        ("奈曼旗人社局劳动监察科", "奈曼旗人力资源和社会保障局"),
        ("奈曼旗教育局党组", "奈曼旗教育局"),
        ("奈曼旗委组织部", ""),
        ("奈曼旗人民政府办公室", ""),
        ("奈曼旗教育局", ""),
        ("法院路社区", ""),
    ],
)
def test_a_unit_names_whose_it_is(unit: str, whole: str) -> None:
    """A section of an office is part of it; a department of a committee is a body of the division."""
    assert find_whole(unit) == whole


@pytest.mark.parametrize("name", ["公安局", "公安局交警大队", "朝阳区公安局"])
def test_the_word_for_police_is_no_county(name: str) -> None:
    """公安 is the short form of a county, too; a bureau without its division says nothing of it."""
    assert not is_qualified(name, load_areas())


def test_an_unlisted_county_says_which_one() -> None:
    """An abolished county has no code; its name is certain all the same, 本县 and 全县 are not."""
    areas = load_areas()
    assert is_qualified("云岫县教育局", areas)
    assert not is_qualified("本县教育局", areas)
    assert not is_qualified("全县教育局", areas)


UNLISTED = ["云溪县", "永安县", "湖滨旗", "石桥市", "浦口县", "白桦旗", "杨柳市", "青禾区"]
BODIES = [
    "人民政府",
    "教育局",
    "公安局",
    "委",
    "纪委监委",
    "人大常委会",
    "政协",
    "委组织部",
    "第一中学",
    "乡村振兴局",
    "市场监督管理局",
]


@pytest.mark.parametrize("place", UNLISTED)
def test_a_division_that_no_list_knows_is_cut_as_it_is_written(place: str) -> None:
    """云溪 of 云溪区 says nothing of 云溪县; each of its bodies is certain and not one of the listed division."""
    areas = load_areas()
    for body in BODIES:
        head, rest, is_short = cut_division(place + body)
        assert (head, rest, is_short) == (place, body, False)
        assert normalise_organisation(place + body).startswith(place)
        assert is_qualified(place + body, areas), place + body
    assert normalise_organisation(f"中共{place}委员会") == f"{place}委"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("安吉公安局", "安吉县"), ("长兴教育局", "长兴县"), ("安吉市场监督管理局", "安吉县"),
        ("奉节乡村振兴局", "奉节县"),
        ("科左后旗市场监督管理局", "科尔沁左翼后旗"),
        ("安吉县市场监督管理局", "安吉县"), ("江苏镇江市教育局", "镇江市"),
    ],
)  # fmt: skip
def test_a_short_form_before_a_body_is_the_listed_division(name: str, head: str) -> None:
    """市场 and 乡村 only begin like a level."""
    assert cut_division(name)[0] == head


def test_a_zone_is_no_division() -> None:
    """开发区 and 高新区 stand in many cities; 城市 is no city."""
    areas = load_areas()
    for name in ("高新区公安局", "经济开发区教育局", "本市公安局", "城市管理局", "保税区人民法院"):
        assert not is_qualified(name, areas), name
