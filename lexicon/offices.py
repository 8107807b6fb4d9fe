"""Whose office a post is, and which organisation a post implies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lexicon.alternation import longest_first
from lexicon.areas import community_words
from lexicon.organisation_folds import cut_body, division_ends, fold_words
from lexicon.organisations import normalise_organisation
from lexicon.posts import line_of, national_organisation, normalise_title
from lexicon.resources import read_yaml


@dataclass(frozen=True, slots=True)
class Office:
    """A post as an office: the body it is of and its normalised title; equal offices are one Post."""

    body: str
    title: str


_ACTING = re.compile(r"^代理?(?=.*(?:长|主席|主任|书记|专员|嘎查达|苏木达)$)")
_DEPUTY = re.compile(r"^(?:常务|执行|代理|代|第一|挂职|专职)*副?")


@cache
def _party_units() -> tuple[str, ...]:
    return tuple(read_yaml("organisations.yaml")["party_units"])


@cache
def _committee_departments() -> tuple[str, ...]:
    return longest_first(read_yaml("organisations.yaml")["committee_departments"])


@cache
def _community_bodies() -> dict[str, str]:
    return dict(read_yaml("organisations.yaml")["community_bodies"])


_TERM = re.compile(r"^(?:第[一二三四五六七八九十\d]{1,3}|[一二三四五六七八九十]{1,3})届(?=.)")
"""Of which term a seat is: 第十八届人大代表 of a county is its 人大代表."""
_LEAGUE = re.compile(r"^(?:共青)?团[省市县区旗盟州]委(?=.)")
_STANDING = re.compile(r"常(?:务委员|委)会$")
_COMMITTEE = re.compile(r"(?:省|市|县|区|旗|盟|州|地)委$|自治区党委$")


@cache
def _committee_divisions() -> tuple[str, ...]:
    """Endings of divisions with a 委 of their own; a street's party committee is one of the street."""
    return tuple(read_yaml("organisations.yaml")["committee_division_ends"])


def office_of(organisation: str, title: str) -> Office:
    """Return the office that this title is in this organisation, the same for every way of naming it.

    某嘎查党支部 书记 and 某嘎查 党支部书记 are one office, so are 某旗 旗长 and 某旗人民政府 旗长,
    某县 县委书记 and 某县委 书记, 某县委 组织部部长 and 某县委组织部 部长, 某县 公安局局长 and 某县公安局 局长.
    Who acts (代市长) holds the office itself. 红白理事会 keeps its own.
    """
    body, post = normalise_organisation(organisation), normalise_title(title)
    post = _drop_level(find_division(body), _ACTING.sub("", _TERM.sub("", post)))
    body, post = _fold_standing_committee(body, post)
    steps = (_fold_party_unit, _fold_community_body, _fold_own_body, _fold_government, _fold_committee, _fold_house)
    for step in steps:
        body, post = step(body, post)
    return Office(body, post)


def _drop_level(place: str, post: str) -> str:
    """Return 县人社局局长 beside 某县 as 人社局局长; 县长 and 县委书记 stay."""
    levels = read_yaml("organisations.yaml")["levels"]
    level = next((word for word in levels if place.endswith(word)), "")
    rest = post.removeprefix(level)
    if not level or rest == post or rest.startswith(("委", "长", "办事处")) or len(rest) < 4:
        return post
    if rest.startswith("党委") and level == "自治区":
        return post
    return rest


def _fold_party_unit(body: str, post: str) -> tuple[str, str]:
    for unit in _party_units():
        stem = body.removesuffix(unit)
        is_division = stem.endswith(_committee_divisions()) and not stem.endswith(community_words())
        if stem and stem != body and not is_division:
            return stem, post if post.startswith(unit) else normalise_title(unit + post)
    return body, post


def _fold_community_body(body: str, post: str) -> tuple[str, str]:
    for suffix, word in _community_bodies().items():
        stem = body.removesuffix(suffix)
        if stem == body:
            continue
        if suffix.startswith(("社区", "嘎查")):
            stem += suffix[:2]
        elif suffix.startswith("村") and not stem.endswith(community_words()):
            stem += "村"
        if not stem.endswith(community_words()):
            return body, post if post.startswith(word) else normalise_title(word + post)
        if stem.endswith("嘎查") and post in _gacha_posts():
            return stem, _gacha_posts()[post]
        return stem, post if find_community_word(post) else normalise_title(word + post)
    if body.endswith("嘎查") and post in _gacha_posts():
        return body, _gacha_posts()[post]
    return body, _drop_community(body, post)


def _drop_community(body: str, post: str) -> str:
    """Return 村支部书记 beside a village as 党支部书记: the branch is that of the community."""
    word = next((word for word in community_words() if body.endswith(word) and post.startswith(word)), "")
    rest = post.removeprefix(word)
    return normalise_title(rest) if word and rest.startswith(("党", "支部", "总支")) else post


def _fold_standing_committee(body: str, post: str) -> tuple[str, str]:
    """Return 某县委常委会 书记 as 某县委 书记, and its 委员 as 某县委 常委; that of a congress is a body of its own."""
    found = _STANDING.search(body)
    if found is None or not _COMMITTEE.search(body[: found.start()]):
        return body, post
    return body[: found.start()], "常委" if post in ("委员", "常务委员") else post


@cache
def _gacha_posts() -> dict[str, str]:
    return dict(read_yaml("organisations.yaml")["gacha_posts"])


def find_community_word(title: str) -> str:
    """Return the self-governing body with which a title begins (居委会, 村委会, 嘎查), "" if none."""
    return next((word for word in ("居委会", "村委会", "嘎查") if title.startswith(word)), "")


