"""Syllables of characters, and the ways in which people write them."""

from __future__ import annotations

import pytest

from lexicon.names import load_surnames
from lexicon.pinyin import part_word, readings_of


@pytest.mark.parametrize(
    ("surname", "sound"),
    [
        ("曾", "zeng"), ("单", "shan"), ("解", "xie"), ("翟", "zhai"), ("覃", "qin"), ("查", "zha"), ("仇", "qiu"),
        ("区", "ou"), ("朴", "piao"), ("盖", "ge"), ("乐", "yue"), ("缪", "miao"), ("秘", "bi"), ("员", "yun"),
        ("种", "chong"), ("幺", "yao"), ("乜", "nie"), ("折", "she"), ("冼", "xian"), ("召", "shao"), ("隗", "wei"),
        ("撒", "sa"), ("黑", "he"), ("适", "kuo"), ("逄", "pang"), ("谌", "shen"), ("訾", "zi"), ("郗", "xi"),
        ("贠", "yun"),
    ],
)  # fmt: skip
def test_surnames_are_read_as_surnames(surname: str, sound: str) -> None:
    """The sound that a character has as a surname is among its sounds, whatever it is as a word."""
    assert sound in readings_of(surname)


def test_every_surname_has_a_sound() -> None:
    """No surname of the list is beyond search by sound."""
    assert [name for name in load_surnames() if not all(map(readings_of, name))] == []


@pytest.mark.parametrize(
    ("character", "sounds"), [("于", {"yu"}), ("王", {"wang"}), ("英", {"ying"}), ("红", {"hong"}), ("沈", {"shen"})]
)
def test_sounds_of_old_books_do_not_count(character: str, sounds: set[str]) -> None:
    """Else every 徐 search would show the 于."""
    assert set(readings_of(character)) == sounds


@pytest.mark.parametrize(("character", "tones"), [("好", {"hao": "34"}), ("女", {"nv": "3"}), ("伟", {"wei": "3"})])
def test_tones_stand_beside_the_syllable(character: str, tones: dict[str, str]) -> None:
    """All tones of one syllable together, ü as v."""
    assert readings_of(character) == tones


@pytest.mark.parametrize("text", ["a", "é", "。", "·", "1"])
def test_what_is_no_character_has_no_sound(text: str) -> None:
    """Letters and marks are not spelled."""
    assert readings_of(text) == {}


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Wáng", [[("wang", "2")]]),
        ("wang2", [[("wang", "2")]]),
        ("wen1ru2", [[("wen", "1"), ("ru", "2")]]),
        ("Wēnrú", [[("wen", "1"), ("ru", "2")]]),
        ("ＭＩＮ", [[("min", "")]]),
        ("yong'an", [[("yong", ""), ("an", "")]]),
        ("yong-an", [[("yong", ""), ("an", "")]]),
        ("Chun’e", [[("chun", ""), ("e", "")]]),
        ("lǜ", [[("lv", "4")]]),
        ("Lü", [[("lv", "")]]),
        ("lu:3", [[("lv", "3")]]),
        ("LYU", [[("lv", "")]]),
        ("nv3", [[("nv", "3")]]),
        ("xv", [[("xu", "")]]),
        ("lu", [[("lu", "")], [("lv", "")]]),
        ("xian", [[("xian", "")], [("xi", ""), ("an", "")]]),
        ("xi1an1", [[("xi", "1"), ("an", "1")]]),
        ("wang0", [[("wang", "")]]),
    ],
)
def test_words_are_parted(written: str, parts: list[list[tuple[str, str]]]) -> None:
    """Marks, digits, capitals, widths, apostrophes; every way of parting is kept."""
    assert [list(one) for one in part_word(written)] == parts


@pytest.mark.parametrize("written", ["", "xyz", "smith", "'", "2", "tīí", "wang22", "王", "w", "a" * 200])
def test_other_words_are_no_pinyin(written: str) -> None:
    """Words of other languages, two tones on one syllable, marks alone."""
    assert part_word(written) == []
