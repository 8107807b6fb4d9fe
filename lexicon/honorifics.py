"""What people say before and after a name and what is no part of it: 局长王伟, 王伟同志, Mr Wang Wei."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lexicon.alternation import alternate
from lexicon.names import compound_surnames, is_address, is_name_shape, load_surnames, normalise_name
from lexicon.posts import head_nouns, internal_units, known_titles, modifiers, not_posts
from lexicon.resources import read_yaml

_BRACKETED = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")
_ENGLISH_WORD = re.compile(r"\s*([A-Za-z]+)(?:\.\s*|\s+)")
_LONGEST_NAME = 12


@lru_cache(maxsize=20_000)
def strip_titles(words: str) -> str:
    """Return the name alone where titles or courtesies stand around a full name, else the words as they are.

    王书记 stays: a surname with a title is no full name, and who is meant is not for us to guess.
    """
    bare = _strip_english(_BRACKETED.sub("", words).strip())
    name = normalise_name(bare)
    return _strip_around(name) or (bare if bare else words)


def _strip_around(text: str) -> str:
    """Return the full name within titles, "" when there is none or nothing to strip."""
    for cut in range(1, len(text) - 1):
        if not _title().fullmatch(text, cut):
            continue
        name = text[:cut]
        if name in load_surnames():
            return ""
        found = _strip_before(name) or _strip_around(name) or (name if _is_full_name(name) else "")
        if found:
            return found
    return _strip_before(text)


def _strip_before(text: str) -> str:
    """Return the full name at the end of the text behind a title, "" when there is none.

    Of several the one behind the longest title: 总工程师长孙明 is a 总工程师 and no 师长.
    """
    best, name = 0, ""
    for cut in range(2, len(text) - 1):
        title = max((len(word) for word in _title_words() if text.endswith(word, 0, cut)), default=0)
        if title > best and len(text) - cut <= _LONGEST_NAME and _is_full_name(text[cut:]):
            best, name = title, text[cut:]
    return name


def _is_full_name(text: str) -> bool:
    return (
        is_name_shape(text)
        and text not in compound_surnames()
        and not is_address(text)
        and not _title().fullmatch(text)
    )


def _strip_english(words: str) -> str:
    titles = read_yaml("names.yaml")["english_titles"]
    while (found := _ENGLISH_WORD.match(words)) and found[1].lower() in titles:
        words = words[found.end() :]
    return words


@cache
def _title_words() -> tuple[str, ...]:
    """Return the titles in which what stands before a name ends."""
    courtesies = read_yaml("names.yaml")["name_titles"]
    words = {*known_titles(), *head_nouns(), *courtesies, *not_posts()}
    return tuple(word for word in words if len(word) > 1)


@cache
def _title() -> re.Pattern[str]:
    """One title with all that belongs to it: 常务副市长, 党组书记."""
    return re.compile(f"{alternate((*modifiers(), *internal_units()))}*{alternate(_title_words())}")
