"""Finds communities and places that no gazetteer has, by their endings and what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from domain.mention import MentionKind
from lexicon.alternation import alternate
from lexicon.areas import community_suffixes, community_words, load_areas
from lexicon.names import minority_parts, sound_characters
from lexicon.resources import read_yaml
from nlp.rule_tagger.areas import AreaFinder
from nlp.rule_tagger.candidate import Candidate
from nlp.rule_tagger.divisions import LevelMarks
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
_SHORTEST_SOUNDED = 3
_SHORTEST_NAME = 3
_LONGEST_STEM = 6
_SURE = 6.0
"""How much must speak for a name where no division stands before it."""
_LOW_LEVELS = ("街道", "镇", "乡", "苏木", "县", "区", "旗")
_DIRECTIONS = frozenset("东南西北")
_COMMON = 11.0
"""A word cheaper than this is too common to be a name by itself."""
# What follows 村 where it begins another word (村规, 村落).
_WORD_AFTER = re.compile(r"干部|史|务|头|规|居|落|办|口|校|医|官|长")


@cache
def _endings(*keys: str) -> re.Pattern[str]:
    forms = read_yaml("place_forms.yaml")
    return re.compile(alternate(word for key in keys for word in forms[key]))


@cache
def _community_endings() -> re.Pattern[str]:
    return re.compile("|".join(word for word in community_suffixes() if word not in ("组", "苑")))


@cache
def _generic(key: str) -> frozenset[str]:
    return frozenset(read_yaml("place_forms.yaml")[key])


_MAY_STAND = (NOUN, UNKNOWN, PERSON, QUALITY, PHRASE, LATIN)


@cache
def _parts() -> frozenset[str]:
    """Parts of names of other languages; divisions bear them as people do."""
    return frozenset(minority_parts())


@cache
def _never() -> frozenset[str]:
    return frozenset(read_yaml("organisation_growth.yaml")["never"])


@cache
def _partings() -> frozenset[str]:
    return frozenset(read_yaml("organisation_growth.yaml")["partings"])


@cache
def _sounds() -> frozenset[str]:
    """Characters that write sounds, without those that are most often grammar."""
    return frozenset(sound_characters()) - frozenset("的了在是和与等到来去有不也就都把为对从里")


def _is_short_county(name: str) -> bool:
    """True for a bare name that a county has too and that may be another thing's here (云溪路, 安化小区)."""
    return len(name) == 2 and all(area.level in ("county", "city") for area in load_areas().by_name(name))


_CLOSE = re.compile(
    r"、?等(?:\d{1,3}|[一二三四五六七八九十两几多]{1,3})?(?:余|多)?个?"
    r"(?P<what>社区|行政村|村|嘎查|小区|镇|乡镇|街道|苏木)(?![\u4e00-\u9fff]{0,20}级)"
)
_MEMBERS = re.compile(r"(?:[\u4e00-\u9fff]{2,7}、)+[\u4e00-\u9fff]{2,7}$")
_LONGEST_LIST = 600
"""So far back from its end a list is followed: a line without an end must not be read over and over."""
_NATIVE = re.compile(r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}?(?=人[，,。])")
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


def find_stems(names: Iterable[str]) -> Iterator[str]:
    """Yield the names of communities without their ending (云杉 of 云杉社区): in their text they name nobody."""
    for name in names:
        suffix = next((word for word in community_suffixes() if name.endswith(word)), "")
        if suffix and len(name) - len(suffix) >= 2:
            yield name.removesuffix(suffix)


