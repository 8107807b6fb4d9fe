"""Votes, decided sanctions and examinations."""

from __future__ import annotations

from nlp.statements.evaluation import find_evaluations
from tests.nlp.stated import pairs, read

SESSION = "⟦ORG 青芦县人大常委会⟧第九次会议⟦DATE 6月2日⟧举行。"


def test_a_vote_is_one_statement_for_each_item_and_leads_back_to_the_session() -> None:
    found = read(find_evaluations, SESSION + "会议表决通过了《青芦县河湖管理办法》《青芦县节水条例》。")
    assert pairs(found, "body", "target", "outcome") == [
        ("青芦县人大常委会第九次会议", "《青芦县河湖管理办法》", "表决通过"),
        ("青芦县人大常委会第九次会议", "《青芦县节水条例》", "表决通过"),
    ]


def test_a_vote_on_a_person_has_that_person_as_target() -> None:
    found = read(find_evaluations, SESSION + "会议经表决，任命⟦PERSON 韩知秋⟧为水务局局长。")
    assert pairs(found, "target") == [("韩知秋",)]


def test_a_sanction_belongs_to_the_organ_that_decides_not_to_the_one_that_approves() -> None:
    found = read(
        find_evaluations,
        "经⟦ORG 青芦县纪委常委会⟧会议研究并报⟦ORG 青芦县委⟧批准，"
        "决定给予⟦PERSON 鲁某明⟧开除党籍处分；由⟦ORG 青芦县监委⟧给予其开除公职处分。",
    )
    assert pairs(found, "body", "target", "outcome") == [
        ("青芦县纪委常委会", "鲁某明", "开除党籍处分"),
        ("青芦县监委", "鲁某明", "开除公职处分"),
    ]


def test_an_examination_names_who_examines_and_whom() -> None:
    found = read(find_evaluations, "⟦ORG 青芦县考核组⟧对⟦ORG 河湾镇政府⟧进行了年度考核。")
    assert pairs(found, "body", "target") == [("青芦县考核组", "河湾镇政府")]


def test_passing_an_examination_of_a_road_is_no_vote() -> None:
    assert read(find_evaluations, "车队通过了大桥。") == []
