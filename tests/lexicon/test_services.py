"""Services, honours and quantities are told from words that resemble them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lexicon.awards import award_names, is_award
from lexicon.services import is_service, kind_of_service, service_words
from lexicon.units import is_household_count, measure_words, parse_number, split_quantity


@pytest.mark.parametrize("text", ["义诊", "免费理发", "免费上门理发", "法律咨询服务", "暑期托管", "爱心义诊"])
def test_services(text: str) -> None:
    """A known service with the words before it that belong to it."""
    assert is_service(text)


@pytest.mark.parametrize("text", ["服务", "为人民服务", "公共服务", "道路施工", "免费"])
def test_no_services(text: str) -> None:
    """Slogans, trades and building work are none."""
    assert not is_service(text)


def test_services_have_kinds() -> None:
    """The kind is that of the word in which the service ends."""
    assert kind_of_service("免费上门理发") == "daily_help"
    assert kind_of_service("送餐上门") == "meals"
    assert kind_of_service("修路") == ""
    assert [word for word in service_words() if not kind_of_service(word)] == []


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.9万", "19000"),
        ("1,200", "1200"),
        ("三百二十", "320"),
        ("三万二千", "32000"),
        ("两", "2"),
        ("十二", "12"),
        ("2亿", "200000000"),
        ("二〇二四", "2024"),
        ("2000余", "2000"),
        ("８", "8"),
    ],
)
def test_numbers_are_read(text: str, value: str) -> None:
    """Digits, characters, 万 and 亿, commas and signs of more."""
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "余", "几十", "甲", "1.2.3"])
def test_other_words_are_no_numbers(text: str) -> None:
    """What has no definite value gives none."""
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "number", "unit", "about"),
    [
        ("1.9万余元", "1.9万余", "元", True),
        ("二十多名", "二十多", "名", True),
        ("12亩", "12", "亩", False),
        ("三万二千人", "三万二千", "人", False),
        ("60岁以上", "60", "岁", False),
        ("98.6%", "98.6", "%", False),
        ("20户余", "20", "户", True),
    ],
)
def test_quantities_are_taken_apart(text: str, number: str, unit: str, about: bool) -> None:
    """Number as written, measure word, and whether there are some more."""
    quantity = split_quantity(text)
    assert quantity is not None
    assert (quantity.number, quantity.unit, quantity.is_about) == (number, unit, about)


def test_households_are_told_from_other_counts() -> None:
    """户 alone makes a number of households."""
    assert is_household_count("300余户")
    assert not is_household_count("300余人")
    assert not is_household_count("户")
    assert split_quantity("甲乙丙") is None
    assert "户" in measure_words()
