"""What is never held is found, by word, by form and by column head; care is a closed list."""

from __future__ import annotations

import pytest

from lexicon.care import care_categories, find_care_category
from lexicon.forbidden import find_adverse, find_forbidden, find_forbidden_column, forbidden_categories


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
