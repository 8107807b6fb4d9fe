"""CHANGED: bodies renamed, merged, split, founded and abolished."""

from __future__ import annotations

import pytest

from nlp.statements.change import find_changes
from tests.nlp.marked import make_scene
from tests.nlp.stated import pairs, read

OLD, NEW, THIRD = "⟦ORG 库伦旗招商局⟧", "⟦ORG 库伦旗投资促进局⟧", "⟦ORG 库伦旗工业局⟧"


def told(marked: str) -> set[tuple[str, ...]]:
    return {
        tuple(word.removeprefix("库伦旗") for word in one)
        for one in pairs(read(find_changes, marked), "subject", "change", "other")
    }


@pytest.mark.parametrize(
    "marked",
    [
        f"{OLD}更名为{NEW}。",
        f"经研究，将{OLD}正式改名为{NEW}。",
        f"{NEW}由{OLD}更名而来。",
        f"{NEW}（原{OLD}）搬到新址。",
        f"{NEW}，原名{OLD}，今天开会。",
        f"{OLD}改制为{NEW}。",
    ],
)
def test_a_new_name(marked: str) -> None:
    """However it is put, the old name is the subject and the new one the other."""
    assert told(marked) == {("招商局", "renamed", "投资促进局")}


@pytest.mark.parametrize(
    "marked",
    [
        f"有代表建议将{OLD}更名为{NEW}。",
        f"{OLD}拟更名为{NEW}。",
        f"{OLD}能否更名为{NEW}？",
        f"关于{OLD}更名为{NEW}的请示已上报。",
        f"{OLD}与{NEW}联合开会。",
        f"原{OLD}局长出席。",
    ],
)
def test_what_is_wished_or_asked_is_no_change(marked: str) -> None:
    """Wishes, plans and questions change nothing, nor does standing side by side."""
    assert told(marked) == set()


@pytest.mark.parametrize(
    "marked",
    [
        f"将{OLD}、{THIRD}合并，组建{NEW}。",
        f"{OLD}和{THIRD}的职责整合，组建{NEW}。",
        f"{OLD}与{THIRD}整合为{NEW}。",
        f"{OLD}、{THIRD}并入{NEW}。",
    ],
)
def test_bodies_that_merge(marked: str) -> None:
    """Each of them is a subject; the new body may be told as founded besides."""
    found = {one for one in told(marked) if one[1] != "founded"}
    assert found == {("招商局", "merged", "投资促进局"), ("工业局", "merged", "投资促进局")}


def test_a_part_of_the_duties_is_no_merger() -> None:
    """Only some of its duties went over: the body itself did not."""
    assert told(f"将{OLD}的招商引资职责划入{NEW}。") == set()


def test_what_is_split_off() -> None:
    """Of one body come others."""
    assert told(f"从{OLD}分设{NEW}。") == {("招商局", "split", "投资促进局")}


def test_what_begins_and_what_ends() -> None:
    """撤销…组建 of two names are two bodies that follow each other, no rename."""
    assert told(f"撤销{OLD}，组建{NEW}。") == {
        ("招商局", "abolished", "投资促进局"),
        ("投资促进局", "founded", "招商局"),
    }
    assert told(f"{NEW}挂牌成立。") == {("投资促进局", "founded", "")}
    assert told(f"不再保留{OLD}。") == {("招商局", "abolished", "")}


@pytest.mark.parametrize("marked", [f"{NEW}成立七十周年。", f"{NEW}成立以来成绩很大。", f"撤销{OLD}局长职务。"])
def test_what_only_looks_like_it(marked: str) -> None:
    """An anniversary founds nothing, a dismissal abolishes no body."""
    assert told(marked) == set()


@pytest.mark.parametrize(
    ("marked", "pair"),
    [
        ("撤销⟦PLACE 云岫县⟧，设立县级⟦PLACE 云岫市⟧。", ("云岫县", "renamed", "云岫市")),
        ("⟦PLACE 桃花乡⟧撤乡设镇，改为⟦PLACE 桃花镇⟧。", ("桃花乡", "renamed", "桃花镇")),
        ("⟦COMMUNITY 榆树村⟧撤村改居，更名为⟦COMMUNITY 榆树社区⟧。", ("榆树村", "renamed", "榆树社区")),
    ],
)
def test_a_division_of_another_level(marked: str, pair: tuple[str, str, str]) -> None:
    """A county that becomes a city, a village that becomes a community: one and the same under a new name."""
    assert told(marked) == {pair}


def test_each_of_a_list_by_its_turn() -> None:
    """分别 gives each its own new name; without it a list with one new name stays open."""
    both = f"{OLD}、{THIRD}分别更名为{NEW}、⟦ORG 库伦旗工业和信息化局⟧。"
    assert told(both) == {("招商局", "renamed", "投资促进局"), ("工业局", "renamed", "工业和信息化局")}
    assert told(f"{OLD}、{THIRD}更名为{NEW}。") == set()


def test_the_day_of_the_change() -> None:
    """The date of the sentence is the date of the change and opens its reading."""
    scene = make_scene(f"⟦DATE 2019年3月8日⟧，{OLD}更名为{NEW}。")
    (finding,) = find_changes(scene)
    assert finding.statement.text_of("date") == "2019年3月8日"
    assert finding.valid_from == "2019-03-08"


@pytest.mark.parametrize("body", ["2024年7月1日，{old}更名为{new}。", "{old}于2024年7月1日正式改名为{new}。"])
def test_a_headline_without_a_day_leaves_the_day_of_the_text(body: str) -> None:
    """One change told twice counts once, by the sentence that says when."""
    lines = [
        f"{OLD}更名为{NEW}",
        body.format(old=OLD, new=NEW).replace("2024年7月1日", "⟦DATE 2024年7月1日⟧"),
        f"{OLD}更名为{NEW}。",
    ]
    scene = make_scene("\n".join(lines))
    (found,) = find_changes(scene)
    assert found.valid_from == "2024-07-01"
    assert found.statement.text_of("change") == "renamed"
