"""What is never held is found, by word, by form and by column head; care is a closed list."""

from __future__ import annotations

import pytest

from lexicon.care import care_categories, find_care_category
from lexicon.forbidden import (
    MASK,
    find_adverse,
    find_forbidden,
    find_forbidden_column,
    forbidden_categories,
    has_home,
    mask_forbidden,
    measure_name,
)
from lexicon.resources import read_yaml


@pytest.mark.parametrize(
    ("head", "category"),
    [
        ("身份证号", "identity_number"),
        ("联系 电话", "contact"),
        ("民族", "ethnicity"),
        ("宗教信仰", "religion"),
        ("健康状况", "health"),
        ("家庭住址", "address"),
        ("积分", "points"),
        ("信用分", "points"),
        ("家庭成员", "kinship"),
        ("户主姓名", "kinship"),
        ("是否刑满释放", "law_enforcement"),
        ("家庭年收入", "income_and_property"),
        ("照片", "biometrics"),
        ("ｑｑ", "contact"),
    ],
)
def test_forbidden_columns_are_named(head: str, category: str) -> None:
    """A head that contains a forbidden word is forbidden, whatever its width and spaces."""
    assert find_forbidden_column(head) == category


@pytest.mark.parametrize("head", ["服务名称", "服务电话", "社区", "职务", "日期", "村集体收入", "民族团结活动", "次数"])
def test_harmless_columns_stay(head: str) -> None:
    """Columns about services and offices pass, also where a forbidden word is part of a harmless one."""
    assert find_forbidden_column(head) == ""


def test_words_are_found_where_they_stand() -> None:
    """Each finding points at its word, in reading order."""
    text = "该户身患重病，另有社区矫正对象一名，电话13800000000。"
    found = find_forbidden(text)
    assert [(item.category, text[item.start : item.end]) for item in found] == [
        ("health", "身患"),
        ("law_enforcement", "社区矫正对象"),
        ("contact", "13800000000"),
    ]


def test_numbers_are_found_by_their_form() -> None:
    """An identity number is found with its letter, a longer run of digits is none."""
    assert [item.category for item in find_forbidden("证件为11010119900101123X。")] == ["identity_number"]
    assert find_forbidden("编号1101011990010112345678") == ()


def test_harmless_words_hide_what_they_contain() -> None:
    """信用分类 is no 信用分, 肿瘤医院 no illness of anyone."""
    assert find_forbidden("信用分类管理与肿瘤医院") == ()
    assert [item.word for item in find_forbidden("信用分与肿瘤")] == ["信用分", "肿瘤"]


def test_every_category_has_words() -> None:
    """All categories of R5 are there."""
    assert {
        "law_enforcement",
        "religion",
        "ethnicity",
        "health",
        "biometrics",
        "address",
        "income_and_property",
        "kinship",
        "victims_and_minors",
        "petition",
        "points",
        "identity_number",
        "contact",
    } <= set(forbidden_categories())


def test_adverse_claims_are_found() -> None:
    """Investigation and punishment are adverse; the work of those who investigate is not."""
    assert find_adverse("因涉嫌受贿接受调查")
    assert not find_adverse("宣传反诈骗与预防犯罪知识")
    assert not find_adverse("担任党支部书记")


