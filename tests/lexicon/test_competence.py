"""Organs of discipline are told from those who write about them."""

from __future__ import annotations

import pytest

from lexicon.competence import is_competent_organ


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("云岫县纪委监委", ""), ("中央纪委国家监委网站", ""), ("青海省纪律检查委员会", ""), ("某市监察委员会", ""),
        ("云岫县 纪委监委 微信公众号", ""), ("", "https://www.ccdi.gov.cn/scdc/1.html"), ("转载", "http://ccdi.gov.cn/"),
        ("某集团纪检监察组", ""), ("通辽纪委监委", ""), ("内蒙古自治区通辽市科尔沁区纪委监委", ""),
        ("国家监察委员会", ""),
        ("通辽经济技术开发区纪工委", ""), ("通辽市纪委监委派驻教育局纪检监察组", ""), ("青禾蒙古族自治县纪委监委", ""),
        ("通辽市纪委监委官方微信公众号", ""), ("通辽市纪委监委", "https://www.tongliao.gov.cn/a.html"),
        ("中国共产党青禾市云岫县纪律检查委员会", ""), ("呼和浩特市监委", "http://jw.huhhot.gov.cn"),
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
        ("云岫县人民政府", ""), ("", "https://notccdi.gov.cn/"), ("转自通辽市纪委监委", ""),
        ("网友转载通辽市纪委监委", ""),
        ("据通辽市纪委监委", ""), ("非通辽市纪委监委", ""), ("纪委监委", ""), ("市纪委监委", ""), ("监委网站", ""),
        ("据云岫县纪委监委", ""), ("某报引云岫县纪委监委", ""), ("通辽市纪委监委粉丝", ""), ("通辽市纪委监委网友", ""),
        ("通辽日报社纪委", ""), ("转自某集团纪检监察组", ""), ("假通辽市纪委监委派驻教育局纪检监察组", ""),
        ("北京市通辽市纪委监委", ""), ("不是云岫县监委", ""), ("民间纪委", ""), ("通辽市纪委监委、通辽日报", ""),
        ("通辽市纪委监委", "https://www.sina.com.cn/a.html"), ("通辽市纪委监委", "www.sohu.com/a"),
        ("通辽市纪委监委", "https://tongliao.gov.cn.example.org/"), ("通辽市纪委监委", "https://example.org\\.gov.cn/"),
        ("", "https://example.org\\.ccdi.gov.cn/"), ("", "ftp://ccdi.gov.cn/"), ("通辽市纪委监委", "https://[::1"),
        ("", "https://www.tongliao.gov.cn/"), ("通辽市政府网", "https://www.tongliao.gov.cn/"),
    ],
)  # fmt: skip
def test_whoever_reports_on_it_is_none(source: str, url: str) -> None:
    """A paper, a quoted source and a look-alike host are no organ."""
    assert not is_competent_organ(source, url)
