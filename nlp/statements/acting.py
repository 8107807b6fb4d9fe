"""Chooses who acts: who offers the service, who holds the occasion that stands at a place in an article.

Every body, person, unnamed group and team that somebody set up around the place is a candidate. What speaks for
each (`signs`) is plain grammar and distance; how much each sign counts was learned on annotated texts
(nlp.training.acting, nlp/model/acting.json). The answer carries its probability: finders make the certainty of a
statement of it, and nlp.confidence says what that is worth.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from domain.mention import Mention, MentionKind, refer
from nlp.cue import LONGEST_CUE, Cue, CueKind
from nlp.scene import Scene
from nlp.statements.candidate import AGENT, DOES, Candidate, signs_before, signs_between
from nlp.statements.subject import (
    BODIES,
    PEOPLE,
    Actor,
    find_actor,
    find_chain_head,
    is_aside,
    is_object,
    iter_clauses,
    resolve_anaphor,
    skip_opening,
)
from nlp.statements.unnamed import find_unnamed

WEIGHTS = "acting.json"
Weights = Mapping[str, Mapping[str, float]]
"""For each task, what each sign counts."""
_instead: ContextVar[Weights | None] = ContextVar("instead", default=None)

LEAST = {"service": 0.2, "activity": 0.2}
"""For each task the probability below which nobody is said to act."""
NOBODY = "nobody"
"""The sign of the answer that nobody named here acts."""

_LOOK_BACK = 8
_LOOK_AHEAD = 40
_GLUE = re.compile(r"(?:的|内|里|内的|里的|：|:|推出的|开展的|提供的|举办的|组织的)?[“‘《]?")
_LISTED = re.compile(r"[”’]?(?:[、，和与及]|以及|还有)?[“‘]?")
# 由甲、乙联合主办: what 由 stands before, with the verb of holding later in the clause.
_HOSTS = re.compile(r"[^，。；！？\n]{0,60}?(?:主办|承办|举办|发起|牵头)")
_SERVED = re.compile(r"(?:为|给|向|帮助|帮|让|替)[^，,。；;：:！？\n]{0,10}$")
_ENJOYS = re.compile(r"[^，,。；;：:！？\n]{0,4}(?:享受|感动|感谢|收到|接受|受益|领取)")
_MEDIA = re.compile(r"(?:网|报|新闻|客户端|电视台|电台|融媒体中心|通讯社|新闻社)$")
_TAIL = re.compile(
    r"(?P<people>工作人员|志愿者|网格员|民警|党员|干部|医护|医生|成员|队员|社工|老师)|(?P<place>内|里|上|中|门口|广场|活动室|现场)"
)
_ENDS = (
    ("党支部", "branch"), ("党委", "branch"), ("党总支", "branch"), ("社区", "community"), ("村", "community"),
    ("嘎查", "community"), ("街道", "area"), ("镇", "area"), ("乡", "area"), ("苏木", "area"), ("县", "area"),
    ("区", "area"), ("市", "area"), ("旗", "area"), ("省", "area"), ("队", "team"), ("协会", "team"),
    ("中心", "centre"),
    ("站", "centre"), ("驿站", "centre"), ("局", "office"), ("所", "office"), ("院", "office"), ("公司", "firm"),
    ("学校", "school"), ("小学", "school"), ("大学", "school"), ("小区", "estate"),
)  # fmt: skip

_ENDS_LONGEST = sorted(_ENDS, key=lambda pair: -len(pair[0]))


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen one, and how probable it is that it is the right one."""

    actor: Candidate
    certainty: float


def choose_actor(
    scene: Scene,
    task: str,
    start: int,
    end: int,
    previous: str = "",
) -> Choice | None:
    """Return who acts at the span for the task (service, activity); None where no answer is likely enough.

    `previous` are the words that were the answer at the place before in the same article: who acted there often
    acts here.
    """
    candidates, nobody = find_candidates(scene, start, end, previous)
    chances = weigh(candidates, nobody, _current_weights()[task])
    by_words: dict[str, float] = {}
    for candidate, chance in zip(candidates, chances, strict=False):
        by_words[candidate.argument.text] = by_words.get(candidate.argument.text, 0.0) + chance
    if not by_words:
        return None
    words = max(by_words, key=lambda words: (by_words[words], words))
    if by_words[words] < LEAST[task]:
        return None
    best = max(
        (pair for pair in zip(candidates, chances, strict=False) if pair[0].argument.text == words),
        key=lambda pair: (pair[1], pair[0].start),
    )
    return Choice(best[0], by_words[words])


