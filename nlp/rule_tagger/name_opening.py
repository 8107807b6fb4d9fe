"""Which characters a personal name may begin with: one look spares most places of a text the search for one."""

from __future__ import annotations

from functools import cache

from lexicon.name_model import load_name_model
from nlp.rule_tagger.lattice import word_cost

NUMERALS = frozenset("一二三四五六七八九十零百千万两第〇")
NO_OPENING = NUMERALS - {"万"}
"""No name begins with them."""


@cache
def may_be_rare_surname(character: str) -> bool:
    """True for a character that is on no list and no word: what else should it be in front of a given name."""
    if character in load_name_model().surnames or character in NUMERALS:
        return False
    return word_cost(character) is None and "\u4e00" <= character <= "\u9fff"


@cache
def may_open(character: str) -> bool:
    """True for a character that a name without a dot may begin with."""
    if may_be_rare_surname(character):
        return True
    model = load_name_model()
    is_listed = character in model.sounds or character in model.firsts or character in _surname_openers()
    return is_listed and character not in NO_OPENING


@cache
def _surname_openers() -> frozenset[str]:
    return frozenset(surname[0] for surname in load_name_model().surnames)
