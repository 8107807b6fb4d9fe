"""Finds MEMBER_OF: residents and staff without a post, names with their body in brackets, joining a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, Reference, refer
from lexicon.alternation import alternate
from lexicon.areas import community_words
from nlp.coreference import BODIES, bodies_before, find_body_before
from nlp.scene import Finding, Scene
from nlp.statements.passage import iter_passages
from nlp.statements.people import collect
from nlp.statements.wordlist import load_words

_MEMBERS = alternate(load_words("membership", "members"))
_LOCAL = alternate(load_words("membership", "local_members"))
_ONE = r"(?:的)?(?:一[名位个])?"
_NOUNS = re.compile(rf"[”」）)]?{_ONE}(?:[一-龥\d]{{0,6}}?{_MEMBERS})(?:、?[一-龥]{{0,5}}?{_MEMBERS})?(?:——)?[“]?")
_OF = re.compile(r"[”」]?的")
_LOCAL_NOUN = re.compile(rf"(?<![一-龥])(?:[一-龥]{{0,4}}?){_LOCAL}$|(?:而|的|是|让|向|对|为|给|到|和|与|帮){_LOCAL}$")
_BRACKET = re.compile(r"\s?[（(]\s?")
_LIVES = re.compile(rf"{alternate(load_words('membership', 'lives'))}$")
_LIVES_REST = re.compile(r"(?:[^，。；、\n的]{0,8})的(?:[一-龥]{1,6})?")
_WORKS = re.compile(rf"(?:{alternate(load_words('membership', 'works'))}|在)(?:了)?$")
_WORKS_AT = re.compile(
    r"(?:系统|机关|等[一-龥]{0,4}(?:单位|部门)|等地?)?(?:[（(][^）)]{1,6}[）)])?(?:工作|上班|任教|从教|就职|当志愿者|务工)"
)
_IS = re.compile(r"(?:，)?(?:现?是|系|为|就是|作为)(?:一[名位个])?(?:来自)?$")
_IS_NOUN = re.compile(rf"[”」]?{_ONE}(?:[一-龥]{{0,6}}?{_MEMBERS})")
_CLOSE = re.compile(r"[）)]")
_LIVES_THERE = re.compile(
    rf"[，,]?(?:今年)?(?:\d{{1,3}}岁)?[，,]?(?:{alternate(load_words('membership', 'living'))})*"
    rf"{alternate(load_words('membership', 'lives'))}"
)
_LISTED = re.compile(r"(?:先后|曾|分别)[^，。；]{0,4}在(?:[^，。；]{2,14}、)*$")
_TITLED = re.compile(_MEMBERS)
_LIST_REST = re.compile(r"、[^，。；！？\s“”]{2,40}")
_GROUP_NOUNS = ("成员", "队员", "会员", "团员")
_GROUPS = ("团", "队", "会", "组", "社")
_PARTIES = frozenset((*load_words("life", "parties"), "共青团", "中国共产主义青年团"))
_AFTER_NAME = re.compile(r"\s?(?:，|——|[ \u3000])\s?$")
_MEMBER_KINDS = (MentionKind.PERSON, MentionKind.PERSON_ANON)
_REACH = 24


def find_memberships(scene: Scene) -> Iterator[Finding]:
    """Yield whose body or community a person belongs to without a post there, once for each pair in the article."""
    seen: set[tuple[str, str]] = set()
    for start, end in iter_passages(scene):
        for person in scene.within(start, end, *_MEMBER_KINDS):
            for body, others, first, last, rule, confidence in _read_person(scene, start, person):
                for member in others:
                    if (member.text, body.text) in seen:
                        continue
                    seen.add((member.text, body.text))
                    statement = scene.state("MEMBER_OF", first, last, person=refer(member), org=body)
                    yield Finding(statement, rule, confidence)


_Belonging = tuple[Reference, tuple[Mention, ...], int, int, str, float]


def _read_person(scene: Scene, floor: int, person: Mention) -> Iterator[_Belonging]:
    start = max(floor, scene.sentence_at(person.start)[0])
    before = _read_before(scene, start, person)
    if before is not None:
        yield before
    yield from _read_shared(scene, start, person)
    yield from _read_behind(scene, person)


def _read_before(scene: Scene, start: int, person: Mention) -> _Belonging | None:
    """Read 某村村民某某, 某局的某某, 家住某小区的某某, and 村民某某 of the community named before."""
    text = scene.text
    bodies = list(scene.within(max(start, person.start - 60), person.start, *BODIES))
    body = bodies[-1] if bodies else None
    if body is not None and person.start - body.end <= _REACH and not _has_post(scene, body.end, person.start):
        gap = text[body.end : person.start]
        if not gap and _TITLED.match(text, person.end):
            return refer(body), (person,), body.start, person.end, "member-noun", 0.75
        lives = _LIVES.search(text, max(start, body.start - 40), _chain_start(scene, body))
        if gap and lives and _LIVES_REST.fullmatch(gap):
            return refer(body), (person,), body.start, person.end, "member-resident", 0.85
        if _NOUNS.fullmatch(gap):
            return refer(body), collect(scene, person), body.start, person.end, "member-noun", 0.75
        if _OF.fullmatch(gap):
            return refer(body), (person,), body.start, person.end, "member-of-name", 0.7
    noun = _LOCAL_NOUN.search(text, max(start, person.start - 12), person.start)
    if noun is None or _has_post(scene, noun.start(), person.start):
        return None
    led = _find_local(scene, noun)
    return (refer(led), collect(scene, person), noun.start(), person.end, "member-local", 0.55) if led else None


def _read_shared(scene: Scene, start: int, person: Mention) -> Iterator[_Belonging]:
    """Read 某校学员、某局局长某某: the noun of belonging stands in a list before the post that the name follows."""
    text = scene.text
    for body in scene.within(max(start, person.start - 60), person.start, *BODIES):
        noun = _NOUNS.match(text, body.end, person.start)
        if noun is None or not _LIST_REST.fullmatch(text, noun.end(), person.start):
            continue
        if not any(scene.within(body.end, person.start, *_MEMBER_KINDS)) and not _has_post(scene, body.end, noun.end()):
            yield refer(body), (person,), body.start, person.end, "member-noun", 0.7


def _find_local(scene: Scene, noun: re.Match[str]) -> Mention | None:
    """Return the community of 小区居民 and 村民, or the group of 队员: what the word names, else the last community."""
    words = noun.group()
    if words.endswith(_GROUP_NOUNS):
        return next((body for body in bodies_before(scene, noun.start()) if body.text.endswith(_GROUPS)), None)
    named = next((word for word in community_words() if word in words), "")
    if named:
        led = find_body_before(scene, noun.start(), named)
        if led is not None:
            return led
    return next((body for body in bodies_before(scene, noun.start()) if body.kind is MentionKind.COMMUNITY), None)


def _read_behind(scene: Scene, person: Mention) -> Iterator[_Belonging]:
    """Read 某某（某局）, 某某是某队的队员, 某某加入某党, 某某在某局工作 up to the end of the sentence."""
    text = scene.text
    end = scene.sentence_at(person.start)[1]
    bracket = _BRACKET.match(text, person.end)
    if bracket is not None:
        close = _CLOSE.search(text, bracket.end(), bracket.end() + 30)
        body = next(scene.within(bracket.end(), close.start(), *BODIES), None) if close else None
        if (
            close
            and body is not None
            and body.start == bracket.end()
            and (body.end == close.start() or _NOUNS.fullmatch(text, body.end, close.start()))
        ):
            yield refer(body), (person,), person.start, body.end, "member-bracket", 0.9
    for body in scene.within(person.end, end, *BODIES):
        if any(scene.within(person.end, body.start, *_MEMBER_KINDS)):
            return
        lead = text[person.end : _chain_start(scene, body)]
        listed = _LISTED.search(lead)
        if listed is not None:
            if _WORKS_AT.match(text, _list_end(scene, body)):
                yield refer(body), (person,), person.start, body.end, "member-works", 0.65
            continue
        if _LIVES_THERE.fullmatch(lead) and _list_end(scene, body) == body.end:
            yield refer(body), (person,), person.start, body.end, "member-resident", 0.85
            continue
        if _joins_party(body) and lead.endswith(("加入", "加入了")):
            yield refer(body), (person,), person.start, body.end, "member-joined", 0.95
        elif (
            body.kind is MentionKind.ORG
            and _WORKS.search(lead)
            and ((not lead.endswith("在") and len(lead) <= 30) or _WORKS_AT.match(text, body.end))
        ):
            yield refer(body), (person,), person.start, body.end, "member-works", 0.65
        elif (_IS.fullmatch(lead) or _AFTER_NAME.fullmatch(lead)) and _is_member(scene, body):
            yield refer(body), (person,), person.start, body.end, "member-is", 0.7


def _is_member(scene: Scene, body: Mention) -> bool:
    noun = _IS_NOUN.match(scene.text, body.end)
    return noun is not None and not _has_post(scene, body.end, noun.end() + 4)


def _list_end(scene: Scene, body: Mention) -> int:
    """Return where the list of bodies joined by 、 ends that the body is part of."""
    end = body.end
    for following in scene.within(body.end, body.end + 80, *BODIES):
        if scene.text[end : following.start] not in ("", "、", "和"):
            break
        end = following.end
    return end


def _joins_party(body: Mention) -> bool:
    return body.kind is MentionKind.ORG and body.text in _PARTIES


def _has_post(scene: Scene, start: int, end: int) -> bool:
    return next(scene.within(start, end, MentionKind.POST), None) is not None


def _chain_start(scene: Scene, body: Mention) -> int:
    """Return where the chain of divisions before the body begins."""
    begin = body.start
    for earlier in bodies_before(scene, body.start):
        if earlier.end != begin:
            break
        begin = earlier.start
    return begin
