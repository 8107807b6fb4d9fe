"""Services and honours are told from words that resemble them."""

from __future__ import annotations

import pytest

from lexicon.awards import award_names, is_award
from lexicon.services import is_service, service_words


@pytest.mark.parametrize("text", ["义诊", "免费理发", "免费上门理发", "法律咨询服务", "暑期托管", "爱心义诊"])
def test_services(text: str) -> None:
    """A known service with the words before it that belong to it."""
    assert is_service(text)


@pytest.mark.parametrize("text", ["服务", "为人民服务", "公共服务", "道路施工", "免费"])
def test_no_services(text: str) -> None:
    """Slogans, trades and building work are none."""
    assert not is_service(text)


def test_every_known_service_is_one() -> None:
    """The list agrees with the rule."""
    assert [word for word in service_words() if not is_service(word)] == []


@pytest.mark.parametrize("text", ["全国文明村", "一等奖", "自治区级示范嘎查", "全旗优秀共产党员", "敬老之星标兵模范"])
def test_awards(text: str) -> None:
    """Honours by name, and endings of honours with a word of level or praise."""
    assert is_award(text)


@pytest.mark.parametrize("text", ["技能大赛", "优秀", "文明", "家庭", "柳树村"])
def test_no_awards(text: str) -> None:
    """Contests, bare praise and names of villages are none."""
    assert not is_award(text)


def test_every_named_honour_is_one() -> None:
    """The list agrees with the rule."""
    assert [name for name in award_names() if not is_award(name)] == []
