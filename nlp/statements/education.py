"""Finds EDUCATED: levels and degrees as written, with school and major where they stand beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from lexicon.alternation import alternate
from nlp.scene import Finding, Scene
from nlp.statements.people import person_before
from nlp.statements.period import read_date, read_period
from nlp.statements.wordlist import load_groups, load_words

_WAYS = alternate(load_words("life", "ways"))
_LEVELS = alternate(load_words("life", "levels"))
_ENDINGS = alternate(load_words("life", "endings"))
_DEGREES = alternate(load_words("life", "degrees"))
_FIELDS = alternate(load_words("life", "fields"))
_LEVEL = re.compile(
    rf"(?P<level>(?:{_WAYS})?(?:{_LEVELS})(?:{_ENDINGS})+|(?:{_FIELDS}){_DEGREES}(?:学位)?|(?:{_DEGREES})(?:研究生)?学位"
    rf"|(?P<bare>(?:{_WAYS})?(?:{_LEVELS})(?=[，,；;、。（(）)]))|(?P<graduated>毕业(?:于)?))(?![生证季照论典设红去回])"
)
_OPENS = re.compile(
    r"(?:[，,、；;。（(\s：:“]|专业|大学|学院|学校|党校|[一-龥]系|获得?|取得|具有|拥有|年|月|[是为系])$"
)
_CAREER = re.compile(alternate(load_words("life", "career_signs")) + "|[男女][，,、]")
_SCHOOL = rf"[一-龥]{{2,20}}?(?:{alternate(load_words('life', 'school_endings'))}|[一-龥]大)"
_BESIDE = re.compile(
    rf"(?P<school>{_SCHOOL})?(?:[一-龥]{{2,8}}?学院|[一-龥]{{2,8}}系)?"
    r"(?:(?P<major>[一-龥、与和]{2,18}?)专业)?"
)
_CLAUSE = re.compile(r"[，,；;。（(）)、\s：:]")
_LEARNT = re.compile(r"(?P<level>学习|进修|就读|读书)(?=[，,；;。（(\s]|$)")
_STOP = re.compile(r"[，,；;。\n]")
_ENTERS = re.compile(r"[\s，,：:]*(?:在|就读于|考入|进入)?")
_TO_COMMA = re.compile(r"[^，,。；;]{0,40}[，,]")
_WHO = 260
_KINDS_OF_WAY = load_groups("life", "kinds")


def find_education(scene: Scene, start: int, end: int) -> Iterator[Finding]:
    """Yield one finding for each stated level, degree or graduation of the person named last before it.

    毕业于某校，某某学历 is one fact, that of the level; a bare 大学 or 大专 counts only in the line of a career.
    """
    text = scene.text
    for found in _LEVEL.finditer(text, start, end):
        begin = found.start()
        person = person_before(scene, begin, max(start, begin - _WHO))
        if person is None or (person.end != begin and not _OPENS.search(text, max(start, begin - 3), begin)):
            continue
        sentence = scene.sentence_at(begin)
        if found["bare"] and not _CAREER.search(text, max(start, sentence[0] - 80), sentence[1]):
            continue
        finding = (
            _read_graduation(scene, start, found, person)
            if found["graduated"]
            else _read_level(scene, start, found, person)
        )
        if finding is not None:
            yield finding
    yield from _find_studies(scene, start, end)


def _read_level(scene: Scene, start: int, found: re.Match[str], person: Mention) -> Finding:
    begin = found.start()
    school, major = _read_beside(scene, max(start, person.end), begin)
    if school is None and scene.text[found.end() : found.end() + 1] in ("（", "("):
        school, major = _read_span(scene, found.end() + 1, found.end() + 1)
    if school is None:
        school, major = _read_graduated_from(scene, max(start, person.end), begin)
    return _state(scene, person, found, school, major, "education-level", 0.9)


def _read_graduation(scene: Scene, start: int, found: re.Match[str], person: Mention) -> Finding | None:
    """Read 某大学某专业毕业 and 毕业于某大学, unless the next clause names the level."""
    text = scene.text
    if found.group().endswith("于"):
        school, major = _read_span(scene, found.end(), found.end())
        comma = _TO_COMMA.match(text, found.end())
        follows = _LEVEL.match(text, comma.end()) if comma else None
        if school is None or (follows is not None and not follows["graduated"]):
            return None
    else:
        school, major = _read_beside(scene, max(start, person.end), found.start())
        if school is None:
            return None
    return _state(scene, person, found, school, major, "education-graduation", 0.8)


def _read_beside(scene: Scene, floor: int, offset: int) -> tuple[Argument | None, Argument | None]:
    """Return school and major that stand right before the level in its own clause."""
    begin = floor
    for mark in _CLAUSE.finditer(scene.text, max(floor, offset - 48), offset):
        begin = mark.end()
    return _read_span(scene, begin, offset) if begin < offset else (None, None)


def _read_graduated_from(scene: Scene, floor: int, offset: int) -> tuple[Argument | None, Argument | None]:
    place = scene.text.rfind("毕业于", max(floor, offset - 50), offset)
    return _read_span(scene, place + 3, place + 3) if place >= 0 else (None, None)


def _read_span(scene: Scene, begin: int, limit: int) -> tuple[Argument | None, Argument | None]:
    """Return school and major read from `begin`; `limit` is where they must end, or `begin` for no limit."""
    text = scene.text
    end = limit if limit > begin else begin + 48
    date = next(scene.within(begin, end, MentionKind.DATE), None)
    if date is not None and date.start == begin:
        begin = date.end
    body = next(scene.within(begin, end, MentionKind.ORG), None)
    if body is not None and body.start - begin <= 1:
        beside = _BESIDE.match(text, body.end, end)
        return refer(body), _value(text, beside.span("major")) if beside and beside["major"] else None
    beside = _BESIDE.match(text, begin, end)
    if beside is None or not beside.group():
        return None, None
    return (
        _value(text, beside.span("school")) if beside["school"] else None,
        _value(text, beside.span("major")) if beside["major"] else None,
    )


def _find_studies(scene: Scene, start: int, end: int) -> Iterator[Finding]:
    """Read the lines of a career that tell of learning: 1986.09—1990.07 某大学某专业学习."""
    for date in scene.within(start, end, MentionKind.DATE):
        period = read_period(date.text)
        if not period.start:
            continue
        close = scene.sentence_at(date.start)[1]
        stop = _STOP.search(scene.text, date.end + 2, close)
        begin = _ENTERS.match(scene.text, date.end)
        learnt = _LEARNT.search(scene.text, date.end, stop.end() if stop else close)
        person = person_before(scene, date.start, max(start, date.start - _WHO))
        if learnt is None or begin is None or person is None:
            continue
        school, major = _read_span(scene, begin.end(), learnt.start())
        if school is None:
            continue
        finding = _state(scene, person, learnt, school, major, "education-study", 0.8, date)
        yield Finding(finding.statement, finding.rule, finding.confidence, period.start, period.end)


def _state(
    scene: Scene,
    person: Mention,
    found: re.Match[str],
    school: Argument | None,
    major: Argument | None,
    rule: str,
    confidence: float,
    date: Mention | None = None,
) -> Finding:
    start, end = found.span("level")
    level = Value(scene.text[start:end], start, end)
    if date is None:
        date = next(scene.within(max(person.end, start - 16), start, MentionKind.DATE), None)
        if date is not None and date.end != start:
            date = None
    begin = person.start if person.start >= scene.sentence_at(start)[0] else start
    first = min([begin, start, *(a.start for a in (school, major) if a is not None and a.start >= 0)])
    last = max([end, *(a.end for a in (school, major) if a is not None)])
    way = next((kind for word, kind in _KINDS_OF_WAY if level.text.startswith(word)), "")
    statement = scene.state(
        "EDUCATED",
        first,
        last,
        person=refer(person),
        level=level,
        school=school,
        major=major,
        kind=Value(way) if way else None,
        date=Value(date.text, date.start, date.end) if date else None,
    )
    return Finding(statement, rule, confidence, valid_from=read_date(date.text) if date else "")


def _value(text: str, span: tuple[int, int]) -> Value:
    return Value(text[span[0] : span[1]], *span)
