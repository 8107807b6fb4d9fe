"""Organs of discipline are told from those who write about them."""

from __future__ import annotations

import pytest

from lexicon.competence import is_competent_organ


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("云岫县纪委监委", ""), ("中央纪委国家监委网站", ""), ("青海省纪律检查委员会", ""), ("某市监察委员会", ""),
        ("云岫县 纪委监委 微信公众号", ""), ("", "https://www.ccdi.gov.cn/scdc/1.html"), ("转载", "http://ccdi.gov.cn/"),
        ("某集团纪检监察组", ""),
    ],
)  # fmt: skip
def test_an_organ_is_known_by_name_or_host(source: str, url: str) -> None:
    """With the words for where it publishes, and without."""
    assert is_competent_organ(source, url)


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("", ""), ("云岫日报", ""), ("云岫日报（据云岫县纪委监委消息）", ""), ("来源：云岫县纪委监委", ""),
        ("纪委监委报道组日报", ""),
        ("", "https://ccdi.gov.cn.example.org/"), ("", "https://example.org/?u=ccdi.gov.cn"), ("", "ccdi.gov.cn"),
        ("云岫县人民政府", ""), ("", "https://notccdi.gov.cn/"),
    ],
)  # fmt: skip
def test_whoever_reports_on_it_is_none(source: str, url: str) -> None:
    """A paper, a quoted source and a look-alike host are no organ."""
    assert not is_competent_organ(source, url)
