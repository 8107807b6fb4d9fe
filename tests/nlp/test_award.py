"""Who received an honour, also where the recipients are a group without a name."""

from __future__ import annotations

import pytest

from domain.statement import Value
from nlp.statements.award import find_awards
from tests.nlp.stated import pairs, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⟦DATE 2030年⟧，⟦COMMUNITY 柳条湾村⟧荣获“⟦AWARD 最美河湖村⟧”称号。", [("柳条湾村", "最美河湖村")]),
        ("⟦PERSON 贺云岭⟧、⟦PERSON 苏日娜⟧被评为⟦AWARD 护渠标兵⟧。", [("贺云岭", "护渠标兵"), ("苏日娜", "护渠标兵")]),
        ("⟦ORG 青芦县水务局⟧授予⟦PERSON 贺云岭⟧“⟦AWARD 护渠标兵⟧”称号。", [("贺云岭", "护渠标兵")]),
        ("⟦AWARD 护渠标兵⟧获得者⟦PERSON 贺云岭⟧走上讲台。", [("贺云岭", "护渠标兵")]),
        ("⟦COMMUNITY 柳条湾村⟧是⟦AWARD 节水示范村⟧。", [("柳条湾村", "节水示范村")]),
        ("⟦AWARD 一等奖⟧：⟦PERSON 贺云岭⟧、⟦PERSON 苏日娜⟧。", [("贺云岭", "一等奖"), ("苏日娜", "一等奖")]),
        ("曾获得⟦AWARD 嘉奖⟧的队员⟦PERSON 祁连海⟧发言。", [("祁连海", "嘉奖")]),
        (
            "⟦QUANTITY 两支⟧队伍获得⟦AWARD 二等奖⟧，分别是⟦ORG 青芦县文化馆⟧、⟦ORG 柳条湾舞蹈队⟧。",
            [("两支", "二等奖"), ("青芦县文化馆", "二等奖"), ("柳条湾舞蹈队", "二等奖")],
        ),
        ("⟦AWARD 一等奖⟧花落⟦ORG 青芦县文化馆⟧，掌声响起。", [("青芦县文化馆", "一等奖")]),
        ("⟦PERSON 贺云岭⟧是护渠员。曾获⟦AWARD 护渠标兵⟧。", [("贺云岭", "护渠标兵")]),
        ("⟦ORG 青芦县水务局⟧授予渡口抢险班组“⟦AWARD 先锋号⟧”称号。", [("渡口抢险班组", "先锋号")]),
        (
            "会上，⟦AWARD 劳动模范⟧、⟦AWARD 护渠标兵⟧、⟦ORG 青芦县水务局⟧⟦POST 局长⟧⟦PERSON 贺云岭⟧先后发言。",
            [("贺云岭", "劳动模范"), ("贺云岭", "护渠标兵")],
        ),
        ("“⟦AWARD 护渠标兵⟧”获得者——青芦灌区首任总工程师⟦PERSON 贺云岭⟧来了。", [("贺云岭", "护渠标兵")]),
        ("⟦PERSON 贺云岭⟧守渠多年。在多次抢险中，他先后荣立⟦AWARD 二等功⟧。", [("贺云岭", "二等功")]),
        (
            "⟦COMMUNITY 柳条湾村⟧靠水。近年来，该村修渠治沙，获得“⟦AWARD 节水示范村⟧”称号。",
            [("柳条湾村", "节水示范村")],
        ),
        (
            "⟦ORG 青芦县水务局⟧组建了巡渠队，以渠为家，走了千里，先后获评⟦AWARD 先进集体⟧。",
            [("青芦县水务局", "先进集体")],
        ),
        ("大家向获得“⟦AWARD 护渠标兵⟧”称号的青少年献花。", [("青少年", "护渠标兵")]),
        ("公开资料显示，⟦PERSON 贺云岭⟧是护渠员。曾获⟦AWARD 护渠标兵⟧。", [("贺云岭", "护渠标兵")]),
        ("⟦ORG 青芦县水务局⟧授予⟦PLACE 青芦⟧渡口班组三组“⟦AWARD 先锋号⟧”称号。", [("青芦渡口班组三组", "先锋号")]),
        ("我市“护渠同行”项目获评⟦AWARD 最佳项目⟧。", [("“护渠同行”项目", "最佳项目")]),
    ],
)
def test_the_recipient_of_an_honour_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    """By verb, by giving, by the word holder, by copula, by list and by a relative clause."""
    assert pairs(read(find_awards, text), "recipient", "award") == expected


