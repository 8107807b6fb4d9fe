"""Reads personal names into the lattice and anonymous residents (surname with 大爷, 女士) out of the text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from domain.mention import MentionKind
from lexicon.alternation import alternate, longest_first
from lexicon.name_model import load_name_model
from lexicon.names import address_words, is_minority_name_shape, minority_parts, short_names, sound_characters
from lexicon.resources import read_yaml
from nlp.rule_tagger.candidate import Candidate
from nlp.rule_tagger.divisions import LevelMarks
from nlp.rule_tagger.growth import TokenRow
from nlp.rule_tagger.lattice import (
    FUNCTION,
    MARK,
    PERSON,
    PLACE,
    POST,
    ROLE,
    UNKNOWN,
    VERB,
    Edge,
    remember,
    word_cost,
    word_kind,
)
from nlp.rule_tagger.name_opening import NO_OPENING, NUMERALS, may_be_rare_surname, may_open
from nlp.rule_tagger.posts import begins_post
from nlp.rule_tagger.rank import Rank

_PRIOR = 5.0
_GIVEN_PRIOR = 14.0
_SOUND_PRIOR = 11.0
_NO_CONTEXT = 2.5
_PARTS_PRIOR = 13.0
_SURNAME_TOO = 6.0
"""What a name of many sounds costs more that has a surname before it (surname and 格日勒图)."""
_RARE_SURNAME = 12.5
"""Cost of a character that is no common word and on no list, read as a surname."""
_MOST_REPEATED = 4.0
_KNOWN_NAME = 4.0
_SHORT_NAME = 9.0
"""Cost of a listed name of two sounds where what follows is done by people (巴图说)."""
_DOTTED_MOST = 8.0
"""Most that a character of a dotted name costs on average; above it the dot joins words, not sounds."""
_DOTS = "·•・‧"
_DOT_SET = frozenset(_DOTS)
_LONGEST_NAME = 7
"""Of a name without surname or dot, in characters."""
_TORN = 8.0
"""What a name costs more that a dot joins to the letters beside it: it is a part of a longer one."""
_DOTTED = re.compile(rf"[\u4e00-\u9fff]{{2,7}}(?:[{_DOTS}][\u4e00-\u9fff]{{1,8}}){{1,3}}")
_LIST_MARKS = frozenset("\n、：:")
_IN_LIST = -6.0
"""A line or member of a list that goes on with a bracket: 姓名（单位）."""
_LINE_IN_LIST = re.compile(
    r"[（(][^（）()\n]{2,20}[）)][ \u3000]*"
    r"(?:\n[ \u3000]*[\u4e00-\u9fff][\u4e00-\u9fff \u3000]{1,5}|、[\u4e00-\u9fff]{2,4})[（(]"
)
_PROPOSED = re.compile(r"(?:对象|人选|候选人|名单)[：:]?[ \u3000]*\n[ \u3000]*$")
_IN_NOTICE = -7.0
"""A line or member of a notice that goes on with the post: 姓名为某职, 姓名的某职职务."""
_NOTICE = re.compile(
    r"(?:同志)?(?:为[\u4e00-\u9fff、]{3,40}(?=[；;。，\n]|$)|(?:所任|担任|兼任)?的?[\u4e00-\u9fff、]{3,40}职务)"
)
_BEFORE_NOTICE = re.compile(r"(?:^|[\n：:；;、]|任命|免去|同意|决定)[ \u3000]*$")
_POST_ENDS = frozenset("长记任员席达理事")
"""Last letters of titles: a name of many sounds is tried behind them whatever follows it."""
_NOTICE_OPENERS = frozenset("为的同所担兼")
_SPECIAL = frozenset("（(\n") | _NOTICE_OPENERS
_PEOPLE = re.compile(r"人[，,。；、）]")
_AS_SOON = re.compile(r"一[有到说听看见想边直起进回来]")
_STRONG = -3.0
"""What follows is done by people: it speaks for a name."""
_ORIGIN = 12.0
"""What a name costs more that reads as the people of a place (某地人)."""
_COMMON_GIVEN = 11.0
_GIVEN_IS_WORD = 3.0
"""What a name costs more whose given name is a common word (惠民生)."""
_SPACED = re.compile(r"[\u4e00-\u9fff][ \u3000]{1,4}([\u4e00-\u9fff])(?=[（(\n，,、]|\s*$|[ \u3000]{2,})")
_COMMON_WORD = 12.0
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_AT_MARK = -1.5
_MARKS_AFTER = re.compile(r"[、，。：；（）()】\]\s/|]|$")


@cache
def _after() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = read_yaml("name_context.yaml")
    strong = alternate({*words["after_strong"], *words["actions"]})
    return re.compile(strong), re.compile("|".join(words["after_weak"]))


@cache
def _actions() -> re.Pattern[str]:
    return re.compile(alternate(read_yaml("name_context.yaml")["actions"]))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(read_yaml('name_context.yaml')['before'])})$")


@cache
def _part_openers() -> frozenset[str]:
    return frozenset(part[0] for part in minority_parts())


@cache
def _anonymous() -> re.Pattern[str]:
    model = load_name_model()
    surnames = "".join(sorted(name for name, cost in model.surnames.items() if len(name) == 1 and cost < 9.5))
    context = read_yaml("name_context.yaml")
    known = {*context["address"], *address_words()} - set(context["no_address"])
    after = "|".join(context["after_nickname"])
    return re.compile(
        rf"(?<![\u4e00-\u9fff]老)(?:[{surnames}]|[{surnames}]老){alternate(known)}(?![\u4e00-\u9fff]?某)"
        rf"|(?<![大中从最幼较矮弱])[小老阿][{surnames}](?={after})"
    )


class NameFinder:
    """Finds personal names in one stretch of a document; the names it learns it knows everywhere in it."""

    def __init__(self, levels: LevelMarks, repeated: Mapping[str, int] | None = None) -> None:
        self._levels = levels
        self._repeated = repeated or {}
        self._taken: frozenset[str] = frozenset()
        self._known: dict[str, tuple[str, ...]] = {}
        self._model = load_name_model()
        self._ahead: dict[int, float] = {}
        self._asked: dict[int, bool] = {}
        self._barren: set[int] = set()
        self._found = remember(self._find_unlearned)

    def learn(self, known: frozenset[str], taken: frozenset[str]) -> NameFinder:
        """Return a finder for the same stretch that knows these names; it shares what was found without them.

        What is `taken` is the name of a place or community of the same text and never a person's.
        """
        other = NameFinder(self._levels, self._repeated)
        other._found = self._found
        other._taken = taken
        for name in longest_first(known):
            other._known[name[:2]] = (*other._known.get(name[:2], ()), name)
        return other

    def find_names(self, text: str, place: int, end: int) -> Iterator[Edge]:
        """Yield the names that may begin at the place, each with its cost here; none crosses a level word."""
        if names := self._known.get(text[place : place + 2]):
            yield from self._admit(text, place, self._find_known(names, text, place, end))
        for edge in self._found(text, place, end):
            if text[place : edge.end] not in self._taken:
                yield edge

    def _find_known(self, names: Iterable[str], text: str, place: int, end: int) -> Iterator[Edge]:
        for name in names:
            if text.startswith(name, place) and place + len(name) <= end:
                yield Edge(place + len(name), PERSON, _KNOWN_NAME)

    def _find_unlearned(self, text: str, place: int, end: int) -> Iterable[Edge]:
        if may_open(text[place]) or not _DOT_SET.isdisjoint(text[place + 1 : place + 8]):
            return self._admit(text, place, self._find_names(text, place, end))
        return ()

    def _admit(self, text: str, place: int, edges: Iterable[Edge]) -> Iterator[Edge]:
        """Yield the edges that end where a name may end; one next to a dot costs more."""
        behind_dot = text[place - 1 : place] in _DOT_SET
        for edge in edges:
            if self._levels.cuts(place, edge.end) or _ends_elsewhere(text, edge.end):
                continue
            if text[place : edge.end] in self._taken or _runs_into_action(text, place, edge.end):
                continue
            if behind_dot or text[edge.end : edge.end + 1] in _DOT_SET:
                yield Edge(edge.end, PERSON, edge.cost + _TORN)
            else:
                yield edge

    def _find_names(self, text: str, place: int, end: int) -> Iterator[Edge]:
        character = text[place]
        model = self._model
        if may_be_rare_surname(character):
            for length in (2, 3):
                if place + length <= end and _HAN.fullmatch(text, place, place + length):
                    stop = place + length
                    given_cost = _PRIOR + _RARE_SURNAME + model.given_cost(text[place + 1 : stop])
                    yield Edge(stop, PERSON, given_cost + self._context_cost(text, place, stop, end))
        if character in NO_OPENING:
            return
        if character in model.surnames or text[place : place + 2] in model.surnames:
            for length in (2, 3, 4):
                stop = place + length
                if stop > end:
                    break
                cost = model.find_cost(text[place:stop])
                if cost is not None and not _is_weekday(text[place:stop]):
                    is_listed = text[stop : stop + 1] in ("（", "(") and text[place - 1 : place] in (
                        "\n",
                        "、",
                        "：",
                        ":",
                    )
                    context = self._context_cost(text, place, stop, end)
                    is_asked = is_listed or (context <= _STRONG and text[place - 1 : place] in _POST_ENDS)
                    if not is_asked and length == 3 and (word_cost(text[place + 1 : stop]) or 99.0) < _COMMON_GIVEN:
                        cost += _GIVEN_IS_WORD
                    often = self._repeated.get(text[place:stop], 1)
                    known = min(_MOST_REPEATED, 2.0 * math.log2(often)) if often > 2 else 0.0
                    yield Edge(stop, PERSON, _PRIOR + cost - known + context)
            for length in (4, 5, 6):
                stop = place + length
                if stop <= end and character in model.surnames and self._is_built_of_parts(text[place + 1 : stop]):
                    yield Edge(stop, PERSON, _PARTS_PRIOR + _SURNAME_TOO + self._context_cost(text, place, stop, end))
            if spaced := _SPACED.match(text, place, end):
                cost = model.find_cost(character + spaced[1])
                if cost is not None:
                    yield Edge(spaced.end(1), PERSON, cost - 2.0)
        if character in model.sounds or character in model.firsts:
            yield from self._find_other_names(text, place, end)
        if not _DOT_SET.isdisjoint(text[place + 1 : place + 8]):
            yield from self._find_dotted(text, place, end)

    def _find_other_names(self, text: str, place: int, end: int) -> Iterator[Edge]:
        """Yield names without surname and names written by sound, where what stands beside them asks for one."""
        if text[place : place + 2] in short_names() and _actions().match(text, place + 2, end):
            yield Edge(place + 2, PERSON, _SHORT_NAME)
        run = _HAN.match(text, place, min(end, place + _LONGEST_NAME))
        is_asked = self._is_asked(text, place)
        for stop in range(place + 2, run.end() + 1 if run else 0):
            length = stop - place
            is_barren = not is_asked and stop in self._barren
            context = _NO_CONTEXT if is_barren else self._context_cost(text, place, stop, end)
            if context > 0:
                if length > 3 and text[place - 1 : place] in _POST_ENDS and self._is_built_of_parts(text[place:stop]):
                    yield Edge(stop, PERSON, _PARTS_PRIOR)
                continue
            if set(text[place:stop]) & NUMERALS or (word_cost(text[place : place + 2]) or 99.0) < _COMMON_WORD:
                continue
            if length > 2 and self._is_built_of_parts(text[place:stop]):
                yield Edge(stop, PERSON, _PARTS_PRIOR + context)
                continue
            if length > 5 or (
                length > 3 and VERB in (word_kind(text[stop - 2 : stop]), word_kind(text[stop - 1 : stop + 1]))
            ):
                continue
            cost = _SOUND_PRIOR + self._model.sound_cost(text[place:stop])
            if length == 2:
                cost = min(cost, _GIVEN_PRIOR + self._model.given_cost(text[place:stop]))
            yield Edge(stop, PERSON, cost + context + 2.0)

    def _is_built_of_parts(self, text: str) -> bool:
        return text[0] in _part_openers() and is_minority_name_shape(text)

    def _find_dotted(self, text: str, place: int, end: int) -> Iterator[Edge]:
        found = _DOTTED.match(text, place, end)
        if not found:
            return
        first = min(found.group().index(dot) for dot in _DOTS if dot in found.group())
        last = max(found.group().rindex(dot) for dot in _DOTS if dot in found.group())
        head = self._model.sound_cost(text[place : place + first])
        if head > _DOTTED_MOST * first:
            return
        for stop in range(place + last + 2, found.end() + 1):
            tail = self._model.sound_cost(text[place + last + 1 : stop])
            if tail > _DOTTED_MOST * (stop - place - last - 1):
                continue
            yield Edge(stop, PERSON, 1.0 + 0.85 * (head + tail) + self._context_cost(text, place, stop, end))

    def _context_cost(self, text: str, place: int, stop: int, end: int) -> float:
        next_one = text[stop : stop + 1]
        if next_one in _SPECIAL and (special := self._special_cost(text, place, stop, end)) is not None:
            return special
        after = self._ahead.get(stop)
        if after is None:
            after = self._ahead[stop] = self._weigh_ahead(text, stop, end)
            if after > 0 and next_one not in _SPECIAL:
                self._barren.add(stop)
        if after == _ORIGIN:
            return after
        if after == _AT_MARK:
            alone = "\u4e00" <= text[place - 1 : place] <= "\u9fff" and text[place - 1] not in _POST_ENDS
            after = 0.7 if alone else -1.5
        if self._is_asked(text, place):
            return after - 1.0
        return after + (_NO_CONTEXT if after > 0 else 0.0)

    def _is_asked(self, text: str, place: int) -> bool:
        """True where what stands in front asks for a name."""
        asked = self._asked.get(place)
        if asked is None:
            asked = self._asked[place] = _before().search(text, max(0, place - 4), place) is not None
        return asked

    def _special_cost(self, text: str, place: int, stop: int, end: int) -> float | None:
        """Return what a list or a notice says of a name before a bracket, a word that opens one, or a line end."""
        if text[stop : stop + 1] in ("（", "(") and (place == 0 or text[place - 1] in _LIST_MARKS):
            return 2 * _IN_LIST if _LINE_IN_LIST.match(text, stop, end) else _IN_LIST
        opens = text[stop : stop + 1] in _NOTICE_OPENERS and _BEFORE_NOTICE.search(text, max(0, place - 4), place)
        if opens and _NOTICE.match(text, stop, end):
            return _IN_NOTICE
        if text[stop : stop + 1] == "\n" and _PROPOSED.search(text, max(0, place - 10), place):
            return _IN_LIST
        return None

    def _weigh_ahead(self, text: str, stop: int, end: int) -> float:
        """Return what the words at and behind the end say, whatever name ends there."""
        if text[stop - 1] == "人" or _AS_SOON.match(text, stop - 1, end) or _PEOPLE.match(text, stop, end):
            return _ORIGIN
        strong, weak = _after()
        if _MARKS_AFTER.match(text, stop):
            return _AT_MARK
        if strong.match(text, stop) or begins_post(text, stop, end):
            return _STRONG
        return -1.0 if weak.match(text, stop) else 0.5


_INSIDE = frozenset("里外口头")
_FAR_COMMUNITY = "嘎查"


@cache
def _community_ahead() -> re.Pattern[str]:
    """Up to three letters of sound and 嘎查: the name goes on to there."""
    letters = "".join(sorted(sound_characters() - set("的了在是和与")))
    return re.compile(rf"[{letters}]{{1,3}}{_FAR_COMMUNITY}")


def _ends_elsewhere(text: str, end: int) -> bool:
    """True where the letters before or behind the end make it the name of a people or of a community."""
    if _FAR_COMMUNITY in text[end : end + 5] and _community_ahead().match(text, end):
        return True
    if text[end : end + 1] == "村" and text[end + 1 : end + 2] not in _INSIDE:
        return True
    if text[end - 1] in "村乡镇" and "\u4e00" <= text[end : end + 1] <= "\u9fff":
        return True
    return (
        "族" in (text[end - 1], text[end : end + 1])
        or text[end - 2 : end] in ("嘎查", "苏木", "社区")
        or text[end : end + 2] in ("嘎查", "苏木", "社区", "小区")
        or text[end - 1 : end + 1] in ("嘎查", "苏木")
    )


def _runs_into_action(text: str, place: int, end: int) -> bool:
    """True where a word for what people do begins behind the second character and before the end of the name."""
    return any(_actions().match(text, inside) for inside in range(place + 2, end))


def _is_weekday(text: str) -> bool:
    return len(text) == 2 and text[0] == "周" and text[1] in "一二三四五六日末"


def bond_names(before: str, kind: str) -> float:
    """Return what the neighbour in front adds to the cost: a title asks for a name, a stray letter parts none."""
    if kind == PERSON:
        if before in (POST, ROLE):
            return -5.0
        if before == MARK:
            return -0.5
        if before == PLACE:
            return 1.0
        return 6.0 if before == PERSON else 1.5
    if kind == POST and before == PERSON:
        return -2.0
    if kind == PLACE and before == UNKNOWN:
        return 2.5
    return 0.0


def find_anonymous(row: TokenRow, start: int, end: int) -> Iterator[Candidate]:
    """Yield residents known by surname and address word only (李大爷), who never become persons."""
    for found in _anonymous().finditer(row.text, start, end):
        token = row.tokens[row.index_at(found.start())]
        if token.start != found.start() or word_cost(found.group()) is not None:
            continue
        if token.kind == FUNCTION and found.group()[0] in _GRAMMAR:
            continue
        yield Candidate(found.start(), found.end(), MentionKind.PERSON_ANON, Rank.CONTEXT)


_GRAMMAR = frozenset("和于任时解多从")


def count_repeated(text: str, start: int, end: int) -> dict[str, int]:
    """Return how often each string with the shape of a name stands in the stretch, where that is often."""
    surnames = load_name_model().surnames
    counts: Counter[str] = Counter()
    for place in range(start, end - 1):
        if text[place] in surnames:
            counts[text[place : place + 2]] += 1
            counts[text[place : place + 3]] += 1
    often = {name: count for name, count in counts.items() if count > 2}
    for longer, count in tuple(often.items()):
        if len(longer) == 3 and often.get(longer[:2], 0) <= count:
            often.pop(longer[:2], None)
    return often
