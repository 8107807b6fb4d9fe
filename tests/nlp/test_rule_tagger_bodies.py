"""Organisations, divisions, communities, posts, honours and services, and which of them wins an overlap."""

from __future__ import annotations

import pytest

from nlp.rule_tagger.reader import RuleTagger

TAGGER = RuleTagger()


def find(text: str, *kinds: str) -> list[tuple[str, str]]:
    """Return (kind, words) of the mentions of these kinds, in order."""
    mentions = TAGGER.tag(text, 0, len(text))
    return [(str(mention.kind), mention.text) for mention in mentions if str(mention.kind) in kinds]


def test_divisions_in_a_chain_are_one_place_each() -> None:
    assert find("来自云南省大理白族自治州祥云县的代表", "PLACE") == [
        ("PLACE", "云南省"),
        ("PLACE", "大理白族自治州"),
        ("PLACE", "祥云县"),
    ]


def test_the_longest_proper_name_wins_over_the_place_inside_it() -> None:
    assert find("祥云县人民医院派出专家。", "PLACE", "ORG") == [("ORG", "祥云县人民医院")]


def test_a_division_before_a_body_that_has_its_own_stays_a_place() -> None:
    assert find("大理白族自治州祥云县农业农村局发布消息。", "PLACE", "ORG") == [
        ("PLACE", "大理白族自治州"),
        ("ORG", "祥云县农业农村局"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("县委副书记、县长孔令辉主持。", [("ORG", "县委"), ("POST", "副书记"), ("POST", "县长")]),
        ("市纪委书记出席。", [("ORG", "市纪委"), ("POST", "书记")]),
        ("党支部副书记谭芳带队。", [("POST", "党支部副书记")]),
        ("市委组织部部长赵岩到会。", [("ORG", "市委组织部"), ("POST", "部长")]),
        ("二级调研员钟山退休。", [("POST", "二级调研员")]),
    ],
)
def test_committees_are_bodies_and_party_units_open_a_title(text: str, found: list[tuple[str, str]]) -> None:
    assert find(text, "ORG", "POST") == found


@pytest.mark.parametrize(
    "text", ["记者了解到情况。", "相关负责人回应。", "召开党委书记办公会议。", "大家都喊他韩书记。"]
)
def test_reporters_unnamed_functions_meetings_and_address_are_no_posts(text: str) -> None:
    assert find(text, "POST") == []


def test_a_community_is_found_by_its_ending_and_a_rare_word_before_it() -> None:
    assert find("近日，澜庭社区办起夜校。", "COMMUNITY") == [("COMMUNITY", "澜庭社区")]
    assert find("这些老旧小区将改造。", "COMMUNITY") == []


def test_members_of_a_list_that_ends_in_communities_are_communities() -> None:
    found = find("服务覆盖澜庭、双塘、石榴园等3个社区。", "COMMUNITY")
    assert [words for _, words in found] == ["澜庭", "双塘", "石榴园"]


def test_two_bodies_joined_by_and_are_two() -> None:
    assert find("市委和市政府作出部署。", "ORG") == [("ORG", "市委"), ("ORG", "市政府")]


def test_names_within_title_marks_are_not_marked() -> None:
    assert find("依据《云南省物业管理条例》办理。", "PLACE", "ORG") == []


def test_an_honour_is_marked_without_its_quotation_marks() -> None:
    assert find("他被授予“爱岗敬业之星”称号。", "AWARD") == [("AWARD", "爱岗敬业之星")]


def test_members_of_a_list_that_ends_in_services_are_services() -> None:
    text = "站点为老人提供修表、配镜、量体裁衣等服务。"
    assert [words for _, words in find(text, "SERVICE")] == ["修表", "配镜", "量体裁衣"]
