"""Finds RECEIVED_AWARD: who received an honour, also groups without a name (8个典型, 20户)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from lexicon.awards import given_verbs, received_verbs
from nlp.scene import Finding, Scene
from nlp.statements.subject import BODIES, PEOPLE, find_actor, find_chain_ends, find_chain_head, is_object
from nlp.statements.wordlist import alternate, load_words

_AMOUNTS = (MentionKind.QUANTITY, MentionKind.HOUSEHOLD_COUNT)
_RECEIVED = re.compile(alternate(received_verbs()))
_GIVEN = re.compile(alternate((*given_verbs(), *load_words("award", "choosing"))))
_HOLDER = re.compile(r"[”’]?(?:荣誉)?(?:称号)?(?:的)?" + alternate(load_words("award", "holders")) + "(?:代表)?")
_AS = re.compile(r"(?:作为|身为|曾是|是)[^，。；]{0,20}$")
_PASSIVE = re.compile(r"(?:被|由|获|经)$")
_JOINED_AWARD = re.compile(r"[”’]?(?:、|和|及|以及|与)[“‘]?(?:[^，。；、“”]{0,6})$")
_YEAR = re.compile(r"\d{4}年度?|今年|去年|前年")
_STOP = re.compile(r"[。！？!?；;\n]")
_AFTER_LIMIT = 14
_VERB_LIMIT = 30


@dataclass(frozen=True, slots=True)
class _Receipt:
    """Who received the honour, by which rule, from where the words reach, and who gave it."""

    recipients: tuple[Argument, ...]
    rule: str
    confidence: float
    start: int
    end: int
    giver: Mention | None = None


def find_awards(scene: Scene) -> Iterator[Finding]:
    """Yield one statement for every recipient of every honour; an honour nobody is said to have gives none."""
    last: _Receipt | None = None
    previous: Mention | None = None
    for award in scene.mentions:
        if award.kind is not MentionKind.AWARD:
            continue
        receipt = _read(scene, award)
        if receipt is None and previous is not None and last is not None:
            if _JOINED_AWARD.fullmatch(scene.text, previous.end, award.start):
                receipt = _Receipt(last.recipients, "award-joined", last.confidence, last.start, award.end, last.giver)
        if receipt is not None:
            yield from _state(scene, award, receipt)
        last, previous = receipt, award


def _read(scene: Scene, award: Mention) -> _Receipt | None:
    start = _clause_group_start(scene, award.start)
    return (
        _read_amount(scene, award, start)
        or _read_verb(scene, award, start)
        or _read_holder(scene, award)
        or _read_apposition(scene, award, start)
    )


def _read_amount(scene: Scene, award: Mention, start: int) -> _Receipt | None:
    """Read 评选出10名优秀志愿者 and 先进个人10名: the honour counted is the group that received it."""
    for amount in scene.within(start, award.start, *_AMOUNTS):
        if scene.text[amount.end : award.start].strip("“‘") == "":
            if _GIVEN.search(scene.text, start, amount.start) or _counted_list(scene, amount, start):
                return _Receipt((_group(amount),), "award-amount", 0.6, amount.start, award.end)
    following = next(scene.within(award.end, award.end + _AFTER_LIMIT, *_AMOUNTS), None)
    if following is not None and scene.text[award.end : following.start].strip("”’") in ("", "荣誉称号", "称号"):
        return _Receipt((_group(following),), "award-amount", 0.6, award.start, following.end)
    return None


def _counted_list(scene: Scene, amount: Mention, start: int) -> bool:
    """True when the amount stands in a list whose head was chosen or honoured: …、5个先进集体."""
    return scene.text[amount.start - 1 : amount.start] in "、和及" and _GIVEN.search(scene.text, start, amount.start) is not None


def _read_verb(scene: Scene, award: Mention, start: int) -> _Receipt | None:
    verb = None
    for verb in _RECEIVED.finditer(scene.text, max(start, award.start - _VERB_LIMIT), award.start):
        pass
    if verb is None:
        return None
    given = _read_given(scene, award, verb, start)
    if given is not None:
        return given
    giver = _find_giver(scene, verb.start(), start)
    recipients = _find_recipients(scene, start, giver.start - 1 if giver else verb.start())
    if recipients:
        begin = min(recipient.start for recipient in recipients)
        return _Receipt(recipients, "award-verb", 0.75, begin, award.end, giver)
    actor = find_actor(scene, scene.sentence_at(start)[0], start, groups=False)
    if actor is None:
        return None
    return _Receipt((actor.argument,), "award-context", 0.45, start, award.end, giver)


def _read_given(scene: Scene, award: Mention, verb: re.Match[str], start: int) -> _Receipt | None:
    """Read 授予某某“…”称号: an active verb of giving with the recipients between it and the honour."""
    if verb.group() not in ("授予", "评为", "命名为", "表彰为", "认定为") or _PASSIVE.search(scene.text, start, verb.start()):
        return None
    recipients = _find_recipients(scene, verb.end(), award.start)
    if not recipients:
        return None
    giver = next(reversed([body for body in find_chain_ends(scene, start, verb.start())]), None)
    return _Receipt(recipients, "award-given", 0.65, recipients[0].start, award.end, giver)


def _find_giver(scene: Scene, verb: int, start: int) -> Mention | None:
    """Return the body between 被 and the verb: 被省税务局授予."""
    for body in find_chain_ends(scene, start, verb):
        head = find_chain_head(scene, body)
        if verb - body.end <= 4 and scene.text[head - 1 : head] in ("被", "由", "获"):
            return body
    return None


def _read_holder(scene: Scene, award: Mention) -> _Receipt | None:
    holder = _HOLDER.match(scene.text, award.end)
    if holder is None:
        return None
    person = next(scene.within(holder.end(), holder.end() + _AFTER_LIMIT, *PEOPLE), None)
    if person is None or _STOP.search(scene.text, holder.end(), person.start):
        return None
    return _Receipt((refer(person),), "award-holder", 0.8, award.start, person.end)


def _read_apposition(scene: Scene, award: Mention, start: int) -> _Receipt | None:
    """Read 作为…传承人，某某 and 道德模范某某: the honour stands before the name like a title."""
    person = next(scene.within(award.end, award.end + _AFTER_LIMIT, *PEOPLE), None)
    if person is None:
        return None
    gap = scene.text[award.end : person.start].strip("”’")
    if gap == "" or (gap in ("，", ",") and _AS.search(scene.text[start : award.start])):
        return _Receipt((refer(person),), "award-apposition", 0.65, award.start, person.end)
    return None


def _find_recipients(scene: Scene, start: int, end: int) -> tuple[Argument, ...]:
    """Return all who stand as the subject: people before bodies, bodies before groups, of the nearest clause."""
    begin = end
    while begin > start:
        edge = max(scene.text.rfind("，", start, begin), scene.text.rfind(",", start, begin))
        floor = edge + 1 if edge >= start else start
        found = _read_subjects(scene, floor, end if begin == end else begin)
        if found:
            return found
        begin = edge if edge >= start else start
    return ()


def _read_subjects(scene: Scene, start: int, end: int) -> tuple[Argument, ...]:
    people = [person for person in scene.within(start, end, *PEOPLE) if not is_object(scene, person, start)]
    if people:
        return tuple(refer(person) for person in people)
    bodies = [body for body in find_chain_ends(scene, start, end) if not is_object(scene, body, start)]
    amounts = [amount for amount in scene.within(start, end, *_AMOUNTS) if end - amount.end <= 12]
    if amounts and not any(body.start > amounts[0].end for body in bodies):
        return (_group(amounts[-1]),)
    return tuple(refer(body) for body in _last_list(scene, bodies))


def _last_list(scene: Scene, bodies: Sequence[Mention]) -> Sequence[Mention]:
    """Return the bodies that one list joins up to the last; a place that merely stands before them is left out."""
    listed: list[Mention] = []
    for body in reversed(bodies):
        if listed:
            gap = scene.text[body.end : find_chain_head(scene, listed[0])]
            if "、" not in gap and gap not in ("和", "及", "与"):
                break
        listed.insert(0, body)
    return [body for body in listed if body.kind in BODIES]


def _group(amount: Mention) -> Value:
    return Value(amount.text, amount.start, amount.end)


def _clause_group_start(scene: Scene, offset: int) -> int:
    start = scene.sentence_at(offset)[0]
    for stop in _STOP.finditer(scene.text, start, offset):
        start = stop.end()
    return start


def _state(scene: Scene, award: Mention, receipt: _Receipt) -> Iterator[Finding]:
    year = _find_year(scene, award)
    giver = refer(receipt.giver) if receipt.giver else None
    start, end = min(receipt.start, award.start), max(receipt.end, award.end)
    for recipient in receipt.recipients:
        statement = scene.state(
            "RECEIVED_AWARD", start, end, recipient=recipient, award=refer(award), year=year, giver=giver
        )
        yield Finding(statement, receipt.rule, receipt.confidence)


def _find_year(scene: Scene, award: Mention) -> Value | None:
    """Return the year that the sentence gives: the last date with a year before the honour."""
    start = scene.sentence_at(award.start)[0]
    for date in reversed(list(scene.within(start, award.start, MentionKind.DATE))):
        if _YEAR.search(date.text):
            return Value(date.text, date.start, date.end)
    return None
