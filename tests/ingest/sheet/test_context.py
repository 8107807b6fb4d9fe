"""What titles say of all the rows below them, and what they leave open."""

from __future__ import annotations

import pytest

from ingest.sheet.context import find_community, find_context, find_labelled, find_org, find_service


@pytest.mark.parametrize(
    ("title", "community"),
    [
        ("云杉社区入户走访台账", "云杉社区"), ("红山街道红山社区居家养老服务登记表（2024年5月）", "红山街道红山社区"),
        ("云杉社区民生诉求台账", "云杉社区"), ("东沟村2024年助餐登记", "东沟村"), ("填报单位：乌兰嘎查", "乌兰嘎查"),
        ("农村低保台账", ""), ("各村人口统计", ""), ("东沟村、西沟村合并台账", ""), ("村务公开表", ""),
        ("社区工作者名册", ""),
    ],
)  # fmt: skip
def test_the_community_of_a_title(title: str, community: str) -> None:
    assert find_community(title) == community


@pytest.mark.parametrize(
    ("titles", "year", "month"),
    [
        (("2024年3月服务台账",), 2024, 3), (("3月", "2024年台账"), 2024, 3), (("2024.03",), 2024, 3),
        (("二〇二四年台账",), 2024, 0),
        (("2023-2024年台账",), 0, 0), (("2023年、2024年",), 0, 0), (("台账",), 0, 0),
        (("十一月", "2023年度"), 2023, 11),
    ],
)  # fmt: skip
def test_year_and_month_of_the_titles(titles: tuple[str, ...], year: int, month: int) -> None:
    found = find_context(titles)
    assert (found.year, found.month) == (year, month)


@pytest.mark.parametrize(
    ("title", "org"),
    [
        ("松岭镇便民服务中心2024年6月值班表", "松岭镇便民服务中心"),
        ("红心物业公司排班表", "红心物业公司"),
        ("2024年春节值班安排表", ""),
        ("值班表", ""),
    ],
)
def test_the_body_of_a_title(title: str, org: str) -> None:
    assert find_org(title) == org


def test_a_title_names_a_service_when_it_names_one() -> None:
    assert find_service("东沟村2024年助餐次数统计表") == "助餐"
    assert find_service("助餐助浴统计表") == ""
    assert find_service("便民服务台账") == ""


def test_what_stands_behind_a_label() -> None:
    titles = ["培训名称：春训 培训时间：2024年4月10日", "填报单位:某某镇民政办"]
    assert find_labelled(titles) == {"培训名称": "春训", "培训时间": "2024年4月10日", "填报单位": "某某镇民政办"}
