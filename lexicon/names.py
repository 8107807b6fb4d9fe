"""Shapes of names of people: surnames, forms of address, names transcribed from other languages."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from lexicon.alternation import longest_first
from lexicon.folding import HAN, drop_unseen, simplify, unify
from lexicon.resources import read_rows, read_yaml

# 张某, 张某某, 张某强: a name that the source itself has hidden.
_MASKED = re.compile(r"[\u4e00-\u9fff]{1,2}某[\u4e00-\u9fff]?")
_DOTS = re.compile(r"[·•・‧∙⋅･●．.]")
_NO_LETTERS = re.compile(r"[\W_]+")


@cache
def load_surnames() -> dict[str, int]:
    """Return the surnames, compound ones too, with their place in the order of frequency (0 is the first)."""
    return {row[0]: place for place, row in enumerate(read_rows("surnames.tsv"))}


@cache
def rare_surnames() -> frozenset[str]:
    """Return surnames whose character is far more often another word: 国, 平, 海."""
    return frozenset(row[0] for row in read_rows("surnames.tsv") if len(row) > 2 and row[2] == "rare")


@cache
def compound_surnames() -> frozenset[str]:
    """Return the surnames of two and more characters."""
    return frozenset(name for name in load_surnames() if len(name) > 1)


@cache
def address_words() -> tuple[str, ...]:
    """Return the words that make an anonymous person of a surname (大爷, 女士, 师傅), longest first."""
    return longest_first(read_yaml("names.yaml")["address_words"])


@cache
def address_prefixes() -> tuple[str, ...]:
    """Return what stands before a surname for an anonymous person: 小, 老."""
    return tuple(read_yaml("names.yaml")["address_prefixes"])


@cache
def courtesy_words() -> tuple[str, ...]:
    """Return the words after a name that are no part of it: 同志, 老师."""
    return tuple(read_yaml("names.yaml")["courtesy_words"])


@cache
def minority_parts() -> tuple[str, ...]:
    """Return the parts of Mongolian, Tibetan, Turkic and other transcribed names, longest first."""
    names = read_yaml("names.yaml")
    return longest_first(part for key in ("mongolian", "tibetan", "turkic", "other_peoples") for part in names[key])


@cache
def short_names() -> frozenset[str]:
    """Return the Mongolian names of two characters that stand for a person by themselves: 巴图, 高娃."""
    return frozenset(read_yaml("names.yaml")["short_names"])


@cache
def sound_characters() -> frozenset[str]:
    """Return the characters that write the sounds of other languages."""
    return frozenset(read_yaml("names.yaml")["sound_characters"])


def surname_of(name: str) -> str:
    """Return the surname with which the name begins, a compound one before a single one; "" if none.

    欧阳 with nothing after it is read as 欧. The shape alone decides nothing: 高娃 begins with a surname too.
    """
    for length in (4, 3, 2):
        if len(name) > length and name[:length] in compound_surnames():
            return name[:length]
    return name[:1] if name[:1] in load_surnames() else ""


@lru_cache(maxsize=50_000)
def is_han_name_shape(name: str) -> bool:
    """True for a surname, single or compound, and one or two characters; nothing more is claimed.

    A single surname may be followed by a second one (husband's and own) before them.
    """
    surname = surname_of(name)
    if not surname or not HAN.fullmatch(name):
        return False
    given = len(name) - len(surname)
    return 1 <= given <= 2 or (given == 3 and len(surname) == 1 and name[1] in load_surnames())


@lru_cache(maxsize=50_000)
def is_minority_name_shape(name: str) -> bool:
    """True for a name written with a dot, or built of parts of transcribed names.

    Beside a known part of two characters up to half the name may be characters that write sounds. Sounds
    alone make a name from four characters on, or from three without a surname before them; so do they make
    names of places, which the areas tell apart.
    """
    parts = _DOTS.split(name)
    if len(parts) > 1:
        return len(name) >= 4 and all(part and HAN.fullmatch(part) for part in parts)
    if not 2 <= len(name) <= 10 or not HAN.fullmatch(name):
        return False
    if sound_characters().issuperset(name) and len(name) >= (4 if surname_of(name) else 3):
        return True
    left = _strip_parts(name)
    known = len(name) - len(left)
    if known == 0:
        return False
    if not left:
        return True
    return sound_characters().issuperset(left) and known >= 2 and len(left) <= max(1, len(name) // 2)


def _strip_parts(name: str) -> str:
    """Return what is left of the name when known parts, longest first, are taken out."""
    for part in minority_parts():
        if part in name:
            name = name.replace(part, "", 1)
    return name


def is_name_shape(name: str) -> bool:
    """True for either shape."""
    return is_han_name_shape(name) or is_minority_name_shape(name)


def is_address(text: str) -> bool:
    """True for a surname or nickname with a word of kinship or address: 李大爷, 小郑; nobody certain."""
    is_short = len(text) == 2 and text[0] in address_prefixes() and text[1] in load_surnames()
    if is_short and text not in read_yaml("names.yaml")["not_addresses"]:
        return True
    if _MASKED.fullmatch(text) and surname_of(text):
        return True
    for word in address_words():
        stem = text.removesuffix(word)
        if stem == text or not stem:
            continue
        if stem in load_surnames() or (len(stem) == 2 and stem[0] in address_prefixes()):
            return True
    return False


@lru_cache(maxsize=50_000)
def normalise_name(name: str) -> str:
    """Return the form in which names are compared, found and ordered: 馮 鐳, 冯镭 and 冯　镭 are written alike.

    Widths, letter case, inner spaces and dots are folded and traditional characters simplified, each by itself,
    so that the beginning of a name has the beginning of its form; what shows nothing (zero-width characters, marks
    of direction) is no part of it. What stands in the text is never changed.
    """
    text = "".join(unicodedata.normalize("NFKC", drop_unseen(name)).split()).lower()
    return _DOTS.sub("·", "".join(map(simplify, text))).strip("·")


@lru_cache(maxsize=50_000)
def loose_name(name: str) -> str:
    """Return the form in which every way of writing the same characters is one: 於丹 and 于丹, 衞红 and 卫红.

    Dots and marks are left out. Two people may differ in just this (锺 and 钟), so it finds and never decides.
    """
    return _NO_LETTERS.sub("", "".join(map(unify, normalise_name(name))))


def given_names_of(name: str) -> tuple[str, ...]:
    """Return by what somebody of this name is called without the surname, () where nobody can tell.

    Of a name with dots each part after the first; the first is its beginning anyway.
    """
    first, *others = normalise_name(name).split("·")
    if others:
        return tuple(dict.fromkeys(part for part in others if part))
    return (first[len(surname_of(first)) :],) if is_han_name_shape(first) else ()
