"""Completes short names by what stands beside or before them: 县政协副主席、｜工商联, 某旗工业园区…｜园区管委会."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.mention import Mention, MentionKind
from lexicon.alternation import alternate
from lexicon.areas import load_areas
from lexicon.organisation_folds import division_ends
from nlp.statements.wordlist import load_words

_OPENED = re.compile(alternate(load_words("mending", "openings")))
_BESIDE = frozenset(load_words("mending", "beside"))
_ZONE = re.compile(rf"(?P<kind>{alternate(load_words('mending', 'zones'))})(?:党工委|工委|管委会|管理委员会)")
_ZONE_END = re.compile(r"(?:党工委|工委|管委会|管理委员会)?$")
_ZONE_REACH = 60
"""So many names back the park may have been named whole."""
_CHAIN = 3


def split_areas(name: str) -> tuple[str, ...]:
    """Return the divisions with which the name of a body begins, behind 中共 and 政协 too: 中共某县第十届委员会."""
    opening = _OPENED.match(name)
    return load_areas().split_prefixes(name[opening.end() :] if opening else name)


def is_beside(name: str) -> bool:
    """True for a name that says whose it is only by what stands beside or before it."""
    return name in _BESIDE or _ZONE.fullmatch(name) is not None


def complete_beside(text: str, mentions: Sequence[Mention], place: int) -> str:
    """Return the full name of the short one at the place, "" where the text leaves it open."""
    zone = _ZONE.fullmatch(mentions[place].text)
    if zone is not None:
        return _complete_zone(mentions, place, zone["kind"])
    return _complete_by_title(text, mentions, place)


def _complete_zone(mentions: Sequence[Mention], place: int, kind: str) -> str:
    """Return 园区管委会 as that of the one park of which the article gave the name before: 某旗｜工业园区."""
    names: set[str] = set()
    for number in range(place - 1, max(-1, place - 1 - _ZONE_REACH), -1):
        before = mentions[number]
        text = _ZONE_END.sub("", before.text) if before.kind is MentionKind.ORG else before.text
        if before.kind not in (MentionKind.PLACE, MentionKind.ORG) or not text.endswith(kind) or text == kind:
            continue
        start = before.start
        for other in reversed(mentions[max(0, number - _CHAIN) : number]):
            if other.kind is not MentionKind.PLACE or other.end != start:
                break
            text, start = other.text + text, other.start
        names.add(text)
    return next(iter(names)) + mentions[place].text.removeprefix(kind) if len(names) == 1 else ""


def _complete_by_title(text: str, mentions: Sequence[Mention], place: int) -> str:
    """Return 工商联 behind 某县政协副主席、 as that of the county: the title before it names the division."""
    mention = mentions[place]
    if place < 2 or text[mention.start - 1 : mention.start] != "、":
        return ""
    body, post = mentions[place - 2 : place]
    if post.kind is not MentionKind.POST or post.end != mention.start - 1 or body.end != post.start:
        return ""
    names = (body.text,) if body.kind is MentionKind.PLACE else split_areas(body.text)
    is_level = body.kind in (MentionKind.PLACE, MentionKind.ORG) and bool(names) and names[-1].endswith(division_ends())
    return names[-1] + mention.text if is_level else ""
