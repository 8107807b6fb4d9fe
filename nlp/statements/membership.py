"""Finds MEMBER_OF: residents and staff without a post, names with their body in brackets, joining a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, Reference, refer
from nlp.coreference import BODIES, bodies_before
from nlp.scene import Finding, Scene
from nlp.statements.passage import iter_passages
from nlp.statements.people import collect
from nlp.statements.wordlist import alternate, load_words

_MEMBERS = alternate(load_words("membership", "members"))
_LOCAL = alternate(load_words("membership", "local_members"))
_ONE = r"(?:的)?(?:一[名位个])?"
_NOUNS = re.compile(
    rf"[”」）)]?{_ONE}(?:[一-龥]{{0,6}}?{_MEMBERS})(?:、?[一-龥]{{0,5}}?{_MEMBERS})?(?:——)?[“]?"
)
_OF = re.compile(r"[”」]?的")
_LOCAL_NOUN = re.compile(rf"(?<![一-龥])(?:[一-龥]{{0,4}}?){_LOCAL}$|(?:而|的|是|让|向|对|为|给|到|和|与|帮){_LOCAL}$")
_BRACKET = re.compile(r"\s?[（(]\s?")
_LIVES = re.compile(rf"{alternate(load_words('membership', 'lives'))}$")
_LIVES_REST = re.compile(r"(?:[^，。；、\n的]{0,8})的(?:[一-龥]{1,6})?")
_WORKS = re.compile(rf"(?:{alternate(load_words('membership', 'works'))}|在)(?:了)?$")
_WORKS_AT = re.compile(r"(?:系统|机关|等地?)?(?:[（(][^）)]{1,6}[）)])?(?:工作|上班|任教|从教|就职|当志愿者|务工)")
_IS = re.compile(r"(?:，)?(?:现?是|系|为|就是|作为)(?:一[名位个])?(?:来自)?$")
_IS_NOUN = re.compile(rf"[”」]?{_ONE}(?:[一-龥]{{0,6}}?{_MEMBERS})")
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
    yield from _read_behind(scene, person)


def _read_before(scene: Scene, start: int, person: Mention) -> _Belonging | None:
    """Read 某村村民某某, 某局的某某, 家住某小区的某某, and 村民某某 of the community named before."""
    text = scene.text
    body = None
    for body in scene.within(max(start, person.start - 60), person.start, *BODIES):
        pass
    if body is not None and person.start - body.end <= _REACH and not _has_post(scene, body.end, person.start):
        gap = text[body.end : person.start]
        if gap and _LIVES.search(text, max(start, body.start - 40), _chain_start(scene, body)) and _LIVES_REST.fullmatch(gap):
            return refer(body), (person,), body.start, person.end, "member-resident", 0.85
        if _NOUNS.fullmatch(gap):
            return refer(body), collect(scene, person), body.start, person.end, "member-noun", 0.75
        if _OF.fullmatch(gap):
            return refer(body), (person,), body.start, person.end, "member-of-name", 0.7
    noun = _LOCAL_NOUN.search(text, max(start, person.start - 12), person.start)
    if noun is None:
        return None
    led = _find_local(scene, person.start)
    return (led, collect(scene, person), noun.start(), person.end, "member-local", 0.55) if led else None


def _find_local(scene: Scene, offset: int) -> Reference | None:
    for body in bodies_before(scene, offset):
        if body.kind is MentionKind.COMMUNITY:
            return refer(body)
    return None


def _read_behind(scene: Scene, person: Mention) -> Iterator[_Belonging]:
    """Read 某某（某局）, 某某是某队的队员, 某某加入某党, 某某在某局工作 up to the end of the sentence."""
    text = scene.text
    end = scene.sentence_at(person.start)[1]
    bracket = _BRACKET.match(text, person.end)
    if bracket is not None:
        close = text.find("）", bracket.end(), bracket.end() + 30)
        body = next(scene.within(bracket.end(), max(close, bracket.end()), *BODIES), None)
        if body is not None and body.start == bracket.end() and body.end == close:
            yield refer(body), (person,), person.start, body.end, "member-bracket", 0.9
    for body in scene.within(person.end, end, *BODIES):
        if any(scene.within(person.end, body.start, *_MEMBER_KINDS)):
            return
        lead = text[person.end : _chain_start(scene, body)]
        if _joins_party(body) and lead.endswith(("加入", "加入了")):
            yield refer(body), (person,), person.start, body.end, "member-joined", 0.95
        elif body.kind is MentionKind.ORG and _WORKS.search(lead) and (
            not lead.endswith("在") and len(lead) <= 30 or _WORKS_AT.match(text, body.end)
        ):
            yield refer(body), (person,), person.start, body.end, "member-works", 0.65
        elif (_IS.fullmatch(lead) or _AFTER_NAME.fullmatch(lead)) and _is_member(scene, body):
            yield refer(body), (person,), person.start, body.end, "member-is", 0.7


def _is_member(scene: Scene, body: Mention) -> bool:
    noun = _IS_NOUN.match(scene.text, body.end)
    return noun is not None and not _has_post(scene, body.end, noun.end() + 4)


def _joins_party(body: Mention) -> bool:
    return body.kind is MentionKind.ORG and body.text.endswith(("党", "民盟", "民建", "民进", "九三学社", "台盟", "致公党", "共青团"))


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
