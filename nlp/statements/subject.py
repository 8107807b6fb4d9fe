"""Finds who acts in a clause: the body, or the unnamed group, that stands as its subject."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from lexicon.alternation import alternate
from lexicon.areas import level_words, self_governing_words
from nlp.coreference import find_area, find_body_before, find_place_before
from nlp.salience import OBJECT_BEFORE
from nlp.scene import Scene
from nlp.statements.occasion import find_occasion_before
from nlp.statements.wordlist import load_words

BODIES = (MentionKind.ORG, MentionKind.COMMUNITY, MentionKind.PLACE)
PEOPLE = (MentionKind.PERSON, MentionKind.PERSON_ANON)

_LOOK_BACK = 8
_LEAD = re.compile(
    r"(?:" + alternate(load_words("people", "openings")) + r"|[“”‘’\s·])*"
    r"(?:[一两三四五六七八九十几数多\d.万余]+[名位个]|许多|不少|广大|各位)?"
)
_GROUP = re.compile(
    r"[^，、。；：“”（）\s对向为给将把着了使让在与和已有立发布每组起办据]{0,10}?(?:"
    + alternate(load_words("people", "acting_nouns"))
    + r")+(?:代表|们)?(?![会委站协处长中院所办公])"
)
_CLAUSE_END = re.compile(r"[，,；;：:。！？!?\n]")
_ANAPHOR = re.compile(
    r"(?P<sure>[该全])?(?(sure)|(?:本|我|这个))(?P<noun>" + alternate(load_words("people", "body_nouns")) + ")"
    r"(?![一-龥]{0,2}(?:长|书记|主任))|(?:(?<=[，,。；;：:“”\n\s、])|(?<=今年)|(?<=近年来)|^)"
    r"(?P<bare>" + alternate(load_words("people", "bare_body_nouns")) + ")"
    r"(?!党|居|第|书记|主任|干部|工作|志愿|网格)"
    r"|(?P<here>当地)(?!的|政府|党委|群众|居民|村民|牧民|农民|百姓|人)"
)
_MEDIA = re.compile(r"(?:网|报|新闻|客户端|电视台|电台|融媒体中心|通讯社|新闻社)$")
_WEAK_TAIL = re.compile(
    r"(?:的?(?:一[名位]|这[名位]|那[名位])|(?:居民|村民|牧民|学生|市民|群众|记者|讯)"
    r"(?!委|小组|议事|自治|代表|会))"
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

    The nearest clause that opens with a body (after adverbs and dates) decides; then a bare 该社区 or 社区
    led back to its body, then any body of the sentence that is no object, then the sentences before.
    """
    clauses = iter_clauses(scene.text, start, offset)
    for begin, end in reversed(clauses):
        actor = _find_opening(scene, begin, end, groups)
        if actor is not None:
            return actor
        anaphor = _find_anaphor(scene, begin, end)
        actor = _resolve(scene, anaphor) if anaphor else _find_host(scene, begin, end, groups)
        if actor is not None or (anaphor and (anaphor["sure"] or anaphor["here"])):
            return actor
    for begin, end in reversed(clauses):
        for mention in find_chain_ends(scene, begin, end):
            if not is_aside(scene, mention, begin):
                return Actor(refer(mention), mention.start, mention, sure=False)
    return _find_before(scene, start)


def is_object(scene: Scene, mention: Mention, floor: int) -> bool:
    """True when the words before the mention (or before the chain it ends) make it an object or a place."""
    head = find_chain_head(scene, mention)
    return OBJECT_BEFORE.search(scene.text, max(floor, head - 6), head) is not None


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


def find_group(scene: Scene, start: int, end: int) -> Value | None:
    """Return the unnamed people who open the clause (医护人员, 三名志愿者 without the number), with their place."""
    begin = skip_opening(scene, start, end)
    match = _GROUP.match(scene.text, begin, end)
    if match is None or any(scene.within(begin, match.end(), *PEOPLE)):
        return None
    return Value(match.group(), begin, match.end())


def find_chain_head(scene: Scene, mention: Mention) -> int:
    """Return where the chain of touching divisions that ends in the mention begins."""
    head = mention.start
    for earlier in reversed(list(scene.within(max(0, mention.start - 40), mention.start, *BODIES))):
        if earlier.end != head:
            break
        head = earlier.start
    return head