def weigh(candidates: Sequence[Candidate], nobody: frozenset[str], weights: Mapping[str, float]) -> list[float]:
    """Return the probability of each candidate, and as the last that of nobody; together they are 1."""
    sums = [sum(weights.get(sign, 0.0) for sign in signs) for signs in (*(c.signs for c in candidates), nobody)]
    most = max(sums)
    powers = [math.exp(value - most) for value in sums]
    whole = sum(powers)
    return [power / whole for power in powers]


@contextmanager
def weighed_by(weights: Weights) -> Iterator[None]:
    """Choose by these weights inside the block, in place of those of the package; for measuring."""
    token = _instead.set(weights)
    try:
        yield
    finally:
        _instead.reset(token)


def _current_weights() -> Weights:
    weights = _instead.get()
    return load_weights() if weights is None else weights


@cache
def load_weights() -> Weights:
    """Return, for each task, what each sign counts."""
    weights: Weights = json.loads(files("nlp").joinpath("model", WEIGHTS).read_text(encoding="utf-8"))["weights"]
    return weights


def find_candidates(scene: Scene, start: int, end: int, previous: str = "") -> tuple[list[Candidate], frozenset[str]]:
    """Return the candidates around the span (names, groups, teams that somebody set up), and the signs of nobody."""
    sentence = scene.sentence_at(start)
    place = bisect_left(scene.sentences, sentence)
    first = scene.sentences[max(0, place - _LOOK_BACK)][0] if scene.sentences else sentence[0]
    first = min(first, sentence[0])
    mentions = _find_mentions(scene, first, start)
    later = _find_mentions(scene, end, min(sentence[1] + _LOOK_AHEAD, scene.article.end))
    rule = find_actor(scene, sentence[0], start)
    led = {
        body.mention.text
        for begin, finish in iter_clauses(scene.text, sentence[0], start)
        if (body := resolve_anaphor(scene, begin, finish)) and body.mention
    }
    candidates = [
        Candidate(refer(m), m.start, m, frozenset(_signs_of(scene, m, sentence, start, rank, rule, led)))
        for rank, m in zip(range(len(mentions), 0, -1), mentions, strict=True)
    ]
    candidates += [
        Candidate(refer(m), m.start, m, frozenset(_signs_after(scene, m, sentence, end, rank)))
        for rank, m in enumerate(later, 1)
        if not any(m.text == c.argument.text and c.start >= sentence[0] for c in candidates)
    ]
    candidates += find_unnamed(scene, sentence, start, rule)
    if previous:
        candidates = [
            replace(c, signs=c.signs | {"previous", f"previous:{c.mention.kind if c.mention else 'group'}"})
            if c.argument.text == previous
            else c
            for c in candidates
        ]
    nobody = {NOBODY, "nobody:first" if not previous else "nobody:later"}
    if not any(c.start >= sentence[0] for c in candidates):
        nobody.add("nobody:sentence")
    if rule is None:
        nobody.add("nobody:rule")
    elif not rule.sure:
        nobody.add("nobody:unsure")
    headline = scene.article.headline_span
    if headline and headline[0] <= start < headline[1]:
        nobody.add("nobody:headline")
    if scene.text.count("“", sentence[0], start) > scene.text.count("”", sentence[0], start):
        nobody.add("nobody:quote")
    if DOES.search(scene.text, max(sentence[0], start - 12), start) is None:
        nobody.add("nobody:verbless")
    for kind in (CueKind.SERVICE, CueKind.ACTIVITY):
        cue = find_cue(scene, kind, start, end)
        nobody.add(f"nobody:{kind}:{int(cue.certainty * 8) if cue else 'unseen'}")
    return candidates, frozenset(nobody)


def find_cue(scene: Scene, kind: CueKind, start: int, end: int) -> Cue | None:
    """Return the cue of the kind that covers most of the span; None where none touches it."""
    first, last = (bisect_left(scene.cues, place, key=lambda cue: cue.start) for place in (start - LONGEST_CUE, end))
    near = [cue for cue in scene.cues[first:last] if cue.kind is kind and start < cue.end]
    return max(near, key=lambda cue: (min(cue.end, end) - max(cue.start, start), cue.certainty), default=None)


def iter_lists(scene: Scene, kind: MentionKind) -> Iterator[list[Mention]]:
    """Yield the mentions of a kind in lists as the text joins them (义诊、理发和咨询): one acts for all of a list."""
    listed: list[Mention] = []
    for mention in scene.mentions:
        if mention.kind is not kind:
            continue
        if listed and not _LISTED.fullmatch(scene.text, listed[-1].end, mention.start):
            yield listed
            listed = []
        listed.append(mention)
    if listed:
        yield listed


