"""MEMBER_OF: belonging without a post, residence, and where a listed person comes from."""

from __future__ import annotations

import pytest

from nlp.statements.membership import find_memberships
from tests.nlp.marked import make_scene, tell


def read(marked: str) -> list[tuple[str, ...]]:
    scene = make_scene(marked)
    return tell(scene, find_memberships(scene), "person", "org")


@pytest.mark.parametrize(
    ("marked", "org"),
    [
        ("⟦COMMUNITY 柳泉村⟧村民⟦PERSON 郭满仓⟧在院里晒粮。", "柳泉村"),
        ("家住⟦COMMUNITY 松鹤小区⟧的⟦PERSON_ANON 吴阿姨⟧来取药。", "松鹤小区"),
        ("⟦PERSON 郭满仓⟧住在⟦COMMUNITY 松鹤小区⟧，常来下棋。", "松鹤小区"),
        ("⟦ORG 丰禾医院⟧的⟦PERSON 郭满仓⟧赶来。", "丰禾医院"),
        ("参加人员：⟦PERSON 郭满仓⟧（⟦ORG 县水利局⟧）", "县水利局"),
        ("⟦PERSON 郭满仓⟧是⟦ORG 北岭救援队⟧的一名队员。", "北岭救援队"),
        ("⟦PERSON 郭满仓⟧于⟦DATE 1998年6月⟧加入⟦ORG 中国共产党⟧。", "中国共产党"),
        ("⟦PERSON 郭满仓⟧在⟦ORG 东山选厂⟧工作。", "东山选厂"),
        ("⟦ORG 丰禾律师事务所⟧⟦PERSON 郭满仓⟧律师解答。", "丰禾律师事务所"),
    ],
)
def test_belonging_is_read_from_the_words_between(marked: str, org: str) -> None:
    """Nouns of members, verbs of living and working and brackets tie a person to a body."""
    assert [found[1] for found in read(marked)] == [org]


def test_a_villager_without_a_village_is_of_the_one_named_before() -> None:
    """村民某某 belongs to the village that the text named last."""
    assert read("⟦COMMUNITY 柳泉村⟧通了自来水。村民⟦PERSON 郭满仓⟧很高兴。") == [("郭满仓", "柳泉村")]


def test_residents_of_an_estate_are_not_led_to_another_kind_of_community() -> None:
    """小区居民 looks for the 小区, even when a 社区 was named later."""
    found = read("⟦COMMUNITY 松鹤小区⟧属于⟦COMMUNITY 河东社区⟧。小区居民⟦PERSON 郭满仓⟧说。")
    assert found == [("郭满仓", "松鹤小区")]


def test_several_workplaces_of_a_career_are_one_statement_each() -> None:
    """先后在甲、乙工作 ties the person to both."""
    found = read("⟦PERSON 郭满仓⟧先后在⟦ORG 县水利局⟧、⟦ORG 县农牧局⟧等单位工作。")
    assert found == [("郭满仓", "县水利局"), ("郭满仓", "县农牧局")]


@pytest.mark.parametrize(
    "marked",
    [
        "⟦COMMUNITY 柳泉村⟧⟦POST 党支部书记⟧⟦PERSON 郭满仓⟧走访。",
        "⟦PERSON 郭满仓⟧来到⟦COMMUNITY 柳泉村⟧调研。",
        "⟦ORG 县水利局⟧向⟦PERSON 郭满仓⟧道歉。",
    ],
)
def test_a_post_or_a_visit_is_no_membership(marked: str) -> None:
    """Who holds a post there, comes there or is spoken to there is no member by that."""
    assert read(marked) == []


def test_saying_it_twice_gives_one_statement() -> None:
    """The same pair in one article is stated once, at its first telling."""
    assert len(read("⟦COMMUNITY 柳泉村⟧村民⟦PERSON 郭满仓⟧笑了。⟦COMMUNITY 柳泉村⟧村民⟦PERSON 郭满仓⟧又笑了。")) == 1
