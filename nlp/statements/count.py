"""Finds COUNT: what a number with its unit counts, of whom and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind
from domain.statement import Argument, Value
from lexicon.alternation import alternate
from nlp.scene import Finding, Scene
from nlp.statements.quantity import Quantity, read_quantity
from nlp.statements.subject import BODIES, PEOPLE, Actor, find_actor
from nlp.statements.wordlist import load_words

_QUANTITIES = (MentionKind.QUANTITY, MentionKind.HOUSEHOLD_COUNT)
_MARK = re.compile(r"[，,。；;：:！？!?、\n“”（）()]")
_OPENING = re.compile("^" + alternate(load_words("count", "openings")))
_TRAILING = re.compile(alternate(load_words("count", "openings")) + r"+$")
_STOP = re.compile(alternate(load_words("count", "stops")))
_PERIOD = re.compile(alternate(load_words("count", "period_words")))
_DURATION = re.compile(r"^(?:来|以来|间|内|里)")
_AGO = re.compile(r"[年月周天日](?:之|以)?[前后]")
_LONGEST = 24
_LEAST_MEASURE = 4


def find_counts(scene: Scene) -> Iterator[Finding]:
    """Yield one count for every quantity that is no age; the evidence is the clause that holds it."""
    actors: dict[tuple[int, int], Actor | None] = {}
    for mention in scene.mentions:
        if mention.kind not in _QUANTITIES:
            continue
        quantity = read_quantity(mention.text)
        if quantity is None or quantity.is_age or _AGO.match(scene.text, mention.end - 1):
            continue
        measure = _find_measure(scene, mention)
        if measure is None:
            continue
        sentence = scene.sentence_at(mention.start)
        begin, end = _clause(scene.text, mention, sentence)
        key = (sentence[0], begin)
        if key not in actors:
            actors[key] = find_actor(scene, sentence[0], mention.start, groups=False)
        actor = actors[key]
        yield _state(scene, mention, quantity, measure, actor, (min(begin, measure.start), max(end, measure.end)))


def _state(
    scene: Scene, mention: Mention, quantity: Quantity, measure: Value, actor: Actor | None, span: tuple[int, int]
) -> Finding:
    start = mention.start
    value = Value(quantity.number, start + quantity.number_start, start + quantity.number_start + len(quantity.number))
    unit = None
    if quantity.unit:
        unit_start = start + mention.text.index(quantity.unit, quantity.number_end)
        unit = Value(quantity.unit, unit_start, unit_start + len(quantity.unit))
    subject: Argument | None = actor.argument if actor else None
    statement = scene.state(
        "COUNT",
        *span,
        measure=measure,
        value=value,
        unit=unit,
        subject=subject,
        period=_find_period(scene, mention),
        q=Value(mention.text, mention.start, mention.end),
    )
    return Finding(statement, "count-noun-after" if measure.start >= mention.end else "count-noun-before", 0.95)


def _find_measure(scene: Scene, mention: Mention) -> Value | None:
    """Return the words that say what is counted: the noun behind the unit, else the words before the number.

    修渠12公里 counts what stands before; 栽下300棵沙棘 what stands behind.
    """
    text = scene.text
    behind = _read_behind(text, mention.end)
    if behind is not None and not _DURATION.match(behind.text):
        return behind
    floor = scene.sentence_at(mention.start)[0]
    # The subject and the date in front are roles of their own and no part of what is counted.
    for other in scene.within(floor, mention.start, *BODIES, *PEOPLE, MentionKind.DATE):
        if mention.start - other.end >= _LEAST_MEASURE:
            floor = other.end
    before = _read_before(text, mention.start, floor)
    if before is not None:
        return before
    return behind or _read_sentence(scene, mention)


def _read_behind(text: str, start: int) -> Value | None:
    if text[start : start + 1] == "的":
        start += 1
    mark = _MARK.search(text, start, start + _LONGEST)
    end = mark.start() if mark else min(len(text), start + _LONGEST)
    stop = _STOP.search(text, start, end)
    if stop is not None:
        end = stop.start()
    return Value(text[start:end], start, end) if end - start >= 2 else None


def _read_before(text: str, end: int, floor: int) -> Value | None:
    begin = max(floor, end - _LONGEST)
    for mark in _MARK.finditer(text, begin, end):
        begin = mark.end()
    words = text[begin:end]
    trailing = _TRAILING.search(words)
    if trailing:
        end -= len(trailing.group())
        words = text[begin:end]
    while opening := _OPENING.match(words):
        begin += opening.end()
        words = text[begin:end]
    return Value(words, begin, end) if end - begin >= 2 else None


def _read_sentence(scene: Scene, mention: Mention) -> Value | None:
    """Fall back on the clause as a whole, so that no stated number is lost for want of a short noun."""
    begin, end = _clause(scene.text, mention, scene.sentence_at(mention.start))
    return Value(scene.text[begin:end], begin, end) if end > begin else None


def _clause(text: str, mention: Mention, sentence: tuple[int, int]) -> tuple[int, int]:
    begin, end = sentence[0], sentence[1]
    for mark in re.finditer(r"[，,；;：:、]", text[sentence[0] : mention.start]):
        begin = sentence[0] + mark.end()
    behind = re.search(r"[，,；;：:、。！？!?\n]", text[mention.end : sentence[1]])
    if behind:
        end = mention.end + behind.start()
    return begin, max(end, mention.end)


def _find_period(scene: Scene, mention: Mention) -> Value | None:
    """Return the last date before the number in its sentence, else a word like 目前 that opens it."""
    start = scene.sentence_at(mention.start)[0]
    date = next(reversed(list(scene.within(start, mention.start, MentionKind.DATE))), None)
    if date is not None:
        return Value(date.text, date.start, date.end)
    word = _PERIOD.search(scene.text, start, mention.start)
    return Value(word.group(), word.start(), word.end()) if word else None
