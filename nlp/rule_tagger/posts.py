"""Reads titles of offices into the lattice: known ones word for word, others by unit, modifier and head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lexicon.posts import head_nouns, internal_units, known_titles, modifiers, not_posts
from nlp.rule_tagger.lattice import POST, ROLE, Edge, word_cost
from nlp.rule_tagger.vocabulary import Vocabulary

_KNOWN_COST = 7.5
_COMPOSED_COST = 8.5
# The committee is a body of its own in front of the title: 区委｜书记, 街道党工委｜书记.
_BODY_FIRST = re.compile(r"^(?:省|市|县|区|旗|盟|州|地|团)委|^党工委|^(?:中央|全国|中共|政治局)")


@cache
def _titles() -> Vocabulary[bool]:
    titles = {title: True for title in known_titles() if not _BODY_FIRST.match(title) and len(title) >= 2}
    return Vocabulary(titles)


@cache
def _roles() -> Vocabulary[bool]:
    return Vocabulary({role: True for role in not_posts() if len(role) >= 2})


@cache
def _composed() -> re.Pattern[str]:
    heads = "|".join(head for head in head_nouns() if head not in not_posts())
    units = "|".join(unit for unit in internal_units() if unit != "党工委")
    words = "|".join(word for word in modifiers() if word not in ("原", "时任", "前任", "现任", "全国", "党组成员"))
    return re.compile(
        rf"(?:{units})?(?:{words}){{0,3}}(?:{heads})"
        r"|[一二三四五]级(?:高级)?(?:调研员|主任科员|巡视员|科员|法官|检察官|警长|警员)"
    )


@cache
def _openers() -> frozenset[str]:
    """First characters of what `_composed` can match: one look spares the pattern."""
    words = (*internal_units(), *modifiers(), *head_nouns(), *"一二三四五")
    return frozenset(word[0] for word in words)


def find_posts(text: str, place: int, end: int) -> Iterator[Edge]:
    """Yield the titles that begin at the place, and the roles (记者, 居民) that are no posts but precede names."""
    for stop, _ in _titles().iter_at(text, place, end):
        yield Edge(stop, POST, min(_KNOWN_COST, (word_cost(text[place:stop]) or 99.0) - 1.0))
    if text[place] in _openers() and (found := _composed().match(text, place, end)):
        title = found.group()
        if len(title) >= 2 and title not in not_posts():
            yield Edge(found.end(), POST, _COMPOSED_COST)
    for stop, _ in _roles().iter_at(text, place, end):
        yield Edge(stop, ROLE, min(9.0, (word_cost(text[place:stop]) or 99.0) - 0.5))


def begins_post(text: str, place: int, end: int) -> bool:
    """True where a title begins."""
    return any(True for _ in _titles().iter_at(text, place, end))