def find_listed(row: TokenRow, start: int, end: int) -> Iterator[Candidate]:
    """Yield the members of a list that ends in 等社区, without suffix as they stand, and where somebody lives."""
    floor = start
    for close in _CLOSE.finditer(row.text, start, end):
        listed = _MEMBERS.search(row.text, max(floor, close.start() - _LONGEST_LIST), close.start())
        if listed is None:
            continue
        floor = close.end()
        kind = MentionKind.COMMUNITY if close["what"].endswith(community_words()) else MentionKind.PLACE
        place = listed.start()
        for number, name in enumerate(listed.group().split("、")):
            first = row.index_at(place)
            near = row.tokens[first : first + 5]
            inside = [token for token in near if token.start >= place and token.end <= place + len(name)]
            before = (token.end for token in reversed(inside) if token.kind in (FUNCTION, VERB))
            begin = place if number else next(before, place)
            stop = place + len(name)
            if stop - begin >= 2 and not any(token.kind == VALUE for token in inside):
                yield Candidate(begin, stop, kind, Rank.COMMUNITY)
            place = stop + 1
    for found in _NATIVE.finditer(row.text, start, end):
        number = row.index_at(found.start())
        if number and row.tokens[number].start == found.start() and row.tokens[number - 1].kind == PLACE:
            yield Candidate(found.start(), found.end(), MentionKind.PLACE, Rank.COMMON)
    for found in _LIVES.finditer(row.text, start, end):
        first = row.index_at(found.start("name"))
        token = row.tokens[first]
        begin = token.end if token.kind == PLACE else found.start("name")
        if 3 <= found.end() - begin <= 8 and row.index_of_end(found.end()) is not None:
            yield Candidate(begin, found.end(), MentionKind.COMMUNITY, Rank.AREA)


