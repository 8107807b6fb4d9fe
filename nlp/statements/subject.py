"""Finds who acts in a clause: the body, person or unnamed group that stands as its subject."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from nlp.scene import Scene
from nlp.statements.wordlist import alternate, load_words

BODIES = (MentionKind.ORG, MentionKind.COMMUNITY, MentionKind.PLACE)
PEOPLE = (MentionKind.PERSON, MentionKind.PERSON_ANON)

_LOOK_BACK = 8
_OBJECT = re.compile(alternate(load_words("people", "object_prepositions")) + r"(?:位于|了|着)?[“‘]?$")
_HUMANS = alternate(load_words("people", "human_nouns"))
_LEAD = (
    r"(?:(?:据|对此|对于此|同时|此外|另外|目前|近日|日前|今天|当天|当日|随后|之后|最后|现场|其中|期间|活动中|会上|"
    r"于是|但是|但|而|还有|还|也|又|有|该|由|让|请|组织|发动|并)(?:，)?)*"
)
_GROUP = re.compile(
    _LEAD + r"(?P<group>(?:[一两三四五六七八九十数几多这那]+[位名个]|许多|不少|广大|各位|部分|在场的?|当地)?[^，、。；：“”\s对向为给]{0,14}?"
    + _HUMANS + r"(?:代表|们)?)"
)
_CLAUSE_END = re.compile(r"[，,；;：:。！？!?\n]")
_ANAPHOR = re.compile(
    r"(?:该|本|我|全|这个|此)(社区|嘎查|村|小区|街道|镇|乡|苏木|县|旗|市|区|省|盟|州|校|院|局|公司|站|中心|队|服务队|学院|学校|医院|驿站)"
    r"|(?<![一-龥])(社区|街道|嘎查|村里|村内|村委会|镇里|县里|学校|医院|公司|驿站|服务队|志愿服务队|中心)"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with the place where it stands (for evidence) and how sure the grammar is."""

    argument: Argument
    start: int
    mention: Mention | None = None
    sure: bool = True


def find_chain_ends(scene: Scene, start: int, end: int) -> list[Mention]:
    """Return the bodies in the span; of a chain of touching divisions (市 县 镇 村) only the last."""
    bodies = list(scene.within(start, end, *BODIES))
    touched = {mention.start for mention in bodies}
    return [mention for mention in bodies if mention.end not in touched]


def find_actor(scene: Scene, start: int, offset: int, *, groups: bool = True) -> Actor | None:
    """Return who acts at the offset, looking from there back to `start` (a sentence's start) and beyond.

    The nearest clause with a subject decides; a sentence without one continues the sentence before it, and a
    bare 该社区 or 社区 takes up the last body of its kind.
    """
    actor = _find_in_sentence(scene, start, offset, groups)
    if actor is not None:
        return actor
    anaphor = _resolve_anaphor(scene, start, offset)
    if anaphor is not None:
        return anaphor
    return _find_before(scene, start)


def is_object(scene: Scene, mention: Mention, floor: int) -> bool:
    """True when the words before the mention (or before the chain it ends) make it an object or a place."""
    head = _chain_head(scene, mention)
    return _OBJECT.search(scene.text, max(floor, head - 6), head) is not None


def iter_clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the clauses of the span, cut at commas, colons and stops, without the marks."""
    clauses: list[tuple[int, int]] = []
    begin = start
    for mark in _CLAUSE_END.finditer(text, start, end):
        if mark.start() > begin:
            clauses.append((begin, mark.start()))
        begin = mark.end()
    if end > begin:
        clauses.append((begin, end))
    return clauses


def find_group(text: str, start: int, end: int) -> Value | None:
    """Return the unnamed people that open the clause (几位居民, 医护人员), as a value with its place."""
    match = _GROUP.match(text, start, end)
    if match is None:
        return None
    begin, finish = match.span("group")
    return Value(text[begin:finish], begin, finish)


def _chain_head(scene: Scene, mention: Mention) -> int:
    head = mention.start
    for earlier in reversed(list(scene.within(max(0, mention.start - 40), mention.start, *BODIES))):
        if earlier.end != head:
            break
        head = earlier.start
    return head


def _find_in_sentence(scene: Scene, start: int, offset: int, groups: bool) -> Actor | None:
    for begin, end in reversed(iter_clauses(scene.text, start, offset)):
        for mention in find_chain_ends(scene, begin, end):
            if not is_object(scene, mention, begin) and not _is_attribute(scene, mention):
                return Actor(refer(mention), mention.start, mention)
        if groups:
            group = find_group(scene.text, begin, end)
            if group is not None:
                return Actor(group, group.start)
    return None


def _is_attribute(scene: Scene, mention: Mention) -> bool:
    """True when the body only says whose post or member follows: 某街道党工委书记某某."""
    for following in scene.within(mention.end, mention.end + 12):
        if following.kind is MentionKind.POST and following.start == mention.end:
            return True
        return following.kind in PEOPLE and following.start == mention.end
    return False


def _resolve_anaphor(scene: Scene, start: int, offset: int) -> Actor | None:
    last = None
    for last in _ANAPHOR.finditer(scene.text, start, offset):
        pass
    if last is None:
        return None
    kind = (last.group(1) or last.group(2)).rstrip("里内")
    for mention in reversed(list(scene.within(scene.article.start, last.start(), *BODIES))):
        if mention.text.rstrip("”’").endswith(kind):
            return Actor(refer(mention), mention.start, mention, sure=False)
    return None


def _find_before(scene: Scene, start: int) -> Actor | None:
    place = bisect_left(scene.sentences, (start, start))
    for begin, end in reversed(scene.sentences[max(0, place - _LOOK_BACK) : place]):
        for mention in find_chain_ends(scene, begin, end):
            if not is_object(scene, mention, begin) and not _is_attribute(scene, mention):
                return Actor(refer(mention), mention.start, mention, sure=False)
    return None
