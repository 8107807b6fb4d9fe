"""Leads 会上, 活动现场 and 讲座中 back to the meeting or activity that the article told of before."""

from __future__ import annotations

import re
from bisect import bisect_left

from domain.statement import Value
from lexicon.alternation import alternate
from nlp.scene import Scene
from nlp.statements.wordlist import load_groups, load_words

_NOUNS = tuple(word for section in ("kinds", "endings") for word, _ in load_groups("activity", section))
_POINTER = re.compile(
    r"[\s“”]*(?:在|当天|当日)?(?:此次|本次|这次|当天)?的?(?P<noun>会议|大会|会|"
    + alternate(_NOUNS)
    + r")(?:上|中|现场|期间)?的?"
)
_PLACED = ("上", "中", "现场", "期间")
_TOLD = re.compile(
    alternate(load_words("activity", "verbs")) + r"(?:了|的)?(?:一[场次期]|首[场次届])?"
    r"(?P<name>[^，。；：！？\n的]{0,24}?(?:会议|" + alternate(_NOUNS) + r"))(?=$|[，。；：！？、”\n]|在)"
    r"|(?P<subject>[^，。；：！？\n的在]{0,24}?"
    + alternate(_NOUNS)
    + r")(?:在[^，。；：！？\n]{2,20})?"
    + alternate(load_words("activity", "closing_verbs"))
)
_GATHERINGS = ("会", "会议")
_LOOK_BACK = 12


def find_occasion_before(scene: Scene, start: int, end: int) -> Value | None:
    """Return the occasion that the clause, if it only points back (会上, 活动现场), means; None where it stays open.

    The nearest sentence before that tells of a fitting occasion decides; two occasions in it leave it open.
    """
    pointer = _POINTER.fullmatch(scene.text, start, end)
    if pointer is None or not pointer.group().rstrip("的").endswith(_PLACED):
        return None
    place = bisect_left(scene.sentences, scene.sentence_at(start))
    for begin, finish in reversed(scene.sentences[max(0, place - _LOOK_BACK) : place]):
        found = {
            occasion.text: occasion
            for occasion in _iter_told(scene.text, begin, finish)
            if _fits(occasion.text, pointer["noun"])
        }
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _iter_told(text: str, start: int, end: int) -> list[Value]:
    found = []
    for match in _TOLD.finditer(text, start, end):
        begin, finish = match.span("name" if match["name"] else "subject")
        found.append(Value(text[begin:finish], begin, finish))
    return found


def _fits(name: str, noun: str) -> bool:
    if noun == "活动":
        return True
    return name.endswith(_GATHERINGS) if noun in _GATHERINGS else name.endswith(noun)
