"""Finds EVALUATED: votes of sessions item by item, decided sanctions, and examinations with their result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from nlp.scene import Finding, Scene
from nlp.statements.subject import PEOPLE, find_actor
from nlp.statements.wordlist import alternate, load_words

_PASSING = alternate(load_words("evaluation", "passing"))
_SESSIONS = alternate(load_words("evaluation", "sessions"))
_PASSED = re.compile(rf"(?P<how>{_PASSING})了?(?P<items>(?:《[^》]+》|[^，。；;！？\n])+)")
_CHOSEN = re.compile(
    r"(?P<how>" + alternate(load_words("evaluation", "choosing")) + r")(?P<rest>[^，。；;！？\n]{2,60})"
)
_SESSION = re.compile(rf"(?P<name>第?[^，。；、：“”\s]{{0,30}}?(?:第[一二三四五六七八九十百\d]+次)?(?:全体)?(?:{_SESSIONS}))")
_BARE = re.compile(r"(?:本次|此次|这次|该|全体)?(?:会议|大会|全会)")
_SANCTION = re.compile(
    r"(?:决定)?(?:给予|予以)(?P<target>[^，。；]{1,40}?)(?P<outcome>(?:开除|留党|撤销|党内|政务|行政)[^，。；]{2,14}?处分)"
)
_BEFORE_ORGAN = re.compile(r"(?:经|由|，|。|；|^|\s|日)$")
_EXAMINED = re.compile(
    r"(?:在)?(?P<what>[^，。；]{0,12}" + alternate(load_words("evaluation", "examining"))
    + r")(?:中|结果)?[^，。；]{0,10}?(?:被评为|被评定为|评为|评定为|确定为|为|获得|达到)[“‘]?(?P<outcome>"
    + alternate(load_words("evaluation", "results")) + r"(?:等次|等级|档次)?)"
)
_ITEM = re.compile(r"《[^》]+》[^《、]{0,12}|[^《、]+(?:《[^》]+》[^《、]{0,20})?")
_LOOK_BACK = 6


def find_evaluations(scene: Scene) -> Iterator[Finding]:
    """Yield who judged what with which outcome; a vote on several items is one statement for each."""
    for place, (start, end) in enumerate(scene.sentences):
        yield from _find_votes(scene, place, start, end)
        yield from _find_sanctions(scene, start, end)
        yield from _find_examinations(scene, start, end)


def _find_votes(scene: Scene, place: int, start: int, end: int) -> Iterator[Finding]:
    for match in _PASSED.finditer(scene.text, start, end):
        body = _find_session(scene, place, start, match.start())
        if body is None:
            continue
        for item in _ITEM.finditer(scene.text, *match.span("items")):
            words = item.group().strip("和及以")
            if len(words) < 4:
                continue
            target = Value(item.group(), item.start(), item.end())
            yield _state(scene, match.start(), item.end(), body, target, _outcome(match), "evaluation-vote", 0.6)
    for match in _CHOSEN.finditer(scene.text, start, end):
        body = _find_session(scene, place, start, match.start())
        person = next(scene.within(match.start("rest"), match.end(), *PEOPLE), None)
        if body is None or person is None:
            continue
        outcome = Value(match.group(), match.start(), match.end())
        yield _state(scene, match.start(), match.end(), body, refer(person), outcome, "evaluation-choice", 0.5)


def _find_session(scene: Scene, place: int, start: int, offset: int) -> Argument | None:
    """Return the session that votes: named in the sentence, or the named one before that a bare 会议 takes up."""
    for back in range(place, max(-1, place - _LOOK_BACK), -1):
        begin, end = scene.sentences[back]
        session = _read_session(scene, begin, offset if back == place else end)
        if session is not None:
            return session
        if back == place and not _BARE.search(scene.text, start, offset):
            return None
    return None


def _read_session(scene: Scene, start: int, end: int) -> Argument | None:
    """Return the first session with a name of its own in the span, with the organ that holds it in front."""
    for match in _SESSION.finditer(scene.text, start, end):
        organ = next(
            (body for body in scene.within(max(start, match.start() - 40), match.end(), MentionKind.ORG)
             if body.end > match.start() - 1), None,
        )
        begin = min(organ.start, match.start()) if organ else match.start()
        words = scene.text[begin : match.end()]
        if organ is not None and not _BARE.fullmatch(words):
            return Value(scene.text[organ.start : match.end()], organ.start, match.end())
        if words in load_words("evaluation", "sessions") and not _BARE.fullmatch(words):
            return Value(words, begin, match.end())
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
        yield _state(scene, begin, match.end(), refer(organ), refer(person), outcome, "evaluation-sanction", 0.7)


def _find_organ(scene: Scene, start: int, offset: int) -> Mention | None:
    """Return the organ that decides: 由某监委 next to the verb, else the first behind 经 (another one only approves)."""
    organs = list(scene.within(start, offset, MentionKind.ORG))
    for organ in reversed(organs):
        if offset - organ.end <= 4:
            return organ
    return next((organ for organ in organs if not scene.text[organ.end : organ.end + 2] == "批准"), None)


def _find_person_before(scene: Scene, offset: int) -> Mention | None:
    person = None
    for person in scene.within(scene.article.start, offset, MentionKind.PERSON):
        pass
    return person


def _find_examinations(scene: Scene, start: int, end: int) -> Iterator[Finding]:
    """Read 在年度考核中被评为优秀; the one who examines is the body of the sentence or the one before."""
    for match in _EXAMINED.finditer(scene.text, start, end):
        person = next(reversed(list(scene.within(start, match.start(), *PEOPLE))), None)
        actor = find_actor(scene, start, match.start(), groups=False)
        if person is None or actor is None:
            continue
        outcome = Value(match["outcome"], *match.span("outcome"))
        yield _state(
            scene, match.start(), match.end(), actor.argument, refer(person), outcome, "evaluation-examination", 0.3
        )


def _outcome(match: re.Match[str]) -> Value:
    return Value(match["how"], *match.span("how"))


def _state(
    scene: Scene, start: int, end: int, body: Argument, target: Argument, outcome: Value, rule: str, confidence: float
) -> Finding:
    statement = scene.state("EVALUATED", start, end, body=body, target=target, outcome=outcome)
    return Finding(statement, rule, confidence)