def _fold_own_body(body: str, post: str) -> tuple[str, str]:
    """Return 某旗 公安局局长 as 某旗公安局 局长, 某旗人民政府 办公室主任 as its office's 主任.

    The court of a city is left open: it has two.
    """
    place = find_division(body)
    if not place or place.endswith(community_words()) or (body != place and not body.endswith("人民政府")):
        return body, post
    post = _LEAGUE.sub("团委", post) if body == place else post
    if _DEPUTY.sub("", post) == "检察长":
        return place + "人民检察院", post
    post = fold_words(post)
    level = next((word for word in read_yaml("organisations.yaml")["levels"] if place.endswith(word)), "")
    if body != place:
        forms = [body.removeprefix(place) + post, post]
    else:
        forms = [post, *([post.removeprefix(level)] if post.startswith(level + "委") else [])]
    if body == place and place.endswith("自治区") and post.startswith("党委"):
        return place + "党委", post.removeprefix("党委")
    for words in forms:
        own, rest = cut_body(place, words)
        if own.endswith("法院") and place.endswith(("市", "盟", "州", "地区")):
            continue
        if rest == "长" and own[-1] in "局厅部":
            rest = own[-1] + rest
        if own and own != body and (line_of(rest) or _DEPUTY.sub("", rest) in ("书记", "主任", "主席")):
            return own, rest
    return body, post


def _fold_government(body: str, post: str) -> tuple[str, str]:
    heads = read_yaml("posts.yaml")["government_heads"]
    core = _DEPUTY.sub("", post)
    if body.endswith("自治区") and core == "主席":
        return body, post.removesuffix(core) + "自治区主席"
    for title, rule in heads.items():
        stem = body.removesuffix(rule["body"])
        bare = stem.endswith(tuple(rule["ends"]))
        if not bare or (stem == body and core != title):
            continue
        if core == title:
            return stem, post
        if stem != body and title.endswith(core) and core in ("主席", "主任"):
            return stem, post[: len(post) - len(core)] + title
    return body, post


def _fold_committee(body: str, post: str) -> tuple[str, str]:
    found = re.match(r"(省委|市委|县委|区委|旗委|盟委|州委|自治区党委|地委)(?=.)", post)
    if found:
        level = found[1].removesuffix("委").removesuffix("党")
        if body.endswith(level) or (level == "地" and body.endswith("地区")):
            body = body.removesuffix("区") + "委" if level == "地" else body + found[1].removeprefix(level)
            post = post[found.end() :]
        elif body.endswith(found[1]):
            post = post[found.end() :]
    if _COMMITTEE.search(body):
        unit = next((unit for unit in _committee_departments() if post.startswith(unit) and post != unit), "")
        if unit:
            return body + unit, post.removeprefix(unit)
    return body, post


def _fold_house(body: str, post: str) -> tuple[str, str]:
    """Congress, political conference and discipline stand beside the committee, not below it."""
    houses = read_yaml("organisations.yaml")["houses"]
    stem = body.removesuffix("委") if _COMMITTEE.search(body) else _drop_house(body, houses)
    if not stem.endswith(_committee_divisions()):
        return body, post
    house = next((word for word in houses if post.startswith(word) and post != word), "")
    return (stem + house, post.removeprefix(house)) if house else (body, post)


def _drop_house(body: str, houses: Sequence[str]) -> str:
    """Return the division of 某县纪委, so that 监委主任 beside it is no post of the 纪委."""
    house = next((word for word in houses if body.endswith(word) and body != word), "")
    return body.removesuffix(house)


_COUNTIES = ("县", "旗", "区")


def implied_organisation(place_or_committee: str, title: str) -> str:
    """Return the organisation that a title implies beside a place or another body of it, "" if none.

    某市委 with 市长 gives 某市人民政府; 某旗 with 旗长 gives 某旗人民政府; 某县 with 县委书记 gives
    某县委; an office of national rank gives its body whatever stands beside it. The court of a city is left
    open: it has two.
    """
    national = national_organisation(title)
    if national:
        return national
    body, post = normalise_organisation(place_or_committee), normalise_title(title)
    place = find_division(body)
    if not place:
        return ""
    post = _drop_level(place, post)
    core = _DEPUTY.sub("", post)
    heads = read_yaml("posts.yaml")["government_heads"]
    if core == "主席" and place.endswith("自治区"):
        core = "自治区主席"
    for head, rule in heads.items():
        if core == head and place.endswith(tuple(rule["ends"])):
            return place + str(rule["body"])
    if core == "检察长":
        return place + "人民检察院"
    if core == "法院院长":
        return place + "人民法院" if place.endswith(_COUNTIES) else ""
    for step in (_fold_committee, _fold_house):
        folded, rest = step(place, post)
        if folded != place:
            return _fold_committee(folded, rest)[0]
    if core in ("常委", "委员") and body != place:
        return body
    if post.startswith(_committee_departments()) and _COMMITTEE.search(place + "委"):
        return _fold_committee(place + "委", post)[0]
    ends = "|".join(read_yaml("organisations.yaml")["department_ends"])
    found = re.match(f".{{1,10}}?(?:{ends})(?=.)", post)
    if found and line_of(post[found.end() :]):
        return normalise_organisation(place + found[0])
    return ""


def find_division(body: str) -> str:
    """Return the division whose committee, government or house a body is (某市委: 某市), or ""."""
    for end in ("", *read_yaml("organisations.yaml")["division_body_ends"]):
        stem = body.removesuffix(end)
        if (stem != body or not end) and stem.endswith(division_ends()):
            return stem
    return ""
