"""Finds SERVICE_TERM: how often a service may be used, and within what time a request is answered or settled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from lexicon.alternation import alternate
from nlp.scene import Finding, Scene
from nlp.statements.quantity import read_quantity
from nlp.statements.subject import find_actor
from nlp.statements.wordlist import load_words

_TIMES = frozenset({"次", "回", "人次"})
_PER = re.compile(
    rf"(?P<per>{alternate(load_words('service_term', 'per'))})(?:可以?|能够?|都|均|享受|享有|提供|不少于|最多|限|有)*$"
)
_NOUN = re.compile(
    r"的?(?P<noun>(?:免费|义务|上门|无偿)?[\u4e00-\u9fff]{2,10}?(?:服务|体检|义诊|理发|洗衣|洗车|清洗|保洁|维修|用餐|培训|活动))"
)
_UNLIMITED = re.compile(alternate(load_words("service_term", "unlimited")))
_DEED = alternate((*load_words("service_term", "answers"), *load_words("service_term", "closures")))
_WITHIN = re.compile(
    r"(?P<time>(?P<half>半)个?(?:小时|钟头|天)|(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十]+)个?(?P<unit>半?小时|分钟|工作日|天|日))"
    rf"(?:{alternate(load_words('service_term', 'joints'))}){{1,3}}(?:{_DEED})"
)
_MINUTES = {"小时": 60, "半小时": 90, "分钟": 1, "工作日": 480, "天": 1440, "日": 1440}
_DIGITS = {word: n for n, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def find_service_terms(scene: Scene) -> Iterator[Finding]:
    """Yield what the text says of times a year and of promised times; the evidence is the clause that says it."""
    for sentence in scene.sentences:
        last: Mention | Value | None = None
        for mention in scene.within(*sentence, MentionKind.QUANTITY):
            quantity = read_quantity(mention.text)
            if quantity is None or quantity.unit not in _TIMES:
                continue
            per = _PER.search(scene.text, sentence[0], mention.start)
            service = _find_service(scene, mention.end, sentence[1])
            if per is None or service is None:
                continue
            last = service
            start = mention.start + quantity.number_start
            value = Value(quantity.number, start, start + len(quantity.number))
            yield _state(
                scene, per.start(), service.end, "limited", service, sentence[0],
                allowance=value, per=Value(per["per"], per.start("per"), per.end("per")),
            )  # fmt: skip
        for found in _UNLIMITED.finditer(scene.text, *sentence):
            service = last or _find_service(scene, found.end(), sentence[1])
            if service is not None:
                yield _state(scene, found.start(), found.end(), "unlimited", service, sentence[0])
        for found in _WITHIN.finditer(scene.text, *sentence):
            yield _state_time(scene, found, sentence[0])


def _find_service(scene: Scene, start: int, end: int) -> Mention | Value | None:
    """Return the service right behind a number of times: a mention, else a noun that says one."""
    mention = next(scene.within(start, min(end, start + 12), MentionKind.SERVICE), None)
    if mention is not None and mention.start - start <= 3:
        return mention
    noun = _NOUN.match(scene.text, start, end)
    return Value(noun["noun"], noun.start("noun"), noun.end("noun")) if noun else None


def _state(
    scene: Scene, start: int, end: int, limit: str, service: Mention | Value, floor: int, **more: Argument
) -> Finding:  # fmt: skip
    actor = find_actor(scene, floor, start, groups=False)
    statement = scene.state(
        "SERVICE_TERM", start, end, limit=Value(limit), provider=actor.argument if actor else None,
        service=refer(service) if isinstance(service, Mention) else service, **more,
    )  # fmt: skip
    return Finding(statement, f"service-term-{limit}", 0.8)


def _state_time(scene: Scene, found: re.Match[str], floor: int) -> Finding:
    actor = find_actor(scene, floor, found.start(), groups=False)
    statement = scene.state(
        "SERVICE_TERM", found.start(), found.end(), provider=actor.argument if actor else None,
        within=Value(found["time"], found.start("time"), found.end("time")), minutes=Value(_minutes(found)),
    )  # fmt: skip
    return Finding(statement, "service-term-time", 0.7)


def _minutes(found: re.Match[str]) -> str:
    if found["half"]:
        return str(720 if found["time"].endswith("天") else 30)
    words = found["number"]
    number = float(words) if words[0].isdigit() else float(_read_written(words))
    half = 0.5 if found["unit"] == "半小时" else 0
    minutes = (number + half) * (60 if half else _MINUTES[found["unit"]])
    return str(int(minutes)) if minutes == int(minutes) else str(minutes)


def _read_written(words: str) -> int:
    """Return a number up to ninety-nine written in characters."""
    tens, ten, units = words.rpartition("十")
    if ten:
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(units, 0) if units else 0)
    return _DIGITS.get(words, 0)
