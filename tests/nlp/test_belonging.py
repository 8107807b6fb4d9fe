"""PART_OF: units and the bodies that they are part of."""

from __future__ import annotations

import pytest

from nlp.statements.belonging import find_belongings
from tests.nlp.stated import pairs, read

PART, WHOLE, OTHER = "⟦ORG 库伦旗保障中心⟧", "⟦ORG 库伦旗教育局⟧", "⟦ORG 库伦旗考试中心⟧"


def told(marked: str) -> list[tuple[str, ...]]:
    return pairs(read(find_belongings, marked), "part", "whole")


@pytest.mark.parametrize(
    "marked",
    [
        f"{PART}隶属于{WHOLE}。",
        f"{PART}是{WHOLE}的直属事业单位。",
        f"{PART}为{WHOLE}所属公益一类事业单位。",
        f"{PART}由{WHOLE}管理。",
        f"{PART}归{WHOLE}领导，实行新办法。",
        f"{WHOLE}下设{PART}。",
        f"{WHOLE}下属的{PART}正在施工。",
    ],
)
def test_the_part_and_the_whole(marked: str) -> None:
    """However the sentence turns, the unit is the part."""
    assert told(marked) == [("库伦旗保障中心", "库伦旗教育局")]


def test_a_list_of_parts() -> None:
    """Each of them is one."""
    assert told(f"{WHOLE}下设{PART}、{OTHER}。") == [
        ("库伦旗保障中心", "库伦旗教育局"), ("库伦旗考试中心", "库伦旗教育局"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "marked", [f"{PART}和{WHOLE}联合开会。", f"{PART}由{WHOLE}授牌。", f"{WHOLE}管理{PART}的车辆。"]
)
def test_beside_each_other_is_no_part(marked: str) -> None:
    """Meetings, plaques and cars say nothing of who belongs to whom."""
    assert told(marked) == []


def test_a_name_says_whose_unit_it_is() -> None:
    """A section's name begins with its office, written short or in full."""
    assert told("⟦ORG 库伦旗人社局仲裁股⟧答复。") == [("库伦旗人社局仲裁股", "库伦旗人力资源和社会保障局")]
