"""Finds by words what must never be held (RESPONSIBLE.md R5) and adverse claims (R7)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from lexicon.alternation import alternate
from lexicon.resources import read_yaml


@dataclass(frozen=True, slots=True, order=True)
class Forbidden:
    """Where a text shows content of a category that is never held."""

    start: int
    end: int
    category: str
    word: str


@cache
def forbidden_categories() -> tuple[str, ...]:
    """Return the categories, in the file's order."""
    return tuple(key for key in read_yaml("forbidden.yaml") if key != "source")


@cache
def forbidden_words(category: str) -> tuple[str, ...]:
    """Return the words that show a category in running text."""
    return tuple(read_yaml("forbidden.yaml")[category]["texts"])


@cache
def forbidden_columns() -> dict[str, str]:
    """Return the words that make a column's head forbidden, with their categories."""
    table = read_yaml("forbidden.yaml")
    return {word: category for category in forbidden_categories() for word in table[category]["columns"]}


@cache
def _word_form() -> re.Pattern[str]:
    words = {word for name in forbidden_categories() for word in (*forbidden_words(name), *_harmless(name))}
    return re.compile(alternate(words))


@cache
def _harmless(category: str) -> tuple[str, ...]:
    return tuple(read_yaml("forbidden.yaml")[category].get("not", ()))


@cache
def _category_of() -> dict[str, str]:
    return {word: name for name in reversed(forbidden_categories()) for word in forbidden_words(name)}


# Written numbers of persons: 18 characters of an identity number, a mobile telephone.
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[0-9Xx](?![0-9A-Za-z])")
_TELEPHONE = re.compile(r"(?<![0-9])1[3-9]\d{9}(?![0-9])")


def find_forbidden(text: str) -> tuple[Forbidden, ...]:
    """Return every place where the text shows content that is never held, in reading order.

    Identity numbers and mobile numbers are found by their form, the rest by words; a harmless longer word
    that contains one (民族团结, 服务电话) hides it. What is found need not be about anyone: the caller
    decides whether a statement, a cell or a file goes.
    """
    found = [
        Forbidden(match.start(), match.end(), _category_of()[match[0]], match[0])
        for match in _word_form().finditer(text)
        if match[0] in _category_of()
    ]
    found += [Forbidden(m.start(), m.end(), "identity_number", m[0]) for m in _IDENTITY.finditer(text)]
    found += [Forbidden(m.start(), m.end(), "contact", m[0]) for m in _TELEPHONE.finditer(text)]
    return tuple(sorted(found))


def find_forbidden_column(head: str) -> str:
    """Return the category that forbids a column with this head, "" if none does."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", head)).upper()
    for word, category in forbidden_columns().items():
        if word.upper() in text and not any(harmless in text for harmless in _harmless(category)):
            return category
    return ""


@cache
def _adverse_form() -> tuple[re.Pattern[str], frozenset[str]]:
    table = read_yaml("adverse.yaml")
    return re.compile(alternate((*table["words"], *table["harmless"]))), frozenset(table["harmless"])


def find_adverse(text: str) -> tuple[Forbidden, ...]:
    """Return where the text says something adverse of somebody: investigation, punishment, crime.

    Words alone decide, so a line beside such a word is found too: an adverse line kept by mistake does more
    harm than a harmless one left out.
    """
    form, harmless = _adverse_form()
    found = (match for match in form.finditer(text) if match[0] not in harmless)
    return tuple(Forbidden(match.start(), match.end(), "adverse", match[0]) for match in found)
