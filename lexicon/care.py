"""The closed list of care categories that a household may have."""

from __future__ import annotations

from functools import cache

from lexicon.resources import read_yaml


@cache
def care_categories() -> tuple[str, ...]:
    """Return the categories; there are no others."""
    return tuple(read_yaml("care.yaml")["categories"])


@cache
def _category_of() -> dict[str, str]:
    table = read_yaml("care.yaml")["categories"]
    return {word: category for category, words in table.items() for word in words}


def find_care_category(text: str) -> str:
    """Return the category that a word names (低保户 is 低保), "" for anything else, which is not held."""
    return _category_of().get("".join(text.split()), "")