def skip_opening(scene: Scene, start: int, end: int) -> int:
    """Return where the clause's own words begin: behind adverbs, dates and numbers of people."""
    begin = start
    while True:
        lead = _LEAD.match(scene.text, begin, end)
        after = lead.end() if lead else begin
        date = next(scene.within(after, end, MentionKind.DATE), None)
        if date is not None and date.start == after:
            after = date.end
        if after == begin:
            return begin
        begin = after


def _find_opening(scene: Scene, start: int, end: int, groups: bool) -> Actor | None:
    begin = skip_opening(scene, start, end)
    for mention in find_chain_ends(scene, begin, end):
        head = find_chain_head(scene, mention)
        if head - begin > 1:
            break
        if not is_aside(scene, mention, start):
            return Actor(refer(mention), mention.start, mention)
    group = find_group(scene, start, end) if groups else None
    return Actor(group, group.start) if group else None


def is_aside(scene: Scene, mention: Mention, floor: int) -> bool:
    """True for an object, for whose post or resident follows, and for what stands in brackets."""
    if _MEDIA.search(mention.text) or is_object(scene, mention, floor) or _WEAK_TAIL.match(scene.text, mention.end):
        return True
    window = scene.text[max(0, mention.start - 40) : mention.start]
    if max(window.rfind("（"), window.rfind("(")) > max(window.rfind("）"), window.rfind(")")):
        return True
    following = next(scene.within(mention.end, mention.end + 12, MentionKind.POST, *PEOPLE), None)
    return following is not None and following.start == mention.end


def resolve_anaphor(scene: Scene, start: int, end: int) -> Actor | None:
    """Return the body that the last 该社区, 全旗 or bare 社区 of the span leads back to."""
    anaphor = _find_anaphor(scene, start, end)
    return _resolve(scene, anaphor) if anaphor else None


def _find_anaphor(scene: Scene, start: int, end: int) -> re.Match[str] | None:
    """Return the last word of the span that leads back to a body: 该社区, 全旗, 当地, a bare 嘎查."""
    return next(reversed(list(_ANAPHOR.finditer(scene.text, start, end))), None)


def _resolve(scene: Scene, anaphor: re.Match[str]) -> Actor | None:
    """Return what the anaphor leads back to, None where the text leaves that open: then nobody else acts either."""
    offset = anaphor.start()
    if anaphor["here"]:
        return _act(find_place_before(scene, offset))
    noun = (anaphor["noun"] or anaphor["bare"]).rstrip("里内")
    if noun in level_words() and noun not in self_governing_words():
        area = find_area(scene, offset, noun)
        if area is None and noun == "区":
            area = find_area(scene, offset, "自治区")
        return Actor(area, area.start if area.start >= 0 else offset, sure=False) if area else None
    return _act(find_body_before(scene, offset, noun))


def _act(body: Mention | None) -> Actor | None:
    return Actor(refer(body), body.start, body, sure=False) if body else None


def _find_host(scene: Scene, start: int, end: int, groups: bool) -> Actor | None:
    """Return who held the occasion to which 活动现场 or 会上, the whole clause, leads back."""
    occasion = find_occasion_before(scene, start, end)
    if occasion is None:
        return None
    sentence = scene.sentence_at(occasion.start)[0]
    actor = find_actor(scene, sentence, occasion.start, groups=groups)
    return replace(actor, sure=False) if actor else None


def _find_before(scene: Scene, start: int) -> Actor | None:
    place = bisect_left(scene.sentences, (start, start))
    fallback = None
    for begin, end in reversed(scene.sentences[max(0, place - _LOOK_BACK) : place]):
        clauses = iter_clauses(scene.text, begin, end)
        for first, last in clauses:
            actor = _find_opening(scene, first, last, groups=False) or resolve_anaphor(scene, first, last)
            if actor is not None:
                return Actor(actor.argument, actor.start, actor.mention, sure=False)
        if fallback is None:
            bodies = (body for body in find_chain_ends(scene, begin, end) if not is_aside(scene, body, begin))
            fallback = next(bodies, None)
    return Actor(refer(fallback), fallback.start, fallback, sure=False) if fallback else None
