"""Cuts a phrase of a résumé into body and post: 岱麓市水务局水利管理股股长 → 岱麓市水务局水利管理股 | 股长."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from domain.mention import MentionKind
from lexicon.areas import community_suffixes
from lexicon.career import body_ends, career_words, rank_form, words_form
from lexicon.organisations import class_of
from lexicon.resources import read_yaml
from nlp.career.copy import Copy

LONGEST_PHRASE = 90
"""A longer phrase is prose and names no post."""

_LEVELS = "省市县区旗盟州镇乡村局院校厅署"
_LEAGUE = re.compile(
    r"^(?:中共|中国共产党|共青团|中国共产主义青年团|政协|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)"
)
_INNER_START = re.compile(r"市场(?!.*[局会])|区划|县域|市容|市政(?!府|协|法)(?=[科股处管工设])|村镇|乡镇企业[科股]")
"""Words that begin as an area does and name a part of a body: 市场科科长."""
_OTHER_PARTY = re.compile(r"民革|民盟|民建|民进|农工党|致公党|九三学社|台盟")
"""Parties whose branches are bodies of their own: 民革某县支部 | 主委."""
_COMMITTEE = re.compile(
    r"^(?:中共|中国共产党)?(?P<area>.*?(?:[省市县区旗盟州]|自治区|开发区|新区|街道))(?:委员会|委|党委|党工委|工委)(?:常委会)?$"
)
_BARE_COMMITTEE = re.compile(r"^(?P<area>[省市县区旗盟州地])委")
_ARMY = re.compile(r"军|某|武警|部队|解放")
_NOT_BEFORE_POST = re.compile(r"^[的等及和与]")


@dataclass(frozen=True, slots=True)
class Office:
    """A post and its body, each where the phrase says one; `is_inner`: the words name a part of a body only."""

    body: Copy | None
    post: Copy | None
    is_inner: bool = False


@cache
def _title_form() -> re.Pattern[str]:
    """Return the form of a whole title: a unit of the party, what stands in front, how it ends."""
    ends = words_form("title_ends")
    units = words_form("party_units", "town_units")
    heads = words_form("title_heads")
    characters = "".join(career_words("title_characters"))
    return re.compile(
        rf"(?:{units})?(?:{heads}){{0,4}}(?:[一-鿿]{{0,6}}?(?:{ends})|[一-鿿]{{1,6}}[{characters}])(?:助理|候选人)?"
    )


@cache
def _core_form() -> re.Pattern[str]:
    """Return the form of a title at the end of a phrase whose body ends in no known word."""
    ends = words_form("title_ends")
    units = words_form("party_units")
    heads = words_form("title_heads")
    return re.compile(rf"(?:{units})?(?:{heads}){{0,4}}(?:{ends})(?:助理)?$")


@cache
def _party_form() -> re.Pattern[str]:
    return re.compile(rf"(?:{words_form('party_units')})$")


@cache
def _joined_form() -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("career.yaml")["joined"]))


_CONTRACTED = re.compile(r"(?P<area>[一-鿿]{2,}?(?P<level>[省市县区旗盟州镇乡村局]|苏木))(?:长|达)")


@cache
def _body_end_form() -> re.Pattern[str]:
    # Read backwards, so that all endings are tried at once where a body may end.
    return re.compile("|".join(re.escape(word[::-1]) for word in body_ends()))


@cache
def _short_title_form() -> re.Pattern[str]:
    return re.compile(rf"(?:{words_form('title_heads')}){{0,4}}(?:{words_form('title_ends')})(?:助理)?")


def ends_as_body(words: str) -> bool:
    """True when the words end as names of bodies and places do."""
    return _body_end_form().match(words[::-1]) is not None


def is_title(words: str) -> bool:
    """True when the words are a title and nothing else."""
    return _title_form().fullmatch(words) is not None and not words.endswith(career_words("no_titles"))


def split_office(phrase: Copy) -> Office | None:
    """Return body and post of a phrase, None when it holds no title.

    The body is the longest name before the post, inner departments included; parts of the party in a body begin the
    post, and so does the congress of a town.
    """
    text = phrase.text
    size = len(text)
    if size > LONGEST_PHRASE:
        return None
    joined = [found.span() for found in _joined_form().finditer(text)]
    best = -1
    for cut in range(size - 2, 0, -1):
        head, rest = text[:cut], text[cut:]
        if (
            not ends_as_body(head)
            or not is_title(rest)
            or not _may_part(head, rest)
            or any(start < cut < end for start, end in joined)
        ):
            continue
        best = cut
        break
    if best > 0:
        body = phrase.cut(0, best)
        return Office(body, phrase.cut(best, size), _is_inner(body.text))
    if is_title(text):
        return _part_contracted(phrase) or Office(None, phrase)
    core = _core_form().search(text)
    if core is not None and core.start() >= 2:
        return Office(phrase.cut(0, core.start()), phrase.cut(core.start(), size))
    return Office(None, phrase) if core is not None and size <= 12 else None


def _may_part(head: str, rest: str) -> bool:
    """True where a body may end before a title: not inside one, and not between a body and its own party unit."""
    if _NOT_BEFORE_POST.match(rest) or rest[0] in "长员":
        return False
    if rest[0] == "会" and not head.endswith("会") and not rest.startswith("会计"):
        return False
    unit = _party_form().search(head)
    if unit is not None and not (unit[0] in ("支部", "总支") and _OTHER_PARTY.match(head)):
        return False
    for congress in career_words("town_units"):
        if head.endswith(congress) and head[: -len(congress)].endswith(career_words("town_ends")):
            return False
    # 常务副旗长: no body ends inside the title itself (副局 | 长, 代县 | 长 are no cuts).
    return not any(
        is_core(head[-size:] + rest) for size in (1, 2) if len(head) > size and rest[:1] not in "副正代常第"
    ) or (_starts_anew(head, rest))


def _starts_anew(head: str, rest: str) -> bool:
    """True when the title is whole by itself although the character before it would make another: 水利管理股 | 股长."""
    return _short_title_form().fullmatch(rest) is not None and not head.endswith(("副", "正", "代"))


def is_core(words: str) -> bool:
    """True for a bare title of the list (局长, 人大主席)."""
    return words in career_words("title_ends")


def _part_contracted(phrase: Copy) -> Office | None:
    """Cut 枕溪镇长, where one character ends the place and begins the post."""
    found = _CONTRACTED.fullmatch(phrase.text)
    if found is None or found["area"].startswith(career_words("title_heads")) or "副" in found["area"]:
        return None
    level = found.start("level")
    return Office(phrase.cut(0, found.end("area")), phrase.cut(level, len(phrase.text)))


def _is_inner(body: str) -> bool:
    """True for a part of a body that the phrase leaves out: 组织部, 办公室, 综合科."""
    if not body.endswith(career_words("inner_ends")) or len(body) > 9 or _LEAGUE.match(body) or _ARMY.search(body):
        return False
    if _INNER_START.match(body):
        return True
    if (
        body[0] in _LEVELS
        and len(body) > 2
        and not body.startswith(("区域", "市场", "市政", "院务", "校务", "局务", "村务", "乡村", "村镇", "省级", "州"))
    ):
        return False
    stem = body
    for ending in career_words("inner_ends"):
        if body.endswith(ending):
            stem = body[: -len(ending)]
            break
    return not any(ends_as_body(stem[:size]) and _is_named_body(stem[:size]) for size in range(2, len(stem) + 1))


def _is_named_body(words: str) -> bool:
    """True for words that name a body or place of their own, so that what follows is a part of it."""
    return bool(class_of(words)) or words.endswith(
        ("省", "市", "县", "区", "旗", "盟", "州", "镇", "乡", "村", "街道", "苏木", "嘎查", "社区")
    )


def area_of(body: str) -> int:
    """Return how many characters of a party committee's name are its area (敖伦高勒旗委 → 敖伦高勒旗), 0 for others."""
    found = _COMMITTEE.match(body)
    return found.end("area") if found else 0


def start_of_area(body: str) -> int:
    """Return where the area begins in a committee's name: behind 中共."""
    found = _LEAGUE.match(body)
    return found.end() if found else 0


def is_area_head(post: str) -> bool:
    """True for the head of a government or its office, also a deputy or acting one."""
    return post.endswith(career_words("area_heads"))


def is_rank(post: str) -> bool:
    """True for a rank that a person has (一级主任科员, 正科级)."""
    return rank_form().fullmatch(post) is not None


def kind_of_body(name: str) -> MentionKind:
    """Return which kind of mention a body is: a community, a place, else an organisation."""
    if name.endswith(("村", "嘎查", "社区", *community_suffixes())):
        return MentionKind.COMMUNITY
    if name.endswith(("省", "市", "县", "区", "旗", "盟", "州", "镇", "乡", "苏木", "街道")) and not class_of(name):
        return MentionKind.PLACE
    return MentionKind.ORG
