"""Whether words name somebody, a body or an office: what a cell of words may and may not be."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lexicon.areas import community_suffixes
from lexicon.forbidden import measure_name
from lexicon.organisations import class_of
from lexicon.posts import head_nouns, known_titles
from lexicon.services import is_service
from lexicon.words import load_words

_JOINTS = re.compile(r"[()·、/\-—+“”\"《》&]")
_SOMEBODY = re.compile(r"[\u4e00-\u9fff](?:大爷|大娘|大妈|奶奶|爷爷|阿姨|大叔|大婶|老人家|女士|先生|某)")
_THINGS = frozenset({"井盖", "窨井盖"})
"""Matters of a request that are spelled as a name may be."""
_TOWARDS = re.compile(r"看望|慰问(?![金品])|探望|走访|帮助|协助|陪同|给|为|替|帮|陪")
"""Words behind which somebody may be named."""
_RESIDENT = re.compile("居民|村民|住户|业主|牧民|群众|户主|农户|市民")
_PEOPLE = (
    "老人",
    "居民",
    "村民",
    "群众",
    "党员",
    "牧民",
    "农户",
    "住户",
    "全体",
    "高龄",
    "独居",
    "困难",
    "空巢",
    "家庭",
    "儿童",
)


def split_office(text: str) -> tuple[str, str] | None:
    """Return body and post of an office in one piece, None where they cannot be told apart or there are several.

    Several in one cell: ingest/office.py.
    """
    plain = text.strip()
    if re.search(r"[、,，;；/\n]", plain):
        return None
    parts = plain.split()
    if len(parts) == 2 and is_body(parts[0]) and _is_title(parts[1]):
        return parts[0], parts[1]
    cuts = range(len(plain) - 2, 1, -1)
    return next(
        ((plain[:cut], plain[cut:]) for cut in cuts if is_body(plain[:cut]) and _is_title(plain[cut:])),
        None,
    )


_PART = re.compile(
    r"(?:村|社区|嘎查)?(?:党支部|支部|党工委|纪工委|人大工委|党委|党总支|党组|街道办事处|办事处|支委|村委会?|居委会?|委员会|[村居]民委员会|嘎查委员会|两委|妇联|妇女主任|团支部|工会|"
    r"监委会|监督委员会|村务监督委员会|经济合作社|合作社|民兵连)"
)
"""Parts of a body that do not say of which one (党支部书记)."""


def is_part(text: str) -> bool:
    """True for a part of a body that does not say of which one: 党支部, 嘎查两委."""
    return bool(_PART.fullmatch(text))


def _is_title(text: str) -> bool:
    return text in _titles() or text.removeprefix("常务").removeprefix("副") in _titles()


@cache
def _titles() -> frozenset[str]:
    return frozenset((*known_titles(), *head_nouns()))


@cache
def community_ends() -> tuple[str, ...]:
    """Return how names of communities end in office sheets; a 居民区 is the area of one residents' committee."""
    return (*community_suffixes(), "居民区")


def is_body(text: str) -> bool:
    """True when the words name a body or a community."""
    return bool(class_of(text)) or text.endswith(community_ends())


@lru_cache(maxsize=4096)
def names_somebody(text: str) -> bool:
    """True when a name stands by itself, before or behind the words for a service, or a form of address in it."""
    return (
        bool(_SOMEBODY.search(text))
        or any(_holds_name(part) for part in _JOINTS.split(text) if len(part) > 1)
        or any(_begins_with_name(text[found.end() :]) for found in _TOWARDS.finditer(text))
    )


def addresses_somebody(text: str) -> bool:
    """True when the words hold a form of address, or a name of which only the first part is written (张某)."""
    return bool(_SOMEBODY.search(text))


def names_resident(text: str) -> bool:
    """True when the words are somebody's where a body or an area should stand (王大爷, 村民 with a name)."""
    found = _RESIDENT.match(text)
    is_named = found is not None and found.end() < len(text) and _is_name(text[found.end() :])
    return (is_named or addresses_somebody(text)) and not is_body(text)


def _begins_with_name(text: str) -> bool:
    """True when what follows 给, 看望 and the like is somebody's name."""
    return not any(text.startswith(word) for word in _PEOPLE) and measure_name(text) > 0


def _holds_name(part: str) -> bool:
    if part in load_words() or part in _THINGS or is_service(part):
        return False
    cuts = range(2, len(part) + 1)
    return any(_is_name(part[:cut]) and (cut == len(part) or is_service(part[cut:])) for cut in cuts) or any(
        is_service(part[: len(part) - cut]) and _is_name(part[-cut:]) for cut in cuts
    )


def _is_name(text: str) -> bool:
    return measure_name(text) == len(text)
