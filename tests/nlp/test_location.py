"""LOCATED_IN: chains of divisions before a name, and what the text says lies somewhere."""

from __future__ import annotations

import pytest

from nlp.statements.location import find_locations
from tests.nlp.marked import make_scene, tell


def read(marked: str) -> list[tuple[str, ...]]:
    scene = make_scene(marked)
    return tell(scene, find_locations(scene), "place_of", "place")


def test_a_chain_of_divisions_gives_the_nearest_division_of_each() -> None:
    """Each name in a chain lies in the one right before it, not in all of them."""
    found = read("⟦PLACE 内蒙古自治区⟧⟦PLACE 通辽市⟧⟦PLACE 库伦旗⟧⟦COMMUNITY 白音塔拉嘎查⟧。")
    assert found == [("通辽市", "内蒙古自治区"), ("库伦旗", "通辽市"), ("白音塔拉嘎查", "库伦旗")]


@pytest.mark.parametrize(
    ("marked", "pair"),
    [
        ("⟦COMMUNITY 柳泉村⟧“⟦ORG 暖心食堂⟧”开张。", ("暖心食堂", "柳泉村")),
        ("⟦COMMUNITY 柳泉村⟧位于⟦PLACE 双河镇⟧。", ("柳泉村", "双河镇")),
        ("⟦ORG 便民驿站⟧在⟦PLACE 双河镇⟧揭牌。", ("便民驿站", "双河镇")),
        ("位于⟦PLACE 双河镇⟧东部的⟦COMMUNITY 柳泉村⟧。", ("柳泉村", "双河镇")),
    ],
)
def test_prefixes_and_verbs_of_place_say_where_a_body_lies(marked: str, pair: tuple[str, str]) -> None:
    """A name in quotation marks behind a place, 位于, and 在…揭牌 all say where something lies."""
    assert read(marked) == [pair]


def test_communities_in_a_list_share_the_street_before_the_first() -> None:
    """甲社区、乙社区 behind one street lie both there."""
    found = read("⟦PLACE 河东街道⟧⟦COMMUNITY 松鹤社区⟧、⟦COMMUNITY 柳荫社区⟧联合举办。")
    assert found == [("松鹤社区", "河东街道"), ("柳荫社区", "河东街道")]


@pytest.mark.parametrize(
    "marked",
    [
        "⟦ORG 县水利局⟧在⟦PLACE 双河镇⟧开会。",
        "⟦PLACE 双河镇⟧、⟦PLACE 青山镇⟧都下了雨。",
        "⟦ORG 县水利局⟧⟦COMMUNITY 柳泉村⟧。",
        "⟦PLACE 锡林郭勒盟⟧⟦ORG 盟委⟧发文。",
        "⟦PLACE 库伦旗⟧⟦PLACE 通辽市⟧。",
    ],
)
def test_names_that_only_stand_beside_each_other_lie_nowhere(marked: str) -> None:
    """A meeting place, a list, a body before a village, a division's own committee, or the wrong order say nothing."""
    assert read(marked) == []


def test_a_pair_is_stated_once_in_an_article() -> None:
    """Repeating the prefix adds nothing."""
    assert len(read("⟦PLACE 双河镇⟧⟦COMMUNITY 柳泉村⟧。⟦PLACE 双河镇⟧⟦COMMUNITY 柳泉村⟧。")) == 1
