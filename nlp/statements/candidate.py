"""Who may act at a place: what a candidate is, and the signs that names and unnamed groups have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.mention import Mention
from domain.statement import Argument

DOES = re.compile(
    r"提供|开展|举办|举行|组织|推出|开设|设立|安排|主办|承办|启动|召开|带来|送|发放|打造|创办|成立|建立|联合|邀请|进行|上门"
)
_LOCATIVE = re.compile(r"(?:在|走进|来到|深入|前往|于|到|进入|赴)$")
AGENT = re.compile(r"(?:由|经)$")
_BENEFIT = re.compile(r"(?:为|向|给|对|面向|让|帮助|服务)$")
_JOINT = re.compile(r"(?:、|和|与|及|以及|联合|携手|会同|邀请)$")
_BEFORE = (("at", _LOCATIVE), ("by", AGENT), ("for", _BENEFIT), ("with", _JOINT))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may act, where it stands, and the signs that speak for or against it."""

    argument: Argument
    start: int
    mention: Mention | None
    signs: frozenset[str]


def signs_before(words: str) -> Iterator[str]:
    """Yield what the words right before a candidate say of it: it is at, by, for or with something."""
    yield from (name for name, pattern in _BEFORE if pattern.search(words))


def signs_between(text: str, begin: int, end: int) -> set[str]:
    """Return what the words between a candidate and the place say: how far it is, and whether somebody does there."""
    words = text[begin:end]
    signs = {f"far:{min(len(words) // 15, 6)}", f"commas:{min(len(re.findall('[，；：,;:]', words)), 4)}"}
    if DOES.search(words):
        signs.add("between:does")
    if "由" in words:
        signs.add("between:by")
    return signs
