"""Reads titles of offices into the lattice: known ones word for word, others by unit, modifier and head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lexicon.alternation import alternate
from lexicon.names import load_surnames, rare_surnames
from lexicon.posts import head_nouns, internal_units, known_titles, modifiers, not_posts
from lexicon.resources import read_yaml
from nlp.rule_tagger.growth import TokenRow
from nlp.rule_tagger.lattice import FUNCTION, MARK, PERSON, POST, ROLE, VERB, Edge, word_cost, word_kind
from nlp.rule_tagger.vocabulary import Vocabulary

_KNOWN_COST = 7.5
_COMPOSED_COST = 8.5
# The committee is a body of its own in front of the title: 区委｜书记, 街道党工委｜书记.
_BODY_FIRST = re.compile(
    r"^(?:省|市|县|区|旗|盟|州|地|团)委|^党工委|^党委(?:组织|宣传|统战)部|^纪工委|^(?:街道)?办事处|^(?:中央|全国(?!人大代表|政协委员)|中共|政治局)"
)

# A department of one letter belongs to the name before it (骨科｜主任).
_ONE_LETTER_UNITS = ("科主", "室主", "处处", "部部", "科科", "局局", "科副", "室副", "处副", "局副", "部副")
_INTERNAL = re.compile(
    r"(?:(?!街道|社区|[镇乡村市县区旗省委该并的了在过])[\u4e00-\u9fff]){1,5}?"
    r"(?:(?:(?<=[\u4e00-\u9fff]{2})[一二三四五六七八九]?[科室庭处]|庭|办公室)副?(?:主任|科长|庭长|处长|组长)"
    r"|(?<=[\u4e00-\u9fff]{2})副?[科股处]长)(?![\u4e00-\u9fff]?会议)"
)
_INTERNAL_COST = 11.0
_BEFORE_INTERNAL = frozenset("、，；任兼为（( ")
# Units of a body that stands right before them; behind a comma they open the title themselves.
_GLUED = re.compile(
    r"(?:派驻)?(?:纪检监察组|纪检组)(?=副?组长)"
    r"|[监检]察室(?=副?主任)|(?:派出|司法|税务|供电|财政)所(?=副?所长)|(?:卫生院|检察院|法院)(?=副?(?:院长|检察长))"
    r"|(?:中心|公司|集团|医院|学院|协会|联合会|委员会|合作社|指挥部|[大支中]队)(?=副?(?:主任|经理|总|董|院|会|理事|[大支中]队)长?)"
)
_DEPARTMENT = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:[局厅委](?=(?:党组|党委)?副?[局厅主书])|[大支中]队(?=副?[大支中]队长)|中心(?=副?主任))"
)
_STREETS = ("街道", "苏木", "社区")
_BODY_ENDS = frozenset("委府局厅院")
_UNIT = re.compile(r"[\u4e00-\u9fff]{2,6}?[办部室局处科厅队组](?=副?(?:主任|[部局处科厅队组]长))")
_COMMUNITY_FIRST = re.compile("社区|嘎查(?!达|长)|村(?![官医长])")
_POINTERS = frozenset("该本各每全此其们名位个村区查")
_OFFICE_HOLDERS = frozenset("委府协")
"""Behind these 办公室 is a part of the body: 县委办公室｜主任."""
_PARTINGS = frozenset("任兼为由原驻的和及")
_PADDED = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]*[\u4e00-\u9fff]){1,4}(?=[ \u3000]*[：:])")
"""A title in a notice that blanks stretch to the width of the others (主    任：)."""
_PADDED_COST = 7.5
# After a division's own word the unit is a body with a name: 市委｜组织部, 县｜纪委, 镇｜人大.
_LEVEL_ENDS = frozenset("省市县区旗盟州镇乡委")


def _alternatives(key: str) -> str:
    return alternate(read_yaml("post_context.yaml")[key])


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"(?!人大代表|政协委员)(?:{_alternatives('bodies')})")


@cache
def _not_before() -> re.Pattern[str]:
    return re.compile(rf"会(?![上后同见将为就来在])|{_alternatives('not_before')}")


@cache
def _level_first() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_alternatives('levels')})(?=院长|检察长|[\u4e00-\u9fff]{{3}})")


@cache
def _titles() -> Vocabulary[bool]:
    """Titles known word for word; what names a level or a body first is cut there (区｜人大代表, 法院｜院长)."""
    known = frozenset(known_titles())
    extra = read_yaml("post_context.yaml")
    dropped = frozenset(extra["roles"])
    kept: dict[str, bool] = {}
    for title in known:
        if _BODY_FIRST.match(title) or title[:2] in _ONE_LETTER_UNITS or title in dropped or title.endswith("级"):
            continue
        first = _level_first().match(title)
        if first and (title[first.end() :] in known or title[first.end() :].startswith(internal_units())):
            continue
        kept[title] = True
    return Vocabulary(kept | dict.fromkeys(extra["posts"], True))


@cache
def _roles() -> Vocabulary[bool]:
    roles = (*not_posts(), *read_yaml("post_context.yaml")["roles"])
    return Vocabulary({role: True for role in roles if len(role) >= 2})


@cache
def _composed() -> re.Pattern[str]:
    context = read_yaml("post_context.yaml")
    heads = "|".join(head for head in head_nouns() if head not in not_posts())
    units = "|".join(unit for unit in internal_units() if unit not in context["not_units"])
    words = "|".join(word for word in modifiers() if word not in context["not_modifiers"])
    return re.compile(
        rf"(?:(?:{units})?(?:(?:正|副)(?:处|科|局|厅|县|部)级)?(?:{words}){{0,3}}(?:{heads})(?:助理)?(?!级))"
        r"|[一二三四五]级(?:高级)?(?:调研员|主任科员|巡视员|科员|法官|检察官|警长|警员)"
    )


@cache
def _dropped() -> frozenset[str]:
    return frozenset(read_yaml("post_context.yaml")["roles"])


@cache
def _openers() -> frozenset[str]:
    """First characters of what `_composed` can match: one look spares the pattern."""
    words = (*internal_units(), *modifiers(), *head_nouns(), *"一二三四五正副")
    return frozenset(word[0] for word in words)


def find_posts(text: str, place: int, end: int) -> Iterator[Edge]:
    """Yield the titles that begin at the place, and the roles (记者, 居民) that are no posts but precede names."""
    before = text[max(0, place - 2) : place]
    if (before[-1:] in _LEVEL_ENDS or before in ("全国", "大会")) and before and _bodies().match(text, place, end):
        return
    if before[-1:] in _OFFICE_HOLDERS and before and text.startswith("办公室", place):
        return
    if before == "治区" and text.startswith("党委", place):
        return
    if _is_han(before[-1:]) and before[-1] not in _PARTINGS and _GLUED.match(text, place, end):
        return
    padded = _PADDED.match(text, place, end) if text[place + 1 : place + 2] in (" ", "\u3000") else None
    if padded and "".join(padded.group().split()) in _padded_titles():
        yield Edge(padded.end(), POST, _PADDED_COST)
    if before[-1:] in ("", "\n", "；") and (listed := _listed().match(text, place, end)):
        yield Edge(listed.end(), POST, 0.0)
    if before[-1:] == "总" and text.startswith("工会", place):
        return
    for stop, _ in _titles().find_at(text, place, end):
        if _not_before().match(text, stop, end):
            continue
        if _begins_body(text, before, place, stop) or _is_of_community(text, before, place, end):
            continue
        yield Edge(stop, POST, min(_KNOWN_COST, (word_cost(text[place:stop]) or 99.0) - 1.0))
    if text[place] in _openers() and (found := _composed().match(text, place, end)):
        title = found.group()
        is_office = len(title) >= 2 and title not in not_posts() and title not in _dropped()
        if (
            is_office
            and not _not_before().match(text, found.end(), end)
            and not _begins_body(text, before, place, found.end())
        ):
            yield Edge(found.end(), POST, _COMPOSED_COST)
    if place and text[place - 1] in _BEFORE_INTERNAL and (inside := _INTERNAL.match(text, place, end)):
        yield Edge(inside.end(), POST, _INTERNAL_COST)
    for stop, _ in _roles().find_at(text, place, end):
        yield Edge(stop, ROLE, min(9.0, (word_cost(text[place:stop]) or 99.0) - 0.5))


def _begins_body(text: str, before: str, place: int, stop: int) -> bool:
    """True for a title whose first words go with the name before it: 某街道综治中心｜主任, 市委巡察办｜主任."""
    if not before:
        return False
    if (before[-1] in _LEVEL_ENDS or before in _STREETS) and _DEPARTMENT.match(text, place, stop):
        return True
    return before[-1] in _BODY_ENDS and _UNIT.match(text, place, stop) is not None


def _is_of_community(text: str, before: str, place: int, end: int) -> bool:
    """True for a title whose first word ends the name of a community before it: 云杉社区｜主任, 青石村｜主任."""
    if len(before) < 2 or not all(map(_is_han, before)) or not _COMMUNITY_FIRST.match(text, place, end):
        return False
    return word_cost(before) is None and word_kind(before[-1]) not in (VERB, FUNCTION) and before[-1] not in _POINTERS


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('listed')})(?=[：:])")


@cache
def _padded_titles() -> frozenset[str]:
    """Titles that a notice may stretch; in a list of a group 成员 is one too."""
    return frozenset(
        {*known_titles(), *read_yaml("post_context.yaml")["posts"], *read_yaml("post_context.yaml")["listed"]}
    )


def begins_post(text: str, place: int, end: int) -> bool:
    """True where a title begins."""
    return bool(_titles().find_at(text, place, end))


def is_address(row: TokenRow, number: int) -> bool:
    """True for a title that is no office here: an address (surname and 书记), a nickname in quotation marks, or a
    deputy of the people without a name.
    """
    token = row.tokens[number]
    before = row.tokens[number - 1] if number else None
    after = row.tokens[number + 1] if number + 1 < len(row.tokens) else None
    words = row.words(token)
    if row.is_quoted(token):
        return True
    if words.endswith(("人大代表", "政协委员")):
        named = any(other is not None and other.kind == PERSON for other in (before, after))
        return not named and not _ELECTED.search(row.text, max(0, token.start - 24), token.start)
    if before is None or len(words) > 3 or before.end - before.start != 1 or before.kind == MARK:
        return False
    surname = row.words(before)
    return surname in load_surnames() and surname not in rare_surnames() and surname not in _NOT_SURNAMES


_ELECTED = re.compile(r"(?:补选|当选|选举|增补|推选)[^，。；\n]{0,16}$")
_NOT_SURNAMES = frozenset("任于和与及向从为由时原")
