"""Words of the lines of a résumé: how bodies and titles end, verbs, ladders, what is dropped."""

from __future__ import annotations

import re
from functools import cache

from lexicon.alternation import alternate, longest_first
from lexicon.organisations import organisation_suffixes
from lexicon.resources import read_yaml

_TABLE = "career.yaml"


@cache
def career_words(key: str) -> tuple[str, ...]:
    """Return one list of words, longest first."""
    return longest_first(read_yaml(_TABLE)[key])


@cache
def words_form(*keys: str) -> str:
    """Return a regular expression for any word of these lists, longest first."""
    return alternate({word for key in keys for word in read_yaml(_TABLE)[key]})


@cache
def body_ends() -> tuple[str, ...]:
    """Return how names of bodies and places end, longest first."""
    return longest_first({*organisation_suffixes(), *read_yaml(_TABLE)["body_ends"]})


@cache
def ladders() -> tuple[dict[str, int], ...]:
    """Return the ladders, each with its titles and their rungs."""
    table = read_yaml(_TABLE)["ladders"]
    return tuple({title: n for n, rung in enumerate(rungs) for title in rung.split("/")} for rungs in table)


@cache
def rank_form() -> re.Pattern[str]:
    """Return the form of a rank that a person has and no body."""
    return re.compile(read_yaml(_TABLE)["rank_form"])


@cache
def _never_form() -> tuple[re.Pattern[str], frozenset[str]]:
    table = read_yaml(_TABLE)
    harmless = frozenset(table["never_harmless"])
    return re.compile(alternate({*table["never_lines"], *harmless})), harmless


def is_never_kept(line: str) -> bool:
    """True for a line of a résumé that tells of illness, childbirth, marriage, kin or faith (R5)."""
    form, harmless = _never_form()
    return any(found[0] not in harmless for found in form.finditer(line))
