"""The line of a post and the area of a body follow from the entity alone, and are never guessed."""

from __future__ import annotations

import pytest

from graph.facet import area_facet, line_facet


@pytest.mark.parametrize(
    ("kind", "name", "code", "expected"),
    [
        ("Organisation", "内蒙古自治区赤峰市教育局", "", "1504"),
        ("Organisation", "山东大学", "", "37"),
        ("Organisation", "辽宁沈阳教育局", "", "2101"),
        ("Organisation", "科尔沁左翼后旗人民政府", "", "150522"),
        ("Organisation", "青海省云岫县教育局", "", "63"),
        ("Organisation", "青川镇人民政府", "", ""),
        ("Organisation", "北京路街道办事处", "", ""),
        ("Organisation", "县教育局", "", ""),
        ("Place", "青川镇", "", ""),
        ("Place", "赤峰市", "", "1504"),
        ("Community", "望槐社区", "632199001001", "632199001001"),
        ("Person", "北京市", "", ""),
        ("Award", "山东省先进集体", "", ""),
    ],
)
def test_area_of_a_body(kind: str, name: str, code: str, expected: str) -> None:
    """Its own code, or the places with which its name surely begins; a short form that a word goes on is none."""
    assert area_facet(kind, name, code) == expected


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("Post", "党支部书记", "party"), ("Post", "县长", "government"), ("Post", "人大常委会主任", "congress"),
        ("Post", "网格员", "front_line"), ("Post", "点灯人", "other"),
        ("Post", "高级工程师", "title"), ("Organisation", "党委", ""),
    ],
)  # fmt: skip
def test_line_of_a_post(kind: str, name: str, expected: str) -> None:
    assert line_facet(kind, name) == expected
