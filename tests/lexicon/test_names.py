"""Shapes of names of people, and what makes nobody in particular."""

from __future__ import annotations

import pytest

from lexicon.names import (
    is_address,
    is_han_name_shape,
    is_minority_name_shape,
    load_surnames,
    normalise_name,
    rare_surnames,
    surname_of,
)


@pytest.mark.parametrize(
    ("name", "surname"),
    [("张丽", "张"), ("欧阳青云", "欧阳"), ("欧阳", "欧"), ("诸葛明", "诸葛"), ("扎西", "")],
)
def test_surnames_are_read_longest_first(name: str, surname: str) -> None:
    """A compound surname comes before a single one, unless nothing would be left."""
    assert surname_of(name) == surname


@pytest.mark.parametrize("name", ["张丽", "张丽华", "欧阳青云", "陈李丽华"])
def test_han_shapes(name: str) -> None:
    """Surname and one or two characters, also with two surnames."""
    assert is_han_name_shape(name)


@pytest.mark.parametrize("name", ["张", "张丽华红英", "丽华", "张3", "扎西多吉", "a张"])
def test_no_han_shapes(name: str) -> None:
    """Too short, too long, no surname, or no Chinese characters."""
    assert not is_han_name_shape(name)


@pytest.mark.parametrize(
    "name",
    ["巴特尔", "其其格", "乌云高娃", "斯琴图雅", "额尔敦巴图", "扎西多吉", "买买提·吐尔逊", "阿拉坦其木格"],
)
def test_transcribed_shapes(name: str) -> None:
    """Mongolian, Tibetan and Uyghur names are known by their parts, or by the dot."""
    assert is_minority_name_shape(name)


@pytest.mark.parametrize("name", ["张丽华", "人民政府", "社区书记", "图书", "·", "好·"])
def test_no_transcribed_shapes(name: str) -> None:
    """Ordinary names and words have no such parts."""
    assert not is_minority_name_shape(name)


@pytest.mark.parametrize("text", ["周大爷", "小冯", "老许", "司马先生", "孙女士", "郑某", "郑某某", "小冯师傅"])
def test_addresses_name_nobody(text: str) -> None:
    """A surname or nickname with a word of address is nobody in particular."""
    assert is_address(text)


@pytest.mark.parametrize("text", ["大爷", "周丽华", "小区", "先生", "居民"])
def test_other_words_are_no_addresses(text: str) -> None:
    """A word of address alone, a full name, an ordinary word."""
    assert not is_address(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("鐘 嵐", "钟岚"),
        ("陸懷谷", "陆怀谷"),
        ("买买提•艾力", "买买提·艾力"),
        ("张　丽", "张丽"),
        ("買買提・艾力", "买买提·艾力"),
        ("後山", "后山"),
        ("Ｂ座", "b座"),
    ],
)
def test_writings_of_one_name_are_equal(one: str, other: str) -> None:
    """Spaces, widths, dots and traditional characters make no other name."""
    assert normalise_name(one) == normalise_name(other)


@pytest.mark.parametrize("name", ["乾", "徵", "於", "于丹", "余光中"])
def test_characters_of_the_simplified_standard_stay(name: str) -> None:
    """乾 and 於 stand in names by themselves and are no other way of writing 干 and 于."""
    assert normalise_name(name) == name


def test_the_form_of_a_beginning_begins_the_form() -> None:
    """A search by the first characters finds what a search by all of them finds."""
    name = "後鐘乾隆瞭解·陳"
    assert all(normalise_name(name).startswith(normalise_name(name[:end])) for end in range(len(name)))


def test_the_list_of_surnames_is_sound() -> None:
    """Each surname stands once, the most frequent first; the rare ones are among them."""
    surnames = load_surnames()
    assert list(surnames)[:3] == ["王", "李", "张"]
    assert len(surnames) > 450
    assert rare_surnames() < set(surnames)
