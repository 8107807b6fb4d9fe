"""Which written forms denote the same written name."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lexicon.names import given_names_of, load_surnames, loose_name, normalise_name
from lexicon.pinyin import readings_of
from lexicon.spelling import Sign, is_same_written_name, read_spellings, sounds_of

COMMON = list(load_surnames())[:150]
GIVEN = "岚澈朔蘅砚琛澜珂淼翊恺韬骞汐笙泠彧昀璟曦祎旻尧亦奕好行长重乐和传会华都少曲"
MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
names = st.builds(
    lambda surname, rest: surname + rest,
    st.sampled_from(COMMON),
    st.text(st.sampled_from(GIVEN), min_size=1, max_size=2),
)


def mark(syllable: str, tone: str) -> str:
    """Return the syllable with a mark of its tone on a vowel."""
    place = next(at for at, letter in enumerate(syllable) if letter in "aoeiuv")
    return (syllable[: place + 1] + MARKS[tone] + syllable[place + 1 :] if tone else syllable).replace("v", "u\u0308")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("温如璧", "Wen Rubi"),
        ("温如璧", "Rubi WEN"),
        ("温如璧", "Wēn Rúbì"),
        ("温如璧", "wen1 ru2 bi4"),
        ("温如璧", "wen1ru2bi4"),
        ("温如璧", "WenRubi"),
        ("温如璧", "WENRubi"),
        ("温如璧", "rubiwen"),
        ("温如璧", "Wen, Ru-bi"),
        ("温如璧", "温 ru璧"),
        ("温如璧", "wen如璧"),
        ("温如璧", "Ｗｅｎ　Ｒｕｂｉ"),
        ("溫如璧", "wen如璧"),
        ("温如璧", "局长温如璧"),
        ("温如璧同志", "Wen Rubi"),
        ("温如璧", "Ms Wen Rubi"),
        ("温如璧", "温　如　璧"),
        ("温如璧", "时任县长温如璧"),
        ("温如璧", "温如璧（正处级）"),
        ("贠如璧", "Yun Rubi"),
        ("尉迟如璧", "Rubi Yuchi"),
        ("尉迟如璧", "尉迟　如璧"),
        ("尉迟如璧", "副州长尉迟如璧"),
        ("叶尔肯·巴合提", "叶尔肯●巴合提"),
        ("叶尔肯·巴合提", "叶尔肯 · 巴合提同志"),
        ("覃澈", "Qin Che"),
        ("单朔", "Shuo Shan"),
        ("吕岚", "LYU LAN"),
        ("吕岚", "Lan Lv"),
        ("吕岚", "Lu Lan"),
        ("吕岚", "Lǚ Lán"),
        ("尉迟岚", "Yuchi Lan"),
        ("尉迟岚", "lanyuchi"),
        ("尉迟岚", "LAN Yu Chi"),
        ("陆永安", "Yong'an Lu"),
        ("陆永安", "luyongan"),
        ("艾力·买买提", "Aili Maimaiti"),
        ("艾力·买买提", "Maimaiti·Aili"),
        ("艾力·买买提", "艾力•买买提"),
        ("艾力·买买提", "艾力买买提"),
        ("乌云其木格", "Wuyunqimuge"),
        ("衞如璧", "卫如璧"),
        ("於如璧", "于如璧"),
        ("Wen Rubi", "wēn rúbì"),
        ("陆局长", "陆局长"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    """Both ways round."""
    assert is_same_written_name(one, other)
    assert is_same_written_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("温如璧", "温如碧"),
        ("温如璧", "温璧"),
        ("温如璧", "Wen Rulan"),
        ("温如璧", "Wén Rúbì"),
        ("温如璧", "如璧"),
        ("温如璧", "Rubi"),
        ("温如璧", "温局长"),
        ("温如璧", "老温"),
        ("温如璧", "温某某"),
        ("温如璧", "如璧同志"),
        ("尉迟如璧", "迟如璧"),
        ("尉迟如璧", "于迟如璧"),
        ("叶尔肯·巴合提", "巴合提·叶尔肯"),
        ("叶尔肯·巴合提", "叶尔肯·巴合提江"),
        ("温局长", "温主席"),
        ("温如璧", "文ru璧"),
        ("陆贤", "Lu Xi'an"),
        ("陆西安", "Lù Xián"),
        ("温英", "Wen Yang"),
        ("于岚", "Xu Lan"),
        ("温如璧", "Bi Wen Ru"),
        ("", ""),
        ("·", "·"),
        ("温如璧", ""),
    ],
)
def test_forms_of_two_names(one: str, other: str) -> None:
    """One character, one sound, one tone, one part less; characters are never compared by sound."""
    assert not is_same_written_name(one, other)
    assert not is_same_written_name(other, one)


@settings(deadline=None)
@given(names, st.booleans(), st.sampled_from(["", " ", "-"]), st.data())
def test_every_spelling_of_a_name_is_the_name_property(name: str, first: bool, joint: str, data: st.DataObject) -> None:
    """Any reading of each character, in either order, with tones or without, apart or together."""
    syllables = []
    for character in name:
        syllable, tones = data.draw(st.sampled_from(sorted(readings_of(character).items())))
        tone = data.draw(st.sampled_from(["", *tones]))
        syllables.append(data.draw(st.sampled_from([mark(syllable, tone), syllable + tone])))
    cut = len(name) - len(given_names_of(name)[0])
    words = [joint.join(syllables[:cut]), joint.join(syllables[cut:])]
    written = " ".join(words if first else reversed(words))
    assert is_same_written_name(name, written)


@settings(deadline=None)
@given(names, names)
def test_names_in_characters_are_compared_by_characters_property(one: str, other: str) -> None:
    """No two names that are written otherwise are one, however they sound."""
    assert is_same_written_name(one, other) == (loose_name(one) == loose_name(other))


@settings(deadline=None)
@given(st.text(max_size=12))
def test_normalising_is_idempotent_property(text: str) -> None:
    """The form of a form is the form itself."""
    assert normalise_name(normalise_name(text)) == normalise_name(text)
    assert loose_name(loose_name(text)) == loose_name(text)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_words_may_be_asked_property(text: str) -> None:
    """Whatever somebody types is answered, and what is the same is the same."""
    for spelling in read_spellings(text):
        assert all(sign.character or sign.syllable for sign in spelling)
    assert is_same_written_name(text, text) == bool(loose_name(text))


@pytest.mark.parametrize("table", ["s2t", "s2hk"])
def test_traditional_characters_of_names_are_folded(table: str) -> None:
    """What opencc makes of a character of the simplified standard is found by it; 着 and 昵 have other pairs."""
    converter = opencc.OpenCC(table)
    standard = [c for c in map(chr, range(0x4E00, 0x9FA6)) if c.encode("gb2312", "ignore")]
    lost = {c for c in standard if loose_name(converter.convert(c)) != loose_name(c)}
    assert lost <= set("昵稆")


def test_sounds_keep_the_tones_of_each_character() -> None:
    """A name of two readings has two spellings; marks and letters of others have none."""
    assert sounds_of("乐好") == ((("le", "hao"), ("4", "34")), (("yue", "hao"), ("4", "34")))
    assert sounds_of("艾力·好")[0][0] == ("ai", "li", "hao")
    assert sounds_of("A好") == ()


def test_characters_agree_as_written() -> None:
    """A sign of sound agrees with a character that has it; without a tone any does."""
    assert Sign("岚").agrees_with(Sign("", "lan"))
    assert Sign("", "lan", "2").agrees_with(Sign("岚"))
    assert not Sign("岚").agrees_with(Sign("", "lan", "4"))
    assert not Sign("岚").agrees_with(Sign("兰"))
