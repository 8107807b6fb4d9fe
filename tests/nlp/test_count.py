"""Numbers that count something: measure, value, unit, subject and period."""

from __future__ import annotations

import pytest

from nlp.statements.count import find_counts
from nlp.statements.quantity import read_quantity
from tests.nlp.stated import pairs, read


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        ("1.9万余人", "1.9万余", "人"),
        ("2000余份", "2000余", "份"),
        ("60%以上", "60", "%"),
        ("约80户", "80", "户"),
        ("三分之二", "三分之二", ""),
        ("500余万人次", "500余万", "人次"),
        ("零下20多度", "零下20多", "度"),
        ("两个", "两", "个"),
        ("3．5万元", "3．5万", "元"),
        ("十几个", "十几", "个"),
        ("四大类", "四", "大类"),
    ],
)
def test_a_quantity_is_cut_into_number_and_unit(words: str, number: str, unit: str) -> None:
    """Tens of thousands and "more than" belong to the number; a bound like 以上 belongs to neither."""
    quantity = read_quantity(words)
    assert quantity is not None
    assert (quantity.number, quantity.unit) == (number, unit)
    assert words[quantity.number_start : quantity.number_end].rstrip() == number


def test_words_without_a_number_are_no_quantity() -> None:
    assert read_quantity("若干家庭") is None


def test_what_stands_before_the_number_is_counted_when_nothing_follows() -> None:
    counts = read(find_counts, "⟦DATE 2031年⟧，⟦COMMUNITY 柳条湾村⟧新修水渠⟦QUANTITY 12公里⟧。")
    assert pairs(counts, "measure", "value", "unit", "subject", "period") == [
        ("新修水渠", "12", "公里", "柳条湾村", "2031年")
    ]


def test_the_noun_behind_the_unit_is_counted_first() -> None:
    counts = read(find_counts, "⟦COMMUNITY 柳条湾村⟧栽下⟦QUANTITY 3000余棵⟧沙棘。")
    assert pairs(counts, "measure", "value", "unit", "q") == [("沙棘", "3000余", "棵", "3000余棵")]


def test_households_are_counted_like_other_quantities() -> None:
    counts = read(find_counts, "⟦COMMUNITY 柳条湾村⟧走访群众⟦HOUSEHOLD_COUNT 140多户⟧，化解纠纷⟦QUANTITY 9件⟧。")
    assert pairs(counts, "measure", "value", "unit") == [("走访群众", "140多", "户"), ("化解纠纷", "9", "件")]


def test_an_age_is_no_count() -> None:
    assert read(find_counts, "⟦PERSON 贺云岭⟧今年⟦QUANTITY 71岁⟧。") == []


def test_a_time_ago_is_no_count() -> None:
    assert read(find_counts, "⟦QUANTITY 8年⟧前，⟦COMMUNITY 柳条湾村⟧还没有路。") == []


def test_this_community_takes_up_the_one_named_before() -> None:
    counts = read(find_counts, "⟦COMMUNITY 白石桥社区⟧成立了议事会。该社区有楼栋长⟦QUANTITY 46名⟧。")
    assert pairs(counts, "subject", "value") == [("白石桥社区", "46")]


def test_items_of_a_list_have_evidence_of_their_own() -> None:
    counts = read(find_counts, "⟦ORG 晨光服务队⟧有队员⟦QUANTITY 20名⟧、车辆⟦QUANTITY 20辆⟧。")
    assert len({count.evidence for count in counts}) == 2
