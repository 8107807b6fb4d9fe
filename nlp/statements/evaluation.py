"""Finds EVALUATED: votes of sessions item by item, decided sanctions, and examinations with their result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from lexicon.alternation import alternate
from nlp.scene import Finding, Scene
from nlp.statements.subject import BODIES, PEOPLE, find_actor
from nlp.statements.wordlist import load_words

_PASSING = alternate(load_words("evaluation", "passing"))
_SESSIONS = alternate(load_words("evaluation", "sessions"))
_VOTE = re.compile(
    rf"(?:(?P<how>{_PASSING})了(?P<items>(?:《[^》]+》|[^，。；;！？\n])+)|(?<=表决，|投票，|方式，)"
    + alternate(load_words("evaluation", "choosing"))
    + r"(?P<rest>[^，。；;！？\n]{2,60}))"
)
_NUMBER = "[一二三四五六七八九十百]{1,5}"
_NUMBERED = re.compile(rf"(?:第?{_NUMBER}届[一-龥]{{2,16}}?)?第{_NUMBER}次(?:会议|代表大会)")
_NAMED = re.compile(rf"(?P<name>(?:{_SESSIONS}))(?:还|经表决|经审议|一致|又)?$")
_BARE = re.compile(r"(?:^|[，；;])(?:本次|此次|这次|该|全体)?(?:会议|大会|全会)(?:还|经|以|采取|一致|首先|又|对|$)")
_SANCTION = re.compile(
    r"(?:决定)?(?:给予|予以)(?P<target>[^，。；]{1,40}?)(?P<outcome>(?:开除|留党|撤销|党内|政务|行政)[^，。；]{2,14}?处分)"
)
_EXAMINING = re.compile(
    r"对(?P<target>[^，。；]{2,30}?)(?:进行|开展)了?(?P<what>[^，。；]{0,10}(?:"
    + alternate(load_words("evaluation", "examining"))
    + r"|谈话)[^，。；]{0,8})"
)
_APPROVES = re.compile("批准|同意|备案")
_EXAMINED = re.compile(
    r"(?:在)?(?P<what>[^，。；]{0,12}"
    + alternate(load_words("evaluation", "examining"))
    + r")(?:中|结果)?[^，。；]{0,10}?(?:被评为|被评定为|评为|评定为|确定为|为|获得|达到)[“‘]?(?P<outcome>"
    + alternate(load_words("evaluation", "results"))
    + r"(?:等次|等级|档次)?)"
)
_ITEM = re.compile(r"《[^》]+》[^《、]{0,12}|[^《、]+(?:《[^》]+》[^《、]{0,20})?")
_LEAST_ITEM = 4


@dataclass(slots=True)
class _Sitting:
    """The session an article reports, and the one that voted last."""

    main: Value | None
    voting: Argument | None = None


def find_evaluations(scene: Scene) -> Iterator[Finding]:
    """Yield who judged what with which outcome; a vote on several items is one statement for each."""
    state = _Sitting(_find_main_session(scene))
    for start, end in scene.sentences:
        yield from _find_votes(scene, start, end, state)
        yield from _find_sanctions(scene, start, end)
        yield from _find_examinations(scene, start, end)


def _find_votes(scene: Scene, start: int, end: int, state: _Sitting) -> Iterator[Finding]:
    last = start
    for match in _VOTE.finditer(scene.text, start, end):
        body = _find_session(scene, last, match.start(), state)
        if body is None:
            continue
        state.voting, last = body, match.end()
        outcome = Value(match["how"], *match.span("how"))
        if match["items"]:
            for item in _ITEM.finditer(scene.text, *match.span("items")):
                if len(item.group().strip("和及以")) >= _LEAST_ITEM:
                    target = Value(item.group(), item.start(), item.end())
                    yield _state(scene, match.start(), item.end(), body, target, outcome, "evaluation-vote", 0.8)
            continue
        person = next(scene.within(match.start("rest"), match.end(), *PEOPLE), None)
        if person is not None:
            outcome = Value(match.group(), match.start(), match.end())
            yield _state(scene, match.start(), match.end(), body, refer(person), outcome, "evaluation-choice", 0.7)


def _find_session(scene: Scene, start: int, offset: int, state: _Sitting) -> Argument | None:
    """Return the session that votes: named right before the verb, else the main one that a bare 会议 takes up.

    A sentence that opens with the verb goes on with the session that voted last.
    """
    lead = scene.text[start:offset]
    named = _NAMED.search(lead)
    if named is not None:
        return Value(named["name"], start + named.start("name"), start + named.end("name"))
    if _BARE.search(lead):
        return state.main
    return state.voting if len(lead.strip("，；;、 ")) <= 1 else None


def _find_main_session(scene: Scene) -> Value | None:
    """Return the first session of the article that bears a number, with the organ in front."""
    for segment in scene.article.segments:
        for match in _NUMBERED.finditer(scene.text, *segment):
            organs = scene.within(max(0, match.start() - 24), match.end(), MentionKind.ORG)
            organ = next((organ for organ in organs if organ.end >= match.start()), None)
            if organ is None and "届" not in match.group():
                continue
            begin = min(organ.start, match.start()) if organ else match.start()
            return Value(scene.text[begin : match.end()], begin, match.end())
    return None


def _find_sanctions(scene: Scene, start: int, end: int) -> Iterator[Finding]:
    """Read 某纪委决定给予某某开除党籍处分 and 由某监委给予其开除公职处分."""
    for match in _SANCTION.finditer(scene.text, start, end):
        organ = _find_organ(scene, start, match.start())
        person = next(scene.within(*match.span("target"), *PEOPLE), None)
        if person is None and "其" in match["target"]:
            person = _find_person_before(scene, match.start())
        if organ is None or person is None:
            continue
        outcome = Value(match["outcome"], *match.span("outcome"))
        begin = max(start, min(organ.start, match.start()))
        yield _state(scene, begin, match.end(), refer(organ), refer(person), outcome, "evaluation-sanction", 0.85)


def _find_organ(scene: Scene, start: int, offset: int) -> Mention | None:
    """Return the organ that decides: next to the verb, else the first; one that only approves never does."""
    organs = [
        organ for organ in scene.within(start, offset, MentionKind.ORG) if not _APPROVES.match(scene.text, organ.end)
    ]
    for organ in reversed(organs):
        if offset - organ.end <= 4:
            return organ
    return organs[0] if organs else None


def _find_person_before(scene: Scene, offset: int) -> Mention | None:
    return next(reversed(list(scene.within(scene.article.start, offset, MentionKind.PERSON))), None)


def _find_examinations(scene: Scene, start: int, end: int) -> Iterator[Finding]:
    """Read 在年度考核中被评为优秀; the one who examines is the body of the sentence or the one before."""
    for match in _EXAMINING.finditer(scene.text, start, end):
        actor = find_actor(scene, start, match.start(), groups=False)
        if actor is None or not actor.sure:
            continue
        named = next(scene.within(*match.span("target"), *PEOPLE, *BODIES), None)
        target = refer(named) if named else Value(match["target"], *match.span("target"))
        outcome = Value(match["what"], *match.span("what"))
        yield _state(
            scene, max(start, actor.start), match.end(), actor.argument, target, outcome, "evaluation-examining", 0.4
        )
    for match in _EXAMINED.finditer(scene.text, start, end):
        person = next(reversed(list(scene.within(start, match.start(), *PEOPLE))), None)
        actor = find_actor(scene, start, match.start(), groups=False)
        if person is None or actor is None:
            continue
        outcome = Value(match["outcome"], *match.span("outcome"))
        yield _state(
            scene, match.start(), match.end(), actor.argument, refer(person), outcome, "evaluation-examination", 0.3
        )


def _state(
    scene: Scene, start: int, end: int, body: Argument, target: Argument, outcome: Value, rule: str, confidence: float
) -> Finding:
    statement = scene.state("EVALUATED", start, end, body=body, target=target, outcome=outcome)
    return Finding(statement, rule, confidence)
