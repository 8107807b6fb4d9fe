"""Finds communities and places that no gazetteer has, by their endings and what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from domain.mention import MentionKind
from lexicon.areas import community_suffixes, load_areas
from lexicon.names import sound_characters
from lexicon.resources import read_yaml
from nlp.rule_tagger.candidate import Candidate
from nlp.rule_tagger.growth import TokenRow
from nlp.rule_tagger.lattice import (
    COMMUNITY,
    FUNCTION,
    LATIN,
    NOUN,
    PERSON,
    PHRASE,
    PLACE,
    QUALITY,
    UNKNOWN,
    VALUE,
    VERB,
    word_cost,
)
from nlp.rule_tagger.rank import Rank

_HAN = re.compile(r"[\u4e00-\u9fff0-9]+")
_SHORTEST_STEM = 3
_COMMON = 11.0
"""A word cheaper than this is too common to be a name by itself."""
# What follows 村 where it begins another word (村规, 村落).
_WORD_AFTER = re.compile(r"干部|史|务|头|规|居|落|办|口|校|医|官|长")


@cache
def _endings(*keys: str) -> re.Pattern[str]:
    forms = read_yaml("place_forms.yaml")
    words = [word for key in keys for word in forms[key]]
    return re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))


@cache
def _community_endings() -> re.Pattern[str]:
    return re.compile("|".join(word for word in community_suffixes() if word not in ("组", "苑")))


@cache
def _generic(key: str) -> frozenset[str]:
    return frozenset(read_yaml("place_forms.yaml")[key])


def find_communities(row: TokenRow, start: int, end: int) -> Iterator[Candidate]:
    """Yield 社区, 嘎查, villages and estates; a name of common words only needs a division before it."""
    for found in _community_endings().finditer(row.text, start, end):
        if found.group() == "村" and _WORD_AFTER.match(row.text, found.end()):
            continue
        if begin := _grow_name(row, found.start(), found.end(), start, "generic", 6):
            yield Candidate(begin, found.end(), MentionKind.COMMUNITY, Rank.COMMUNITY)


def find_places(row: TokenRow, start: int, end: int) -> Iterator[Candidate]:
    """Yield divisions, roads, squares, rivers and other places by their endings."""
    for found in _endings("divisions").finditer(row.text, start, end):
        if begin := _grow_name(row, found.start(), found.end(), start, "generic_places", 6):
            yield Candidate(begin, found.end(), MentionKind.PLACE, Rank.AREA + 1)
    for found in _endings("built").finditer(row.text, start, end):
        if begin := _grow_name(row, found.start(), found.end(), start, "generic_places", 6):
            yield Candidate(begin, found.end(), MentionKind.PLACE, Rank.AREA + 1)


_MAY_STAND = (NOUN, UNKNOWN, PERSON, QUALITY, PHRASE, LATIN)


@cache
def _sounds() -> frozenset[str]:
    """Characters that write sounds, without those that are most often grammar."""
    return frozenset(sound_characters()) - frozenset("的了在是和与等到来去有不也就都把为对从里")


def _is_short_county(name: str) -> bool:
    """True for a bare name that a county has too and that may be another thing's here (白塔路, 志丹居民区)."""
    return len(name) == 2 and all(area.level in ("county", "city") for area in load_areas().by_name(name))


_LISTED = re.compile(
    r"(?P<list>(?:[\u4e00-\u9fff]{2,7}、)+[\u4e00-\u9fff]{2,7}?)、?等(?:\d{1,3}|[一二三四五六七八九十两几多]{1,3})?(?:余|多)?个?"
    r"(?P<what>社区|行政村|村|嘎查|小区|镇|乡镇|街道|苏木)(?![\u4e00-\u9fff]*级)"
)
_LIVES = re.compile(r"家住(?P<name>[\u4e00-\u9fff]{3,8}?)(?=的|，|。)")


def find_short_forms(text: str, communities: Iterable[Candidate], start: int, end: int) -> Iterator[Candidate]:
    """Yield communities that the stretch names again without their ending; shorter stems are too often other words."""
    stems = set()
    for community in communities:
        name = text[community.start : community.end]
        suffix = next((word for word in community_suffixes() if name.endswith(word)), "")
        if suffix and len(name) - len(suffix) >= _SHORTEST_STEM and word_cost(name.removesuffix(suffix)) is None:
            stems.add(name.removesuffix(suffix))
    for stem in sorted(stems):
        place = text.find(stem, start, end)
        while place >= 0:
            yield Candidate(place, place + len(stem), MentionKind.COMMUNITY, Rank.COMMON)
            place = text.find(stem, place + len(stem), end)


def find_listed(row: TokenRow, start: int, end: int) -> Iterator[Candidate]:
    """Yield the members of a list that ends in 等社区, without suffix as they stand, and where somebody lives."""
    for found in _LISTED.finditer(row.text, start, end):
        kind = MentionKind.COMMUNITY if found["what"] in ("社区", "行政村", "村", "嘎查", "小区") else MentionKind.PLACE
        place = found.start("list")
        for number, name in enumerate(found["list"].split("、")):
            first = row.index_at(place)
            near = row.tokens[first : first + 5]
            inside = [token for token in near if token.start >= place and token.end <= place + len(name)]
            before = (token.end for token in reversed(inside) if token.kind in (FUNCTION, VERB))
            begin = place if number else next(before, place)
            stop = place + len(name)
            if stop - begin >= 2 and not any(token.kind == VALUE for token in inside):
                yield Candidate(begin, stop, kind, Rank.COMMUNITY)
            place = stop + 1
    for found in _LIVES.finditer(row.text, start, end):
        first = row.index_at(found.start("name"))
        token = row.tokens[first]
        begin = token.end if token.kind == PLACE else found.start("name")
        if 3 <= found.end() - begin <= 8 and row.index_of_end(found.end()) is not None:
            yield Candidate(begin, found.end(), MentionKind.COMMUNITY, Rank.AREA)


def _grow_name(row: TokenRow, begin: int, stop: int, start: int, generic_key: str, most: int) -> int | None:
    """Return where the name with this ending begins, None if nothing before it makes a name."""
    last = row.index_of_end(stop)
    if last is None:
        return None
    generic = _generic(generic_key)
    first = row.index_at(begin)
    place = row.tokens[first].start
    if row.tokens[first].kind in (PLACE, COMMUNITY) and row.tokens[first].end == stop:
        return None
    inner = row.text[place:begin]
    rare = 0.0
    if inner:
        if inner in generic or first != last or word_cost(row.text[place:stop]) is not None:
            return None
        rare = 5.0
    while first > 0 and begin - place < most:
        token = row.tokens[first - 1]
        words = row.words(token)
        if token.kind == PLACE and _is_short_county(words) and place == begin:
            first -= 1
            return token.start
        if words in generic or not (token.kind in _MAY_STAND or words in _sounds()):
            break
        if token.kind == LATIN and not words.isdigit():
            break
        if token.kind in (UNKNOWN, PERSON):
            rare += 6.0
        elif token.kind not in _MAY_STAND:
            rare += 2.0
        elif len(words) == 1 or (word_cost(words) or 99.0) > _COMMON:
            rare += 3.0
        first -= 1
        place = token.start
    stem = row.text[place:begin]
    if not stem or stem in generic or not _HAN.fullmatch(stem) or not 1 <= len(stem) <= most + 1:
        return None
    before = row.tokens[first - 1] if first else None
    after_division = before is not None and before.kind == PLACE
    if len(stem) == 1 and not after_division:
        return None
    return place if after_division or rare >= 6.0 else None


