"""Finds the facts of a life: BORN, NATIVE_OF, JOINED; EDUCATED is added from education."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from lexicon.alternation import alternate
from nlp.coreference import bodies_before
from nlp.scene import Finding, Scene
from nlp.statements.education import find_education
from nlp.statements.passage import iter_passages
from nlp.statements.people import person_before
from nlp.statements.period import read_date
from nlp.statements.wordlist import load_words

_DATE = r"(?:19|20)\d{2}\s?[年./]\s?(?:\d{1,2}\s?月?(?:\d{1,2}日)?)?"
_BORN = re.compile(
    rf"(?P<before>{_DATE})(?:出生|生(?=[，,。；;、）)\s人]|$)|诞生)|(?:出?生于|出生(?:年月|日期|时间)?[：:]?\s?)(?P<after>{_DATE})"
)
_JOINED = re.compile(
    rf"(?P<party>入党(?!{alternate(load_words('life', 'not_joined'))})"
    rf"|加入(?P<name>{alternate(load_words('life', 'parties'))})(?:党组织)?)"
    r"|(?P<work>参加(?:革命)?工作(?!会|队|组|的))"
)
_TIME_AFTER = re.compile(rf"(?:时间|日期)?[：:于]?\s?(?P<date>{_DATE})")
_TIME_BEFORE = re.compile(rf"(?P<date>{_DATE})(?:，)?(?:起|开始|正式|光荣|就|在[^，。；]{{1,12}})?$")
_NATIVE_BEFORE = re.compile(r"(?:籍贯|祖籍|原籍|出生地)[：:是为在系]?$")
_NATIVE_AFTER = re.compile(r"籍?人(?=[，,。；;、）)\s]|$)")
_OPENS = re.compile(r"(?:[，,、；;（(\s：:是为系族]|同志)$")
_WHO = 260


def find_life(scene: Scene) -> Iterator[Finding]:
    """Yield birth, native place, joining of party and work, and education of the people of the article.

    The person is the one named last before the fact in the same passage; a fact without one is left out.
    """
    for start, end in iter_passages(scene):
        yield from _find_births(scene, start, end)
        yield from _find_joinings(scene, start, end)
        yield from _find_natives(scene, start, end)
        yield from find_education(scene, start, end)


def _find_births(scene: Scene, start: int, end: int) -> Iterator[Finding]:
    for found in _BORN.finditer(scene.text, start, end):
        side = "before" if found["before"] else "after"
        date = _take_date(scene, *found.span(side))
        person = person_before(scene, found.start(), max(start, found.start() - _WHO))
        if person is not None:
            statement = scene.state(
                "BORN", _clause_start(scene, person, found.start()), found.end(), person=refer(person), date=date
            )
            yield Finding(statement, "life-born", 0.95, read_date(date.text))


def _find_joinings(scene: Scene, start: int, end: int) -> Iterator[Finding]:
    text = scene.text
    for found in _JOINED.finditer(text, start, end):
        person = person_before(scene, found.start(), max(start, found.start() - _WHO))
        if person is None:
            continue
        before = _TIME_BEFORE.search(text, max(start, person.end, found.start() - 28), found.start())
        after = None if before else _TIME_AFTER.match(text, found.end())
        chosen = before or after
        if chosen is None and not _is_told_of(scene, person, found.start()):
            continue
        date = _take_date(scene, *chosen.span("date")) if chosen else None
        begin = min(chosen.start("date") if chosen else found.start(), found.start())
        close = max(found.end(), chosen.end("date") if chosen else 0)
        statement = scene.state(
            "JOINED",
            _clause_start(scene, person, begin),
            close,
            person=refer(person),
            what=Value("work" if found["work"] else "party"),
            date=date,
        )
        yield Finding(statement, "life-joined", 0.95 if date else 0.7, read_date(date.text) if date else "")


def _is_told_of(scene: Scene, person: Mention, offset: int) -> bool:
    """True when an undated joining stands in the person's own sentence, not in a call to join."""
    begin = scene.sentence_at(offset)[0]
    return begin <= person.start and offset - person.end <= 40


def _find_natives(scene: Scene, start: int, end: int) -> Iterator[Finding]:
    text = scene.text
    for place in scene.within(start, end, MentionKind.PLACE, MentionKind.COMMUNITY):
        after = _NATIVE_AFTER.match(text, place.end)
        begin = _chain_start(scene, place)
        named = _NATIVE_BEFORE.search(text, max(start, begin - 6), begin)
        if not named and (not after or not _opens(scene, start, begin)):
            continue
        if (
            named
            and not after
            and any(other.start == place.end for other in scene.within(place.end, place.end + 20, MentionKind.PLACE))
        ):
            continue
        person = person_before(scene, begin, max(start, begin - _WHO))
        if person is None:
            continue
        close = after.end() if after else place.end
        statement = scene.state(
            "NATIVE_OF",
            _clause_start(scene, person, named.start() if named else begin),
            close,
            person=refer(person),
            place=refer(place),
        )
        yield Finding(statement, "life-native", 0.9)


def _opens(scene: Scene, floor: int, offset: int) -> bool:
    return offset == floor or _OPENS.search(scene.text, max(floor, offset - 3), offset) is not None


def _chain_start(scene: Scene, place: Mention) -> int:
    begin = place.start
    for earlier in bodies_before(scene, place.start):
        if earlier.end != begin:
            break
        begin = earlier.start
    return begin


def _clause_start(scene: Scene, person: Mention, offset: int) -> int:
    """Return where the evidence begins: at the person in its own sentence, else at the fact."""
    return person.start if person.start >= scene.sentence_at(offset)[0] else offset


def _take_date(scene: Scene, start: int, end: int) -> Argument:
    """Return the words of the date as a value with its place, as long as the DATE mention there says."""
    mention = next(scene.within(start, end + 4, MentionKind.DATE), None)
    if mention is not None and mention.start == start:
        start, end = mention.start, mention.end
    return Value(scene.text[start:end], start, end)
