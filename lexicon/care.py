"""The closed list of care categories that a household may have."""

from __future__ import annotations

from functools import cache

from lexicon.resources import read_yaml

_ENDINGS = ("老年人", "老人", "人员", "对象", "家庭", "供养", "户")


@cache
def care_categories() -> tuple[str, ...]:
    """Return the categories; there are no others."""
    return tuple(read_yaml("care.yaml")["categories"])


@cache
def _category_of() -> dict[str, str]:
    table = read_yaml("care.yaml")["categories"]
    return {word: category for category, words in table.items() for word in words}


def find_care_category(text: str) -> str:
    """Return the category that a word names (低保户 is 低保), "" for anything else, which is not held.

    What such a word ends with to say whom it means (空巢老人户, 独居老年人) changes nothing.
    """
    word = "".join(text.split())
    while word not in _category_of() and (ending := next((e for e in _ENDINGS if word.endswith(e)), "")):
        word = word.removesuffix(ending)
    return _category_of().get(word, "")