def _find_mentions(scene: Scene, start: int, end: int) -> list[Mention]:
    """Return people and bodies in the span; of a chain of touching divisions only the last."""
    bodies = [m for m in scene.within(start, end, *BODIES, *PEOPLE) if m.kind in BODIES or not _is_served(scene, m)]
    touched = {m.start for m in bodies if m.kind in BODIES}
    return [m for m in bodies if m.end not in touched or m.kind in PEOPLE]


def _is_served(scene: Scene, person: Mention) -> bool:
    """True for whom something is done: 为独居老人某某提供, 老人某某享受."""
    before = scene.text[max(0, person.start - 12) : person.start]
    return _SERVED.search(before) is not None or _ENJOYS.match(scene.text, person.end) is not None


def _signs_of(
    scene: Scene, mention: Mention, sentence: tuple[int, int], start: int, rank: int, rule: Actor | None, led: set[str]
) -> Iterator[str]:
    text, head = scene.text, find_chain_head(scene, mention)
    kind = str(mention.kind)
    yield kind
    inside = mention.start >= sentence[0]
    back = 0 if inside else sum(1 for s in scene.sentences if mention.end <= s[1] <= sentence[0])
    yield f"back:{min(back, 5)}"
    yield f"{kind}:{'here' if inside else 'before'}"
    yield f"rank:{min(rank, 5)}:{'here' if inside else 'before'}"
    yield f"ending:{_ending(mention.text)}"
    yield f"ending:{_ending(mention.text)}:{'here' if inside else 'before'}"
    own = sentence if inside else scene.sentence_at(mention.start)
    clause = max(own[0], *(text.rfind(mark, own[0], mention.start) + 1 for mark in "，；：:,;。"))
    if skip_opening(scene, clause, mention.end) >= head - 1:
        yield f"opens:{'here' if inside else 'before'}"
        if clause == own[0]:
            yield f"opens-sentence:{'here' if inside else 'before'}"
    if inside and not re.search("[，；：:,;。]", text[mention.end : start]):
        yield "clause:same"
    yield from (f"{sign}:{'here' if inside else 'before'}" for sign in _surroundings(scene, mention, head, own[0]))
    if inside:
        yield from signs_between(text, mention.end, start)
        if _GLUE.fullmatch(text, mention.end, start):
            yield "glued"
    if rule is not None and rule.mention is not None:
        if rule.mention == mention:
            yield "rule:sure" if rule.sure else "rule:unsure"
        elif rule.mention.text == mention.text:
            yield "rule:same"
    if mention.text in led:
        yield "led"
    told = sum(1 for m in scene.mentions if m.text == mention.text)
    yield f"told:{min(told, 4)}"
    headline = scene.article.headline_span
    if headline and mention.text in text[headline[0] : headline[1]]:
        yield "headline"


def _surroundings(scene: Scene, mention: Mention, head: int, floor: int) -> Iterator[str]:
    text = scene.text
    before = text[max(floor, head - 6) : head].rstrip("“‘")
    yield from signs_before(before)
    if AGENT.search(before) and _HOSTS.match(text, mention.end):
        yield "hosts"
    if is_object(scene, mention, floor):
        yield "object"
    if is_aside(scene, mention, floor):
        yield "aside"
    if _MEDIA.search(mention.text):
        yield "media"
    tail = _TAIL.match(text, mention.end)
    if tail:
        yield "tail:people" if tail["people"] else "tail:place"
    if text[mention.end : mention.end + 1] in ("的", "、", "“"):
        yield f"next:{text[mention.end]}"
    following = next(scene.within(mention.end, mention.end + 8, MentionKind.POST, *PEOPLE), None)
    if following is not None and following.start == mention.end:
        yield f"next:{following.kind}"
    verb = DOES.search(text, mention.end, mention.end + 12)
    if verb:
        yield "verb:touching" if verb.start() == mention.end else "verb:near"


def _signs_after(scene: Scene, mention: Mention, sentence: tuple[int, int], end: int, rank: int) -> Iterator[str]:
    yield "after"
    yield f"after:{mention.kind}"
    yield f"after:{min(rank, 4)}"
    yield f"after:{'here' if mention.end <= sentence[1] else 'next'}"
    yield f"after:ending:{_ending(mention.text)}"
    head = find_chain_head(scene, mention)
    yield from (f"after:{sign}" for sign in _surroundings(scene, mention, head, end))
    if not re.search("[，；：:,;。]", scene.text[end : mention.start]):
        yield "after:clause"


def _ending(words: str) -> str:
    return next((name for ending, name in _ENDS_LONGEST if words.endswith(ending)), "other")
