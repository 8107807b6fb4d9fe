"""BORN, NATIVE_OF, EDUCATED and JOINED: the facts of a life in notices and careers."""

from __future__ import annotations

import pytest

from nlp.statements.life import find_life
from tests.nlp.marked import make_scene, tell

CAREER = (
    "⟦PERSON 韩立冬⟧，男，汉族，⟦DATE 1975年8月⟧出生，⟦PLACE 内蒙古⟧⟦PLACE 通辽⟧人，⟦DATE 1999年3月⟧加入中国共产党，"
    "⟦DATE 1996年7月⟧参加工作，在职研究生学历，农学硕士，现任某职。"
)


def read(marked: str, predicate: str, *roles: str) -> list[tuple[str, ...]]:
    scene = make_scene(marked)
    return tell(scene, [f for f in find_life(scene) if f.statement.predicate == predicate], *roles)


def test_a_notice_gives_each_fact_of_the_life_once() -> None:
    """The line of a notice holds birth, native place, party, work and levels of education."""
    assert read(CAREER, "BORN", "person", "date") == [("韩立冬", "1975年8月")]
    assert read(CAREER, "NATIVE_OF", "person", "place") == [("韩立冬", "通辽")]
    assert sorted(read(CAREER, "JOINED", "what", "date")) == [("party", "1999年3月"), ("work", "1996年7月")]
    assert read(CAREER, "EDUCATED", "level", "kind") == [("在职研究生学历", "in_service"), ("农学硕士", "")]


@pytest.mark.parametrize(
    "marked",
    [
        "⟦PERSON 韩立冬⟧生于⟦DATE 1975年8月⟧。",
        "⟦PERSON 韩立冬⟧（⟦DATE 1975年8月⟧生）到会。",
        "⟦PERSON 韩立冬⟧简介：出生年月：⟦DATE 1975年8月⟧。",
    ],
)
def test_birth_is_written_in_several_ways(marked: str) -> None:
    """生于, 生 and 出生年月 all give the date."""
    assert read(marked, "BORN", "date") == [("1975年8月",)]


def test_the_date_of_a_fact_is_its_beginning() -> None:
    """Joining and birth begin on their date, as precise as the text gave it."""
    scene = make_scene(CAREER)
    begins = {(f.statement.predicate, f.statement.text_of("what")): f.valid_from for f in find_life(scene)}
    assert begins["BORN", ""] == "1975-08"
    assert begins["JOINED", "party"] == "1999-03"


def test_school_and_major_stand_before_the_level() -> None:
    """某大学某专业大学毕业 names school, major and level."""
    found = read(
        "⟦PERSON 韩立冬⟧，男，⟦DATE 1975年8月⟧生，⟦ORG 丰禾农业大学⟧草业科学专业大学毕业。",
        "EDUCATED",
        "level",
        "school",
        "major",
    )
    assert found == [("大学毕业", "丰禾农业大学", "草业科学")]


def test_a_graduation_is_one_fact_with_the_level_behind_it() -> None:
    """毕业于某校，某学历 is the level, with the school."""
    found = read("⟦PERSON 韩立冬⟧毕业于⟦ORG 丰禾农业大学⟧，研究生学历。", "EDUCATED", "level", "school")
    assert found == [("研究生学历", "丰禾农业大学")]


def test_learning_in_the_line_of_a_career_has_its_years() -> None:
    """A dated line that ends in 学习 is education, from the first date to the last."""
    scene = make_scene("⟦PERSON 韩立冬⟧简历：\n⟦DATE 1992.09—1996.07⟧ ⟦ORG 丰禾农业大学⟧草业科学专业学习\n")
    finding = next(f for f in find_life(scene) if f.statement.predicate == "EDUCATED")
    assert (finding.statement.text_of("level"), finding.valid_from, finding.valid_to) == ("学习", "1992-09", "1996-07")


def test_a_native_place_is_named_or_followed_by_its_people() -> None:
    """籍贯某地 and 某地人 both count; who lives somewhere is no native."""
    assert read("⟦PERSON 韩立冬⟧，籍贯⟦PLACE 通辽⟧，⟦DATE 1975年⟧生。", "NATIVE_OF", "place") == [("通辽",)]
    assert read("⟦PERSON 韩立冬⟧来到⟦PLACE 通辽⟧人民公园。", "NATIVE_OF", "place") == []


@pytest.mark.parametrize(
    "marked",
    [
        "⟦PERSON 韩立冬⟧辅导入党积极分子，讲参加工作组的经历。",
        "⟦PERSON 韩立冬⟧看望大学生，谈本科生的就业。",
        "⟦DATE 1975年8月⟧出生的老人在纳凉。",
        "⟦PERSON 韩立冬⟧说，人民群众的生活好了。",
    ],
)
def test_words_that_only_look_like_facts_give_none(marked: str) -> None:
    """入党积极分子, 大学生 and 生活 are no facts, and a fact without a person is left out."""
    scene = make_scene(marked)
    assert list(find_life(scene)) == []


def test_two_careers_keep_their_facts_apart() -> None:
    """The person named last before a fact is the one it is about."""
    found = read(
        "⟦PERSON 韩立冬⟧，⟦DATE 1975年8月⟧生。\n⟦PERSON 宝力高⟧，⟦DATE 1980年2月⟧生。\n", "BORN", "person", "date"
    )
    assert found == [("韩立冬", "1975年8月"), ("宝力高", "1980年2月")]