class PlaceFinder:
    """Finds the places of one stretch by their endings, in the light of what its document names around them."""

    def __init__(self, row: TokenRow, areas: AreaFinder, levels: LevelMarks) -> None:
        self._row = row
        self._areas = areas
        self._levels = levels

    def find(self, start: int, end: int) -> Iterator[Candidate]:
        """Yield 社区, 嘎查, villages and estates, then divisions, roads, squares and rivers."""
        yield from self._find_communities(start, end)
        yield from self._find_divisions(start, end)
        for found in _endings("built").finditer(self._row.text, start, end):
            if (begin := self._grow(found.start(), found.end(), "generic_places", False)) is not None:
                yield Candidate(begin, found.end(), MentionKind.PLACE, Rank.AREA + 1)

    def name_all(self, start: int, end: int) -> dict[str, str]:
        """Return the names, with their kinds, by which the stretch is read once more: sure wherever they stand."""
        names = {self._row.text[found.start : found.end]: COMMUNITY for found in self._find_communities(start, end)}
        for found in self._find_divisions(start, end):
            if found.end in self._levels.ends:
                names[self._row.text[found.start : found.end]] = PLACE
        return {name: kind for name, kind in names.items() if len(name) >= _SHORTEST_NAME}

    def _find_communities(self, start: int, end: int) -> Iterator[Candidate]:
        """Yield communities; a name of common words only needs a division before it."""
        for found in _community_endings().finditer(self._row.text, start, end):
            if found.group() == "村" and _WORD_AFTER.match(self._row.text, found.end()):
                continue
            begin = self._grow(found.start(), found.end(), "generic", False)
            if begin is None and found.group() == "嘎查":
                begin = self._sound_out(found.start(), start)
            if begin is not None:
                yield Candidate(begin, found.end(), MentionKind.COMMUNITY, Rank.COMMUNITY)

    def _sound_out(self, stop: int, start: int) -> int | None:
        """Return where a name written by sound begins that ends at `stop`; it follows a division or a mark.

        The lattice may have read other words into it (乌兰 of 乌兰温都尔 is a place of its own elsewhere).
        """
        text, begin = self._row.text, stop
        while begin > start and stop - begin < _LONGEST_STEM and text[begin - 1] in sound_characters():
            begin -= 1
            if begin in self._levels.ends:
                break
        is_bounded = begin in self._levels.ends or begin == 0 or not _HAN.fullmatch(text[begin - 1])
        return begin if is_bounded and stop - begin >= _SHORTEST_SOUNDED else None

    def _find_divisions(self, start: int, end: int) -> Iterator[Candidate]:
        for found in _endings("divisions").finditer(self._row.text, start, end):
            is_sure = found.end() in self._levels.ends
            if (begin := self._grow(found.start(), found.end(), "generic_places", is_sure)) is not None:
                yield Candidate(begin, found.end(), MentionKind.PLACE, Rank.AREA + 1)

    def _grow(self, begin: int, stop: int, generic_key: str, is_sure: bool) -> int | None:
        """Return where the name with this ending begins, None if nothing before it makes a name."""
        row = self._row
        last = row.index_of_end(stop)
        if last is None:
            return None
        generic = _generic(generic_key)
        first = row.index_at(begin)
        place = row.tokens[first].start
        if row.tokens[first].kind in (PLACE, COMMUNITY) and row.tokens[first].end == stop:
            return None
        rare = _SURE if is_sure else 0.0
        if inner := row.text[place:begin]:
            if inner in generic or first != last or word_cost(row.text[place:stop]) is not None:
                return None
            rare += 5.0
        while first > 0 and begin - place < _LONGEST_STEM:
            token = row.tokens[first - 1]
            words = row.words(token)
            if place in self._levels.ends or words in _never() or (token.kind == LATIN and not words.isdigit()):
                break
            if words in generic and not self._goes_on(first - 1, place != begin, is_sure):
                break
            if token.kind == PLACE and _is_short_county(words):
                if place != begin and not self._is_stray(first - 1):
                    break
                rare += _SURE
            elif token.kind == COMMUNITY and place == begin and not words.endswith(community_suffixes()):
                rare += _SURE
            elif token.kind in _MAY_STAND or words in _sounds():
                rare += _weigh(token.kind, words)
            elif self._is_letter(first - 1, place != begin) or (
                begin - place == 1 and token.kind == VERB and len(words) == 2 and self._is_division(first - 2)
            ):
                rare += 3.0
            else:
                break
            first -= 1
            place = token.start
        stem = row.text[place:begin]
        if not stem or stem in generic or not _HAN.fullmatch(stem) or len(stem) > _LONGEST_STEM + 1:
            return None
        after_division = place in self._levels.ends or self._is_division(first - 1)
        if len(stem) == 1 and not after_division:
            return None
        return place if after_division or rare >= _SURE else None

    def _goes_on(self, number: int, is_inside: bool, is_sure: bool) -> bool:
        """True for a word that makes no name by itself but is the first letter of one: 新 in 新某镇."""
        if not is_inside:
            return False
        token = self._row.tokens[number]
        letter = token.end - token.start == 1 and token.kind in (NOUN, QUALITY, UNKNOWN)
        if letter and (is_sure or self._is_division(number - 1)):
            return token.end not in self._levels.ends
        return self._is_stray(number - 1)

    def _is_division(self, number: int) -> bool:
        """True for a division."""
        return number >= 0 and self._row.tokens[number].kind == PLACE

    def _is_letter(self, number: int, is_inside: bool) -> bool:
        """True for a letter that grammar reads as a word but that stands in a row of single letters, as names do."""
        token = self._row.tokens[number]
        words = self._row.words(token)
        if len(words) != 1 or token.kind not in (VERB, FUNCTION):
            return False
        pairs = (self._row.text[token.start - 1 : token.end], self._row.text[token.start : token.end + 1])
        if pairs[0] in _parts() or (is_inside and pairs[1] in _parts()):
            return True
        if words in _partings():
            return False
        if token.kind == FUNCTION:
            return is_inside and (words in _DIRECTIONS or self._is_stray(number - 1))
        return self._is_single(number - 1) and (is_inside or self._is_single(number - 2))

    def _is_stray(self, number: int) -> bool:
        """True for the short form of a far county, unless a division right before it leads to it."""
        if number < 0 or self._row.tokens[number].kind != PLACE:
            return False
        before = self._row.words(self._row.tokens[number - 1]) if self._is_division(number - 1) else ""
        return (not before or before.endswith(_LOW_LEVELS)) and self._areas.is_stray(
            self._row.words(self._row.tokens[number])
        )

    def _is_single(self, number: int) -> bool:
        if number < 0:
            return False
        words = self._row.words(self._row.tokens[number])
        return len(words) == 1 and _HAN.fullmatch(words) is not None and words not in _partings()


def _weigh(kind: str, words: str) -> float:
    """Return how much the token speaks for a name of its own."""
    if kind in (UNKNOWN, PERSON):
        return 6.0
    if kind not in _MAY_STAND:
        return 2.0
    return 3.0 if len(words) == 1 or (word_cost(words) or 99.0) > _COMMON else 0.0
