"""Finds HELD_ACTIVITY: occasions with people that took place, with organiser, kind, place, audience and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.mention import Mention, MentionKind, Reference, refer
from domain.statement import Argument, Value
from lexicon.alternation import alternate
from nlp.cue import CueKind
from nlp.scene import Finding, Scene
from nlp.statements.acting import choose_actor
from nlp.statements.subject import find_chain_ends, find_chain_head
from nlp.statements.wordlist import load_groups, load_words

_KINDS = dict((*load_groups("activity", "endings"), *load_groups("activity", "kinds")))
_NOUN = alternate(_KINDS)
# What may stand in a name: anything but marks, and a quoted stretch with its own marks.
_WORDS = r"(?:“[^”\n]{1,40}”|[^，。；！？\n、：:“])"
_VERBS = alternate(load_words("activity", "verbs"))
# 开展了“…”主题宣讲活动: verb, what names the occasion, its noun at the end of the phrase.
_HELD = re.compile(
    rf"(?P<verb>{_VERBS})(?P<done>了?)(?:起|的)?(?P<name>{_WORDS}{{0,40}}?(?P<noun>{_NOUN}))"
    r"(?=[”’》]?(?:[，。；！？\n、：:,]|$|共|并|和|及|与|等|\d|的|工作))"
)
# 开展“甲”、“乙”等系列活动: names in quotation marks, each an occasion, with or without a noun behind.
_QUOTED = re.compile(
    rf"{_VERBS}了?(?P<names>“[^”\n]{{2,30}}”(?:[、和及]?[^，。；“”]{{0,8}}“[^”\n]{{2,30}}”)*)"
    r"(?P<tail>[^，。；！？\n“”]{0,24})"
)
_QUOTE = re.compile(r"“[^”\n]{2,30}”")
_TOOK_PLACE = re.compile(
    rf"(?P<name>{_WORDS}{{0,50}}?(?P<noun>{_NOUN}))[”’》]?(?P<between>[^，。；！？\n]{{0,24}}?)"
    + alternate(load_words("activity", "closing_verbs"))
)
_ANY = re.compile(_NOUN)
_UNREAL = re.compile(alternate(load_words("activity", "unreal")))
_FORMAL = re.compile(alternate(load_words("activity", "formal")))
_TIMES = re.compile(alternate(load_words("activity", "times")))
_COMING = re.compile(r"将|拟于|今后|继续|对(?=[^，。]{0,12}召开)")
_BACK = re.compile(r"^(?:本次|此次|这次|该|这一|相关|各类|各项|多种|丰富多彩的)")
_NEAR_TIME = re.compile("近日|日前|近期|连日来|当天|当日")
_COUNTED = re.compile(r"^[”’]?(?:共计|累计|达|共)?\d+[余多]?(?:余)?(?:场次|场|次|期)")
_AUDIENCE = re.compile(
    r"(?:为|向|面向|组织|带领|邀请)(?P<audience>[^，。；：、为向]{0,14}?"
    + alternate(load_words("people", "human_nouns"))
    + ")"
)
_PLACE = re.compile(r"(?:在|走进|来到|深入|前往|于)$")
_PLAIN = "活动"
_MOST_LISTED = 6
_STOP = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Occasion:
    """An occasion as named, with the words that tell it."""

    name: Value
    noun: str
    start: int
    end: int
    rule: str


def find_activities(scene: Scene) -> Iterator[Finding]:
    """Yield each occasion once: told again by the same organiser under the same noun it is the same one.

    A headline only names what the body tells in full, with day and place; it is no telling of its own, but who acts
    in it often acts in the body.
    """
    told: set[tuple[str, str]] = set()
    previous = ""
    named: list[tuple[str, str]] = []
    for occasion, start, end in iter_occasions(scene):
        choice = choose_actor(scene, "activity", occasion.name.start, occasion.name.end, previous)
        if choice is None:
            continue
        organiser = choice.actor.argument
        previous = organiser.text
        if in_headline(scene, start):
            continue
        quoted = occasion.noun == _PLAIN or "“" in occasion.name.text
        mark = (organiser.text, occasion.name.text if quoted else occasion.noun)
        if any(name == organiser.text and _is_retold(words, occasion.name.text) for name, words in named):
            continue
        named.append((organiser.text, occasion.name.text))
        if mark in told:
            continue
        told.add(mark)
        yield _state(scene, occasion, organiser, choice.certainty, start, end)


def iter_occasions(scene: Scene) -> Iterator[tuple[Occasion, int, int]]:
    """Yield what the article tells of as an occasion, with its sentence."""
    for start, end in scene.sentences:
        for occasion in _find_occasions(scene, start, end):
            yield occasion, start, end


def in_headline(scene: Scene, offset: int) -> bool:
    """True where the headline stands that is no part of the body."""
    start, end = scene.article.headline_span or (0, 0)
    return start <= offset < end


def _find_occasions(scene: Scene, start: int, end: int) -> Iterator[Occasion]:
    """Yield what the tagger was led to, and what the rules find where it saw nothing."""
    led = [
        cue
        for cue in scene.cues
        if cue.kind is CueKind.ACTIVITY and cue.is_believed and start <= cue.start and cue.end <= end
    ]
    for cue in led[:_MOST_LISTED]:
        words = scene.text[cue.start : cue.end]
        clause = _clause_start(scene.text, cue.start, start)
        if _FORMAL.search(words) or _COMING.search(scene.text, clause, cue.start):
            continue
        noun = next((noun for noun in _KINDS if noun in words), _PLAIN)
        yield Occasion(Value(words, cue.start, cue.end), noun, cue.start, cue.end, "activity-led")
    if _ANY.search(scene.text, start, end) is None:
        return
    for occasion in _find_told(scene, start, end):
        if not any(cue.start < occasion.end and occasion.start < cue.end for cue in led):
            yield occasion


def _find_told(scene: Scene, start: int, end: int) -> Iterator[Occasion]:
    text = scene.text
    timed = _is_timed(scene, start, end)
    reached = start
    for match in _QUOTED.finditer(text, start, end) if timed else ():
        clause = _clause_start(text, match.start(), start)
        quotes = list(_QUOTE.finditer(text, *match.span("names")))
        noun = _ANY.search(match["tail"])
        if _UNREAL.search(text, clause, match.start()) or (len(quotes) == 1 and (noun or len(match["tail"]) > 2)):
            continue
        for quote in quotes[:_MOST_LISTED]:
            name = Value(quote.group(), quote.start(), quote.end())
            yield Occasion(name, noun.group() if noun else _PLAIN, match.start(), match.end(), "activity-quoted")
        reached = match.end()
    for match in _HELD.finditer(text, reached, end):
        clause = _clause_start(text, match.start(), start)
        if _UNREAL.search(text, clause, match.start()) or _is_vague(match):
            continue
        told = timed or bool(match["done"]) or _COUNTED.match(text[match.end() : match.end() + 12]) is not None
        if not told:
            continue
        reached = match.end()
        yield Occasion(_name(text, match), match["noun"], match.start(), match.end(), "activity-object")
    for match in _TOOK_PLACE.finditer(text, reached, end):
        clause = _clause_start(text, match.start(), start)
        if timed and not _COMING.search(text, clause, match.end()) and not _is_vague(match):
            reached = match.end()
            yield Occasion(_name(text, match), match["noun"], match.start(), match.end(), "activity-subject")


def _is_timed(scene: Scene, start: int, end: int) -> bool:
    return any(scene.within(start, end, MentionKind.DATE)) or _TIMES.search(scene.text, start, end) is not None


def _is_vague(match: re.Match[str]) -> bool:
    """True for a formal session and for 本次活动, which points back to an occasion told before."""
    name = match["name"]
    return _FORMAL.search(name) is not None or any(_BACK.search(words) for words in (name, _own_words(name)))


def _name(text: str, match: re.Match[str]) -> Value:
    """Return the name of the occasion: from the last opening quotation mark or particle on."""
    begin, finish = match.span("name")
    own = _own_words(text[begin:finish])
    return Value(own, finish - len(own), finish)


def _own_words(words: str) -> str:
    return words[words.index("“") :] if "“" in words else words[max(words.rfind("的"), words.rfind("了")) + 1 :]


def _clause_start(text: str, offset: int, floor: int) -> int:
    return max(floor, *(text.rfind(mark, floor, offset) + 1 for mark in "，。；！？\n,;："))


def _is_place(scene: Scene, body: Mention) -> bool:
    head = find_chain_head(scene, body)
    return _PLACE.search(scene.text[max(0, head - 3) : head]) is not None


def _state(scene: Scene, occasion: Occasion, organiser: Argument, certainty: float, start: int, end: int) -> Finding:
    text = scene.text
    finish = _STOP.search(text, occasion.end, end)
    close = finish.start() if finish else end
    begin = _evidence_start(scene, organiser, occasion, start)
    place = next((body for body in find_chain_ends(scene, start, close) if _is_place(scene, body)), None)
    audience = _AUDIENCE.search(text, begin, close)
    date = _find_date(scene, start, close)
    statement = scene.state(
        "HELD_ACTIVITY",
        begin,
        occasion.end,
        organiser=organiser,
        activity=occasion.name,
        kind=Value(_KINDS[occasion.noun]),
        place=refer(place) if place else None,
        audience=Value(audience["audience"], *audience.span("audience")) if audience else None,
        date=date,
    )
    return Finding(statement, occasion.rule, round(certainty, 2))


def _evidence_start(scene: Scene, organiser: Argument, occasion: Occasion, start: int) -> int:
    inside = isinstance(organiser, Reference | Value) and start <= organiser.start < occasion.start
    return organiser.start if inside else min(occasion.start, _clause_start(scene.text, occasion.start, start))


def _find_date(scene: Scene, start: int, end: int) -> Value | None:
    date = next(scene.within(start, end, MentionKind.DATE), None)
    if date is not None:
        return Value(date.text, date.start, date.end)
    near = _NEAR_TIME.search(scene.text, start, end)
    return Value(near.group(), near.start(), near.end()) if near else None


def _is_retold(first: str, again: str) -> bool:
    """True when the later words are part of those that told the occasion before, or the other way round."""
    return first in again or again in first