def test_a_counted_group_is_a_recipient_without_a_name() -> None:
    found = read(find_awards, "大会表彰了⟦QUANTITY 12名⟧⟦AWARD 护渠标兵⟧。")
    assert pairs(found, "recipient", "award") == [("12名", "护渠标兵")]
    assert isinstance(found[0].find("recipient"), Value)


def test_whoever_announces_a_group_is_not_of_it() -> None:
    """Only the names of the list that the amount closes are recipients, not who reads it out."""
    text = (
        "⟦PERSON 贺云岭⟧宣布名单，同意为⟦PERSON 苏日娜⟧、⟦PERSON 祁连海⟧等⟦HOUSEHOLD_COUNT 10户⟧⟦AWARD 节水标兵⟧发奖。"
    )
    assert pairs(read(find_awards, text), "recipient") == [("苏日娜",), ("祁连海",)]


def test_honours_that_are_counted_are_not_who_received_them() -> None:
    """获评2个示范村 counts honours of the town; 评选出2个示范村 counts who received one."""
    found = read(find_awards, "⟦PLACE 青芦镇⟧累计获评⟦QUANTITY 2个⟧⟦AWARD 节水示范村⟧。")
    assert pairs(found, "recipient") == [("青芦镇",)]
    found = read(find_awards, "⟦PLACE 青芦镇⟧评选出⟦QUANTITY 2个⟧⟦AWARD 节水示范村⟧。")
    assert pairs(found, "recipient") == [("2个",)]


def test_a_number_that_only_stands_before_the_verb_received_nothing() -> None:
    """The people whom the work reaches have no honour."""
    found = read(find_awards, "惠及⟦QUANTITY 3000人⟧用水，解决难题，被评为⟦AWARD 先进集体⟧。")
    assert found == []


def test_for_whom_something_is_done_is_not_the_subject_of_the_next_sentence() -> None:
    found = read(find_awards, "大家同意为⟦PERSON 贺云岭⟧修渠。掌声中，曾获⟦AWARD 护渠标兵⟧的邻居们笑了。")
    assert pairs(found, "recipient") == []


def test_honours_with_times_between_them_have_one_recipient() -> None:
    text = "⟦PERSON 贺云岭⟧获评“⟦AWARD 护渠标兵⟧”⟦QUANTITY 2次⟧、第二届“⟦AWARD 劳动能手⟧”，荣立⟦AWARD 三等功⟧。"
    assert pairs(read(find_awards, text), "recipient", "award") == [
        ("贺云岭", "护渠标兵"), ("贺云岭", "劳动能手"), ("贺云岭", "三等功")
    ]  # fmt: skip


def test_times_and_ages_are_no_recipients() -> None:
    """6次 counts how often, 60岁以上 says how old; neither received anything."""
    assert read(find_awards, "三年来“⟦AWARD 先进单位⟧”⟦QUANTITY 6次⟧。") == []
    assert read(find_awards, "评选出⟦QUANTITY 60岁以上⟧⟦AWARD 好婆婆⟧。") == []


def test_year_and_giver_are_given_when_the_sentence_states_them() -> None:
    found = read(find_awards, "⟦DATE 2030年⟧，⟦PERSON 贺云岭⟧被⟦ORG 青芦县水务局⟧授予“⟦AWARD 护渠标兵⟧”称号。")
    assert pairs(found, "recipient", "year", "giver") == [("贺云岭", "2030年", "青芦县水务局")]


def test_a_second_honour_of_the_sentence_has_the_same_recipient() -> None:
    found = read(find_awards, "⟦PERSON 贺云岭⟧荣获⟦AWARD 护渠标兵⟧、⟦AWARD 劳动能手⟧称号。")
    assert pairs(found, "recipient", "award") == [("贺云岭", "护渠标兵"), ("贺云岭", "劳动能手")]


def test_a_name_that_ends_in_the_first_character_of_the_verb_stays_whole() -> None:
    """In 苏丽荣获奖 the person is 苏丽荣, not 苏丽 who 荣获."""
    found = read(find_awards, "⟦PERSON 贺云岭⟧、⟦PERSON 苏丽荣⟧获⟦AWARD 护渠标兵⟧。")
    assert pairs(found, "recipient") == [("贺云岭",), ("苏丽荣",)]


def test_an_honour_that_nobody_received_gives_no_statement() -> None:
    assert read(find_awards, "大家学习“⟦AWARD 护渠标兵⟧”的精神。") == []
