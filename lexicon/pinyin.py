"""Pinyin: the syllables of characters, and how people write them.

A syllable has one form in here: small letters, v for ü, no tone. The tones stand beside it as digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from lexicon.folding import HAN
from lexicon.resources import read_yaml

Syllable = tuple[str, str]
"""A syllable and its tone, "" when none is written."""

MOST_SPELLINGS = 64
"""How many ways of parting one word, or of reading one name, are followed; names that people bear have far fewer."""

_LONGEST = 6
_MOST_LETTERS = 80
_TONE_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0306": "3", "\u0300": "4"}
_DIAERESIS = "\u0308"
_LETTER = re.compile("[a-z]")
_WITH_V = ("lv", "nv", "lve", "nve")


@lru_cache(maxsize=20_000)
def readings_of(character: str) -> dict[str, str]:
    """Return the syllables of a character with their tones, the usual syllable first: 好 is {"hao": "34"}.

    What counts is what the dictionary of the standard characters gives today; the readings of old books would make
    a 于 of every Xu. pypinyin's first choice and our own list of surnames come besides. Without a reading: {}.
    """
    from pypinyin import Style, pinyin

    if not HAN.fullmatch(character):
        return {}
    known = pinyin(character, style=Style.TONE, errors="ignore", heteronym=True)
    usual, *others = known[0] if known else ("",)
    standard = _standard_readings().get(ord(character))
    marked = [usual, *(standard.split(",") if standard else others)]
    written = [*(_read_marks(text) for text in marked if text), *_own_readings().get(character, ())]
    tones: dict[str, str] = {}
    for syllable, tone in written:
        if syllable in syllables():
            tones[syllable] = "".join(sorted({*tones.get(syllable, ""), *tone}))
    return tones


@cache
def syllables() -> frozenset[str]:
    """Return every syllable that a standard character has."""
    written = {_read_marks(text)[0] for marked in _standard_readings().values() for text in marked.split(",")}
    return frozenset(syllable for syllable in written if set(syllable) & set("aeiouv"))


def part_word(word: str) -> list[tuple[Syllable, ...]]:
    """Return every way in which a written word is pinyin: "xian" is 贤 and 西安, "xi'an" only the second.

    Tones may be marks or digits, ü may be v, yu or u; apostrophes and hyphens part syllables.
    """
    letters = _read_letters(word)
    if letters is None:
        return []
    return list(islice(_iter_parts(letters, 0), MOST_SPELLINGS))


def _iter_parts(letters: list[tuple[str, str, bool]], start: int) -> Iterator[tuple[Syllable, ...]]:
    """Yield the ways of parting letters (letter, tone, ends a syllable) from `start`, longer first syllables first."""
    if start == len(letters):
        yield ()
        return
    for end in range(min(start + _LONGEST, len(letters)), start, -1):
        inside = letters[start:end]
        tone = "".join(one[1] for one in inside)
        if len(tone) > 1 or any(one[2] for one in inside[:-1]):
            continue
        for syllable in _written_forms().get("".join(one[0] for one in inside), ()):
            for rest in _iter_parts(letters, end):
                yield ((syllable, tone.strip("05")), *rest)


def _read_letters(word: str) -> list[tuple[str, str, bool]] | None:
    """Return the letters of a word, each with the tone written on or after it; None when it cannot be pinyin."""
    out: list[tuple[str, str, bool]] = []
    for sign in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).lower()):
        if _LETTER.match(sign):
            out.append((sign, "", False))
        elif not out:
            return None
        elif sign in _TONE_MARKS and not out[-1][1]:
            out[-1] = (out[-1][0], _TONE_MARKS[sign], out[-1][2])
        elif sign in (_DIAERESIS, ":") and out[-1][0] == "u":
            out[-1] = ("v", out[-1][1], out[-1][2])
        elif sign in "012345" and not out[-1][2]:
            out[-1] = (out[-1][0], out[-1][1] or sign, True)
        elif sign in "'’‘`´-‐‑–":
            out[-1] = (out[-1][0], out[-1][1], True)
        else:
            return None
    return out if 0 < len(out) <= _MOST_LETTERS else None


@cache
def _written_forms() -> dict[str, tuple[str, ...]]:
    """Return the syllables that a row of letters may mean: lu is lu and lv, lyu is lv, jv is ju."""
    forms: dict[str, list[str]] = {syllable: [syllable] for syllable in syllables()}
    for syllable in _WITH_V:
        forms.setdefault(syllable.replace("v", "u"), []).append(syllable)
        forms[syllable.replace("v", "yu")] = [syllable]
    for syllable in syllables():
        if syllable[0] in "jqxy" and "u" in syllable[1:2]:
            forms[syllable.replace("u", "v", 1)] = [syllable]
    return {written: tuple(meant) for written, meant in forms.items()}


def _read_marks(text: str) -> Syllable:
    """Return the syllable and the tone of one reading as dictionaries write it: lǚ is ("lv", "3")."""
    letters, tone = "", ""
    for sign in unicodedata.normalize("NFD", text):
        if sign in _TONE_MARKS:
            tone = _TONE_MARKS[sign]
        elif sign == _DIAERESIS:
            letters = letters[:-1] + "v"
        elif _LETTER.match(sign):
            letters += sign
    return letters, tone


@cache
def _standard_readings() -> dict[int, str]:
    """Return the readings of the 8,105 standard characters by code point: "zēng,céng"."""
    from pypinyin_dict.pinyin_data import ktghz2013

    readings: dict[int, str] = ktghz2013.pinyin_dict
    return readings


@cache
def _own_readings() -> dict[str, tuple[Syllable, ...]]:
    """Return the readings of surnames that the dictionaries lack."""
    listed = read_yaml("names.yaml")["surname_readings"]
    return {name: tuple((word[:-1], word[-1]) for word in words) for name, words in listed.items()}
