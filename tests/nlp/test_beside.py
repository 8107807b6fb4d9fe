"""Whose body a short name is: by the formal name of a committee, by the title beside it, by the park named before."""

from __future__ import annotations

import pytest

from tests.nlp.marked import make_scene
from tests.nlp.test_holding import read


def name_of(marked: str, text: str) -> str:
    return next(m.full_name for m in reversed(make_scene(marked).mentions) if m.text == text)


@pytest.mark.parametrize(
    ("marked", "text", "expected"),
    [
        ("⟦ORG 中共奈曼旗第十六届委员会⟧开会，⟦ORG 旗委⟧换届。", "旗委", "奈曼旗委"),
        ("⟦ORG 政协奈曼旗第九届委员会⟧闭幕，⟦ORG 旗政协⟧换届。", "旗政协", "奈曼旗政协"),
        ("⟦ORG 奈曼旗政协⟧⟦POST 副主席⟧、⟦ORG 残联⟧⟦POST 理事长⟧到场。", "残联", "奈曼旗残联"),
        ("⟦ORG 奈曼旗教育局⟧⟦POST 局长⟧到场。⟦ORG 残联⟧⟦POST 理事长⟧也到场。", "残联", ""),
        ("⟦PLACE 奈曼旗⟧⟦PLACE 工业园区⟧开会，⟦ORG 园区管委会⟧致辞。", "园区管委会", "奈曼旗工业园区管委会"),
        ("⟦PLACE 甲园区⟧和⟦PLACE 乙园区⟧开会，⟦ORG 园区管委会⟧致辞。", "园区管委会", ""),
    ],
)
def test_what_the_text_says_of_a_short_name(marked: str, text: str, expected: str) -> None:
    """The full name where one is meant, none where the text leaves it open."""
    assert name_of(marked, text) == expected


def test_a_first_head_is_of_the_body_that_the_article_founds() -> None:
    """Not of the old one that the sentence names last, from which it was made."""
    found = read(
        "⟦ORG 奈曼旗应急管理局⟧昨天揭牌，由⟦ORG 奈曼旗安监局⟧等整合组建。"
        "⟦ORG 奈曼旗安监局⟧原⟦POST 局长⟧⟦PERSON 韩立冬⟧出任首任⟦POST 局长⟧。"
    )
    assert found == [
        ("韩立冬", "奈曼旗安监局", "局长", "former"),
        ("韩立冬", "奈曼旗应急管理局", "局长", "appointed"),
    ]


def test_a_kind_of_bodies_is_no_body() -> None:
    """拟任县直部门正职 is proposed in a body that nobody names."""
    found = read(
        "⟦PERSON 韩立冬⟧现任⟦ORG 奈曼旗教育局⟧⟦POST 副局长⟧，拟任⟦POST 正科级领导职务⟧。", "org", "post", "status"
    )
    assert ("", "正科级领导职务", "proposed") in found


def test_the_elected_of_a_conference_are_its_own() -> None:
    """The roster behind 常务委员会 names the heads of what elected it, on the day of the meeting."""
    found = read(
        "⟦ORG 政协奈曼旗第九届委员会⟧选举产生⟦ORG 常务委员会⟧领导成员。⟦POST 主席⟧：⟦PERSON 韩立冬⟧。", "org", "post"
    )
    assert ("政协奈曼旗第九届委员会", "主席") in found
