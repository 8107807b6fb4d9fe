"""Finds the names of a list that ends in a number of people or households: 甲、乙、丙等十户."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lexicon.name_model import load_name_model
from lexicon.names import is_name_shape, sound_characters
from lexicon.resources import read_yaml
from nlp.rule_tagger.growth import TokenRow
from nlp.rule_tagger.lattice import FUNCTION, PERSON, ROLE, VERB, word_cost

_CLOSE = re.compile(r"等(?:\d{1,4}|[一二三四五六七八九十百两几多]{1,3})[余多]?(?:户|名|位|人(?![大民员]))")
_MEMBERS = re.compile(r"(?:[\u4e00-\u9fff·]{2,9}、)+[\u4e00-\u9fff·]{2,7}$")
_LONGEST_LIST = 600
"""So far back from its end a list is followed: a line without an end must not be read over and over."""
_COMMON = 9.5
"""A word cheaper than this is a word, not a name (教师、医生等5名)."""


@cache
def _place_ends() -> tuple[str, ...]:
    forms = read_yaml("place_forms.yaml")
    return (*forms["divisions"], "村", "社区", "嘎查", "小区", "县", "市", "户", "员", "人", "者")


def find_name_lists(row: TokenRow, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the members of each list all of whose members can be names, and one of which must be."""
    floor = start
    for close in _CLOSE.finditer(row.text, start, end):
        found = _MEMBERS.search(row.text, max(floor, close.start() - _LONGEST_LIST), close.start())
        if found is None:
            continue
        floor = close.end()
        members = list(_split(row, *found.span()))
        words = [row.text[begin:stop] for begin, stop in members]
        if len(words) > 1 and all(map(_may_be_name, words)) and any(map(is_name_shape, words)):
            yield from members


def _split(row: TokenRow, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the members; the first begins behind the last verb, particle or role before its name."""
    place = begin
    for number, words in enumerate(row.text[begin:end].split("、")):
        stop = place + len(words)
        yield (_find_start(row, place, stop) if number == 0 else place), stop
        place = stop + 1


def _find_start(row: TokenRow, place: int, stop: int) -> int:
    number = row.index_at(stop - 1)
    if row.tokens[number].kind == PERSON:
        return max(place, row.tokens[number].start)
    while number >= 0 and row.tokens[number].start > place:
        before = row.tokens[number - 1]
        parts = before.kind in (ROLE, FUNCTION) or (before.kind == VERB and before.end - before.start > 1)
        if parts and stop - row.tokens[number].start > 1:
            return row.tokens[number].start
        number -= 1
    return place


def _may_be_name(words: str) -> bool:
    if not 2 <= len(words) <= 7 or words.endswith(_place_ends()) or (word_cost(words) or 99.0) < _COMMON:
        return False
    if is_name_shape(words):
        return True
    model = load_name_model()
    letters = sound_characters()
    return all(letter in letters or letter in model.firsts or letter in model.singles for letter in words)
