"""Finds organisations: an ending that organisations have, grown leftwards to the area or the name before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache

from domain.mention import MentionKind
from lexicon.alternation import alternate
from lexicon.organisations import (
    department_names,
    is_bare,
    media_names,
    media_suffixes,
    national_bodies,
    organisation_suffixes,
)
from lexicon.resources import read_yaml
from nlp.rule_tagger.candidate import Candidate
from nlp.rule_tagger.growth import TokenRow
from nlp.rule_tagger.lattice import (
    FUNCTION,
    LATIN,
    MARK,
    NOUN,
    PERSON,
    PHRASE,
    PLACE,
    POST,
    QUALITY,
    ROLE,
    UNKNOWN,
    VALUE,
    VERB,
    Token,
)
from nlp.rule_tagger.rank import Rank

_MOST_TOKENS = 9
_LONGEST = 30
_NEAR = 5_000
"""How far off a name counts as told again; a page of a newspaper, not the whole of a long file."""
_QUOTED = re.compile(r"[“‘「][^“”‘’「」。，！？]{1,14}[”’」]$")


@dataclass(frozen=True, slots=True)
class _Forms:
    """What organisation_growth.yaml says may stand inside a name, and where one ends."""

    bridges: frozenset[str]
    never: frozenset[str]
    nominal_verbs: frozenset[str]
    teams: frozenset[str]
    levels: frozenset[str]
    bare_levels: frozenset[str]
    generic_bodies: frozenset[str]
    departments: frozenset[str]
    proper_only: frozenset[str]
    partings: frozenset[str]


@cache
def _forms() -> _Forms:
    forms = read_yaml("organisation_growth.yaml")
    return _Forms(**{field.name: frozenset(forms[field.name]) for field in fields(_Forms)})


@cache
def _endings() -> re.Pattern[str]:
    forms = read_yaml("organisation_growth.yaml")
    words = {*organisation_suffixes(), *department_names(), *forms["endings"]} - set(forms["weak"])
    return re.compile(f"{alternate(words)}(?!生|小区|家属院|家属楼|宿舍)")


@cache
def _whole_names() -> re.Pattern[str]:
    words = {*national_bodies(), *media_names(), *read_yaml("organisation_growth.yaml")["whole"]}
    return re.compile(
        rf"(?<!返回){alternate(words)}(?!民族|人民共和国|门|代表(?!资格|大会|团))|第\d+集团军(?:某[旅团营连])?"
    )


@cache
def _body_endings() -> tuple[str, ...]:
    forms = read_yaml("organisation_growth.yaml")
    return tuple({*organisation_suffixes(), *forms["endings"], "委"} - {"团", "部", "司", "网", "旅"})


_BARE = re.compile(
    r"(?:(?:中共|共青团|团)(?=[\u4e00-\u9fff]{2,8}委))?(?:自治区|省|市|县|区|旗|盟|州)"
    r"(?:党委|纪委监委|纪委常委会|委常委会|纪委|监委|委(?!员|托|会)|政府(?!网)|人民政府|政协|人大常委会|人大(?!代表))"
    r"(?P<unit>(?<=委)(?:组织部|宣传部|统战部|政法委|办公室|办公厅|党校|社会工作部|编办|网信办|政研室|老干部局)(?!长))?"
)
_ACCOUNT = re.compile(r"“([^“”\n]{2,12})”微信(?:公众)?号|微信(?:公众)?号“([^“”\n]{2,12})”")
"""An account that publishes goes by its quoted name."""
# The body behind a name in a list: 姓名（市某局）.
_AFFILIATION = re.compile(
    r"(?<=[（(])(?:自治区|省|市|县|区|旗|盟|州|镇|乡|[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{1,10}?"
    r"(?:办|局|委|院|厅|分局|支行|中心|公司|集团|联|会|部|处|队|所|站|社|学院|大学|学校|中学|小学|医院|银行)(?=[）)])"
)
# A department without an ending of its own, right before the post: 某市某某办｜副主任.
_DEPARTMENT = re.compile(r"(?:办|委|处|科|室|司|院|组|署|部|庭)(?=[\u4e00-\u9fff])")
_JOINED = ("附属", "直属")
_LEAGUE = re.compile(r"(?:中共|共青团|团)$")
_LEVELS = ("自治区", "省", "市", "县", "区", "旗", "盟", "州", "镇", "乡", "苏木")
_LEADERS = ("书记", "主任", "长", "主席", "经理", "委员")
"""Titles that end what they stand in; others (网格员, 管家) may open the name of a team."""
_CONJUNCTIONS = ("和", "与", "及", "驻")


_DEPARTMENT_KINDS = (NOUN, UNKNOWN, VALUE, VERB, FUNCTION, PERSON, ROLE, QUALITY, PHRASE)


class OrganisationFinder:
    """Finds the organisations of one stretch; `areas` maps the end of each area or community to its start."""

    def __init__(self, row: TokenRow, areas: Mapping[int, int]) -> None:
        self._row = row
        self._areas = areas
        self._openings = frozenset(areas.values())

    def find(self, start: int, end: int) -> Iterator[Candidate]:
        """Yield organisations; those that touch are one name (图书馆 and its 修复室)."""
        spans = sorted(
            {*self._find_grown(start, end), *self._find_departments(start, end), *self._find_whole(start, end)}
        )
        merged: list[list[int]] = []
        for begin, stop in spans:
            last = merged[-1][1] if merged else -1
            joined = last >= 0 and self._row.text[last:begin] in _JOINED
            if begin < last or joined or (begin == last and not _whole_names().match(self._row.text, begin)):
                merged[-1][1] = max(merged[-1][1], stop)
            else:
                merged.append([begin, stop])
        for begin, stop in merged:
            if begin not in self._openings and self._row.text[begin - 1 : begin] == "\n":
                # A heading broken over two lines: 成立某市⏎某某领导小组.
                begin = max(start, self._areas.get(begin - 1, begin))
            yield Candidate(begin, self._add_department(stop, end), MentionKind.ORG, Rank.ORGANISATION)

    def _find_whole(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield names that need nothing before them: national bodies, media, 市委, 县政府."""
        row = self._row
        for found in _whole_names().finditer(row.text, start, end):
            if (index := row.index_of_end(found.end())) is not None:
                yield found.start(), self._add_edition(index)
        for found in _AFFILIATION.finditer(row.text, start, end):
            if row.tokens[row.index_at(found.start() - 1) - 1].kind == PERSON:
                yield found.span()
        for found in _ACCOUNT.finditer(row.text, start, end):
            yield found.span(1) if found[1] else found.span(2)
        for found in _BARE.finditer(row.text, start, end):
            ends = (found.end(), *((found.start("unit"),) if found["unit"] else ()))
            stop = next((place for place in ends if row.index_of_end(place) is not None), None)
            if stop is None:
                continue
            token = row.tokens[row.index_at(found.start())]
            begin = token.start if token.kind == PLACE else found.start()
            if league := _LEAGUE.search(row.text, max(start, begin - 3), begin):
                begin = league.start()
            yield begin, stop

    def _add_edition(self, index: int) -> int:
        """Return the end of a medium's name with its regional edition (某网某省新闻)."""
        row = self._row
        if index + 1 < len(row.tokens) and row.words(row.tokens[index + 1]).upper() == "APP":
            return row.tokens[index + 1].end
        if index + 2 < len(row.tokens) and row.tokens[index + 1].kind == PLACE:
            edition = row.tokens[index + 2]
            if row.words(edition) in ("新闻", "频道", "客户端"):
                return edition.end
        return row.tokens[index].end

    def _find_grown(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for ending, stop in self._find_endings(start, end):
            last = self._row.index_of_end(stop)
            if last is None:
                continue
            begin, is_named = self._grow(ending, last, start)
            name, suffix = self._row.text[begin:stop], self._row.text[ending:stop]
            if len(name) > _LONGEST or (name == suffix and not is_bare(name)):
                continue
            if is_named or self._is_bare_body(name, last) or self._is_name_of_work(begin, name, suffix):
                yield begin, stop

    def _find_endings(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where endings begin and end; one that ends inside a word hides none that overlaps it."""
        place = start
        while found := _endings().search(self._row.text, place, end):
            if self._row.index_of_end(found.end()) is None:
                place = found.start() + 1
                continue
            yield found.span()
            place = found.end()

    def _find_departments(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the departments that only the post behind them and the division before them make bodies."""
        row = self._row
        for found in _DEPARTMENT.finditer(row.text, start, end):
            last = row.index_of_end(found.end())
            if last is None or last + 1 >= len(row.tokens) or row.tokens[last + 1].kind != POST:
                continue
            begin, is_named = self._grow(found.start(), last, start)
            if is_named and begin in self._openings and self._areas.get(found.start()) is None:
                yield begin, found.end()

    def _grow(self, ending: int, last: int, start: int) -> tuple[int, bool]:
        """Return where the name with this ending begins, and whether something in it is a name of its own."""
        row, forms = self._row, _forms()
        first = row.index_at(ending)
        begin = min(ending, row.tokens[first].start)
        is_named = False
        firm: tuple[int, int, bool] | None = None
        for _ in range(_MOST_TOKENS):
            area = self._areas.get(begin)
            if area is not None and row.text[begin] in _LEVELS and row.text[begin - 1] == row.text[begin]:
                break
            if area is not None and area >= start:
                begin, is_named, firm = area, True, None
                first = row.index_at(begin)
                break
            if quoted := _QUOTED.search(row.text, max(start, begin - 16), begin):
                begin, is_named = quoted.start(), True
                first = row.index_at(begin)
                continue
            if first == 0:
                break
            token = row.tokens[first - 1]
            words = row.words(token)
            if words in forms.levels or words in forms.bare_levels:
                begin, first = token.start, first - 1
                if words in forms.levels:
                    is_named, firm = True, None
                break
            if words in _CONJUNCTIONS and self._ends_body(token.start):
                break
            if not self._may_stand(token, words):
                if not self._may_stand_after_area(token, words):
                    break
                firm = firm or (begin, first, is_named)
            begin, first = token.start, first - 1
            is_named = is_named or token.kind in (UNKNOWN, LATIN, PERSON)
        if firm is not None:
            begin, first, is_named = firm
        while first < last and row.words(row.tokens[first]) in _CONJUNCTIONS:
            first += 1
            begin = row.tokens[first].start
        before = row.tokens[first - 1] if first else None
        if before and before.kind == PLACE and before.end == begin and row.text.startswith(_LEVELS, begin):
            if row.words(before).endswith(_LEVELS):
                return begin, is_named
            begin, is_named = before.start, True
        return begin, is_named

    def _may_stand_after_area(self, token: Token, words: str) -> bool:
        """True for what belongs to a name only if a division opens it (某市第一时间救援队)."""
        if words in _forms().partings or words in _forms().never:
            return False
        if token.kind == POST and words.endswith(_LEADERS):
            return False
        return token.kind in (POST, ROLE) or (
            token.kind in (VERB, FUNCTION) and (len(words) == 1 or words.startswith("第"))
        )

    def _ends_body(self, place: int) -> bool:
        """True where another body's name ends: 市委和市政府 are two."""
        return self._row.text[max(0, place - 12) : place].endswith(_body_endings())

    def _may_stand(self, token: Token, words: str) -> bool:
        forms = _forms()
        if words in forms.never:
            return False
        if token.kind == VERB:
            return words in forms.nominal_verbs
        return token.kind in (NOUN, LATIN, UNKNOWN, QUALITY, PHRASE, PERSON) or words in forms.bridges

    def _is_bare_body(self, name: str, last: int) -> bool:
        """True for 县人社局; without a level (党工委, 纪工委) only where a post of it follows."""
        if not is_bare(name):
            return False
        if name.startswith(_LEVELS):
            return True
        following = self._row.tokens[last + 1] if last + 1 < len(self._row.tokens) else None
        return following is not None and following.kind == POST and name not in ("政府", "人民政府")

    def _is_name_of_work(self, begin: int, name: str, suffix: str) -> bool:
        """True for a body that goes by what it does (古树养护队): a team, or one that the text names again."""
        if name in _forms().generic_bodies or len(name) < len(suffix) + 2:
            return False
        if suffix in media_suffixes() and len(suffix) > 1:
            return True
        if suffix in _forms().proper_only or name.startswith(tuple(_forms().bare_levels)):
            return False
        return suffix in _forms().teams or self._row.text.count(name, max(0, begin - _NEAR), begin + _NEAR) > 1

    def _add_department(self, stop: int, end: int) -> int:
        """Return the end of the name with the department that follows it before a post or a mark."""
        row, forms = self._row, _forms()
        index = row.index_of_end(stop)
        if index is None:
            return stop
        place = index + 1
        furthest = stop
        for number in range(place, min(place + 6, len(row.tokens))):
            token = row.tokens[number]
            words = row.words(token)
            if token.end > end or token.kind not in _DEPARTMENT_KINDS or (words in forms.never and token.kind != ROLE):
                break
            if token.kind == VERB and words not in forms.nominal_verbs and words not in forms.departments:
                break
            if token.kind == FUNCTION and words not in forms.bridges:
                break
            name = row.text[stop : token.end]
            ending = next((size for size in (5, 4, 3, 2, 1) if name[-size:] in forms.departments), 0)
            following = row.tokens[number + 1] if number + 1 < len(row.tokens) else None
            after = (POST, MARK, ROLE, PERSON) if len(name) < 3 else (POST, MARK, ROLE, PERSON, VERB, FUNCTION)
            if ending and len(name) >= 2 and (following is None or following.kind in after):
                furthest = token.end
        return furthest
