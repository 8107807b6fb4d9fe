"""Finds the towns that a text writes in front of its communities: 某县｜某镇｜某村."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.mention import Mention, MentionKind
from lexicon.alternation import alternate
from nlp.statements.wordlist import load_words

_TOWNS = load_words("location", "towns")
# A town that no list knows: 某镇 right in front of a village; 该镇 and 全镇 name none.
_TOWN_BEFORE = re.compile(f"[一-龥]{{1,5}}(?<![该全我各本此下城同两]){alternate(_TOWNS)}$")


_BEARING = re.compile(
    r"(?P<name>[一-龥]{2,8}?(?:村|社区|嘎查))(?=党|支部|总支|村委|村民委员会|居委|居民委员会|委员会|[“\"]?两委)"
)


def is_town(name: str) -> bool:
    """True for the name of a division right above communities: 某镇, 某乡, 某苏木, 某街道."""
    return name.endswith(_TOWNS) and name not in _TOWNS


def community_of(mention: Mention) -> str:
    """Return the name of the community that a mention is or that its name begins with (某村党支部), "" if none."""
    if mention.kind is MentionKind.COMMUNITY:
        return mention.text
    found = _BEARING.match(mention.text) if mention.kind is MentionKind.ORG else None
    return found["name"] if found is not None else ""


def find_towns(text: str, mentions: Sequence[Mention], floor: int) -> dict[int, tuple[str, ...]]:
    """Return the divisions in front of each community that has its town there, highest first, by its place."""
    above: dict[int, tuple[str, ...]] = {}
    for place, mention in enumerate(mentions):
        if not community_of(mention):
            continue
        parts: list[str] = []
        start = mention.start
        for number in range(place - 1, -1, -1):
            before = mentions[number]
            if before.end != start or before.kind is not MentionKind.PLACE:
                break
            parts.insert(0, before.text)
            start = before.start
        begin = mentions[place - 1].end if place else floor
        if parts and is_town(parts[-1]):
            above[place] = tuple(parts)
        elif not parts and (unknown := _TOWN_BEFORE.search(text, begin, start)):
            above[place] = (unknown.group(),)
    return above