def test_care_is_a_closed_list() -> None:
    """Seven categories; a word for anything else has none."""
    assert len(care_categories()) == 7
    assert find_care_category("低保户") == "低保"
    assert find_care_category(" 空巢老人 ") == "空巢"
    assert find_care_category("患病家庭") == ""
    assert find_care_category("社区矫正对象") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("证件110101990307001。", "证件某某某某某某某某某某某某某某某。"),
        ("身份证号110101 19900307 0011，", "身份证号某某某某某某某某某某某某某某某某某某某某，"),
        ("手机139 1234 5678，", "手机某某某某某某某某某某某某某，"),
        ("139-1234-5678", "某某某某某某某某某某某某某"),
        ("手机１３９１２３４５６７８。", "手机某某某某某某某某某某某。"),
        ("致电+8613912345678", "致电某某某某某某某某某某某某某某"),
        ("邮箱wen.ren@qinghe.example，", "邮箱" + "某" * 22 + "，"),
        ("微信号wenren_shuo。", "微信号某某某某某某某某某某某。"),
        ("微信：wenren88", "微信：某某某某某某某某"),
        ("加微信wenren_88，", "加微信某某某某某某某某某，"),
        ("VX: wenren88", "VX: 某某某某某某某某"),
        ("qq：10010010", "qq：某某某某某某某某"),
    ],
)
def test_numbers_of_persons_are_masked_in_every_writing(text: str, shown: str) -> None:
    """One character for one: widths, spaces and hyphens hide no number."""
    assert len(shown) == len(text)
    assert mask_forbidden(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "咨询电话0482-8123456",
        "记录202403050101001",
        "编号13912345678901",
        "微信公众号“青禾发布”",
        "微信Windows版",
        "投入1391234万元、5678万元",
    ],
)
def test_numbers_of_offices_and_things_stay(text: str) -> None:
    """A landline is public; a record's number and an amount are nobody's."""
    assert mask_forbidden(text) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("民警闻溪（女，回族）介绍说", "回族"),
        ("敖溪，达斡尔族，女，大学学历", "达斡尔族"),
        ("敖溪，男，1980年1月出生，满族，本科", "满族"),
        ("书记巴特溪（回族）说", "回族"),
        ("汉族干部陈东来到现场", "汉族"),
        ("蒙古族女干部陈东来到现场", "蒙古族"),
        ("蒙古族群众代表巴图发言", "蒙古族"),
    ],
)
def test_ethnicity_of_somebody_is_masked_whole(text: str, hidden: str) -> None:
    """Not even its first character stays: that alone would tell."""
    assert mask_forbidden(text) == text.replace(hidden, MASK * len(hidden))


@pytest.mark.parametrize(
    "text",
    [
        "闻溪，女，少数民族，家族中的长者",
        "各族干部陈东一起植树",
        "水族馆，男，女",
        "汉族干部积极参加",
        "蒙古族、汉族居民一起过节",
        "蒙古族小学校长陈东",
    ],
)
def test_words_that_say_no_ethnicity_of_anyone_stay(text: str) -> None:
    """Only real peoples, and only where they are said of somebody."""
    assert mask_forbidden(text) == text


def test_the_list_of_peoples_is_closed() -> None:
    """The national list has 56."""
    peoples = read_yaml("forbidden_contexts.yaml")["peoples"]
    assert len(peoples) == len(set(peoples)) == 56


def test_life_line_keeps_work_and_loses_faith_family_and_health() -> None:
    """The clauses that tell of them are masked, names of family included; another sentence is no life line."""
    text = "闻人朔，男，1975年3月生，妻子是路遥遥，儿子闻人小川，信仰佛教，患肝病，现任局长。妻子是路遥遥。"
    shown = mask_forbidden(text)
    assert len(shown) == len(text)
    first, second = shown.split("。")[:2]
    assert first == "闻人朔，男，1975年3月生，" + "，".join("某" * n for n in (6, 6, 4, 3)) + "，现任局长"
    assert second == "妻子是路遥遥"


def test_a_home_is_told_from_an_office() -> None:
    """A flat is a home; a document's number or the housing bureau is none."""
    assert has_home("家住3号楼2单元501的李大爷说")
    assert has_home("住白桦小区５号楼")
    assert not has_home("住房和城乡建设局印发3号文件")
    assert not has_home("新建住宅楼12栋")


@pytest.mark.parametrize("text", ["陈东", "孟秀川", "巴图那顺", "李秀兰说"])
def test_a_name_is_measured_by_its_characters(text: str) -> None:
    """Names with a surname and names written by sound are seen without a tagger."""
    assert measure_name(text) == len(text.removesuffix("说"))


@pytest.mark.parametrize("text", ["积极参加", "纷纷表示", "代表发言", "安置工作"])
def test_common_words_are_no_names(text: str) -> None:
    """Nothing is masked after a word like 干部 that any verb may follow."""
    assert measure_name(text) == 0


@pytest.mark.parametrize(
    ("head", "category"),
    [("Grid Name", ""), ("DNA sample", "biometrics"), ("DNA样本", "biometrics"), ("QQ号", "contact")],
)
def test_letters_inside_another_word_forbid_no_column(head: str, category: str) -> None:
    assert find_forbidden_column(head) == category
