"""Names of bodies of which a part was found become whole."""

from __future__ import annotations

import pytest

from tests.nlp.marked import make_scene


def found(marked: str) -> list[tuple[str, str, str]]:
    return [(str(m.kind), m.text, m.full_name) for m in make_scene(marked).mentions]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("⟦PLACE 中共⟧⟦PLACE 赤峰市⟧⟦ORG 红山区委员会⟧开会。", "中共赤峰市红山区委员会"),
        ("政协⟦PLACE 赤峰市⟧⟦ORG 红山区委员会⟧开会。", "政协赤峰市红山区委员会"),
        ("共青团⟦ORG 红山区委⟧开会。", "共青团红山区委"),
        ("⟦ORG 红山区委⟧办印发通知。", "红山区委办"),
        ("⟦PLACE 永平街道⟧办组织干部走访。", "永平街道办"),
        ("⟦ORG 榆树村村委⟧会的门开着。", "榆树村村委会"),
    ],
)
def test_a_name_is_whole(marked: str, name: str) -> None:
    """What belongs to the name joins it."""
    assert found(marked) == [("ORG", name, "")]


@pytest.mark.parametrize(
    "marked",
    [
        "⟦ORG 红山区委⟧办好十件实事。",
        "⟦PLACE 永平街道⟧办起了食堂。",
        "⟦PLACE 赤峰市⟧一中全会。",
        "⟦ORG 榆树村村委⟧会议召开。",
    ],
)
def test_other_words_join_nothing(marked: str) -> None:
    """Verbs and meetings that go on with the same character stay outside."""
    assert all(not text.endswith(("办", "中", "会")) for _, text, _ in found(marked))


def test_a_numbered_school_has_the_name_of_its_division() -> None:
    """一中 right behind a city is that city's."""
    assert found("⟦PLACE 赤峰市⟧一中开学。")[1] == ("ORG", "一中", "赤峰市一中")


def test_an_introduced_short_name_takes_the_place_of_its_parts() -> None:
    """A tagger may see a person in the short name of a firm; the text says what it is."""
    marked = "⟦ORG 云帆农牧有限公司⟧（以下简称“⟦PERSON 云帆⟧农牧”）开会。⟦PERSON 云帆⟧农牧发言。"
    short = ("ORG", "云帆农牧", "云帆农牧有限公司")
    assert found(marked) == [("ORG", "云帆农牧有限公司", ""), short, short]


def test_the_league_of_the_division_named_before() -> None:
    """团县委 has its level behind the word for the league."""
    assert ("ORG", "团县委", "共青团多伦县委") in found("⟦PLACE 多伦县⟧下了雪。⟦ORG 团县委⟧发出倡议。")


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("⟦PLACE 宽城⟧⟦ORG 满族自治县水务局⟧开会。", ["宽城满族自治县水务局"]),
        ("⟦PLACE 云溪县⟧⟦ORG 第八届人大常委会⟧开会。", ["云溪县第八届人大常委会"]),
        ("⟦PLACE 白桦苏木⟧⟦PLACE 乌兰⟧⟦COMMUNITY 布日嘎查⟧开会。", ["白桦苏木", "乌兰布日嘎查"]),
        ("⟦PLACE 白桦镇⟧⟦PLACE 红山街道⟧⟦COMMUNITY 柳泉村⟧开会。", ["白桦镇", "红山街道", "柳泉村"]),
        ("⟦PLACE 云溪县⟧⟦ORG 第二中学⟧开会。", ["云溪县", "第二中学"]),
    ],
)
def test_a_name_that_was_cut_is_joined(marked: str, names: list[str]) -> None:
    """Where grammar leaves no other reading; a division, a town and a body of its own stay apart."""
    assert [text for _, text, _ in found(marked)] == names


def test_the_head_of_a_sum_is_a_post() -> None:
    """苏木达 right behind the sum was taken for a place or a person."""
    assert found("⟦PLACE 白桦苏木⟧⟦PLACE 苏木达⟧到场。")[1] == ("POST", "苏木达", "")
