"""Finds what organs of discipline say of officials: SANCTIONED, from the opening of an inquiry to its outcome.

The words are kept as they stand. Whether such a line may be shown depends on who published it (ingest/admit.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, refer
from domain.statement import Value
from lexicon.alternation import alternate
from nlp.scene import Finding, Scene
from nlp.statements.people import person_before, person_behind
from nlp.statements.period import read_date
from nlp.statements.wordlist import load_words

_MEASURE = alternate(load_words("sanction", "measures"))
_MEASURES = rf"{_MEASURE}(?:[、和及并]{{1,2}}(?:给予)?{_MEASURE})*(?:的?处分)?"
_OUTCOME = (
    rf"{alternate(load_words('sanction', 'outcomes'))}(?:对?其|对[^，。；\n]{{2,12}}?的?)?"
    rf"(?:{_MEASURES}|(?:党纪|政务|纪律)?处分)(?:决定)?"
)
_INQUIRY = rf"(?:接受|进行|开展)(?:[^，。；\n]{{2,24}}?)?{alternate(load_words('sanction', 'inquiries'))}"
_GIVEN = rf"(?:给予|受到|决定)[^，。；\n]{{0,20}}?{_MEASURES}|被(?:依法|依规|依纪依法)?{_MEASURES}"
_SANCTION = re.compile(rf"(?:{_OUTCOME}|{_INQUIRY}|{_GIVEN})")
_ORGANS = tuple(load_words("sanction", "organs"))
_DENIED = re.compile(
    rf"{alternate(load_words('sanction', 'denials'))}(?:[曾被依法因再予以]{{0,3}}|因[^，。；\n]{{1,16}})$"
)
_DENIED_INSIDE = re.compile(rf"^(?:决定|受到|给予)?{alternate(load_words('sanction', 'denials'))}")
_OUTCOME_AHEAD = re.compile(alternate(load_words("sanction", "outcomes")))
_RUMOUR = re.compile(alternate((*load_words("sanction", "rumours"), *load_words("sanction", "untrue"))))
_UNTRUE = re.compile(alternate(load_words("sanction", "untrue")))
_BACK = re.compile(rf"\s*{alternate(load_words('sanction', 'back'))}")
_CLAUSE = re.compile(r"[^，。；：！？\n]*$")
_BEHIND = 12
_SURE, _LIKELY = 0.9, 0.75


_BLANKS = re.compile(r"\s*")


def find_sanctions(scene: Scene) -> Iterator[Finding]:
    """Yield the inquiries, measures and outcomes of each sentence, with the person that it is about."""
    for start, end in scene.sentences:
        if _is_rumour(scene, start, end):
            continue
        for found in _SANCTION.finditer(scene.text, start, end):
            if _is_denied(scene.text, start, found):
                continue
            person = _find_person(scene, start, found)
            if person is None:
                continue
            organ = _find_organ(scene, start, end)
            date = next(iter(scene.within(start, found.start(), MentionKind.DATE)), None)
            first, last = min(person.start, found.start()), max(person.end, found.end())
            if organ is not None and organ.start < last:
                first, last = min(first, organ.start), max(last, organ.end)
            statement = scene.state(
                "SANCTIONED", first, last, person=refer(person), sanction=_verbatim(scene, found),
                organ=refer(organ) if organ else None,
                date=Value(date.text, date.start, date.end) if date else None,
            )  # fmt: skip
            yield Finding(statement, "sanction", _SURE if organ else _LIKELY, read_date(date.text) if date else "")


def _is_rumour(scene: Scene, start: int, end: int) -> bool:
    """True when the sentence calls what it says a rumour or untrue, or the next one says so of it."""
    if _RUMOUR.search(scene.text, start, end):
        return True
    blanks = _BLANKS.match(scene.text, end)
    later, last = scene.sentence_at(blanks.end() if blanks else end)
    return bool(_BACK.match(scene.text, later, last)) and bool(_UNTRUE.search(scene.text, later, last))


def _is_denied(text: str, start: int, found: re.Match[str]) -> bool:
    """True when the words stand behind a denial in their clause (未受到…, 没有被…), or begin with one (决定不给予…)."""
    if _OUTCOME_AHEAD.match(found[0]):
        return False
    clause = _CLAUSE.search(text, start, found.start())
    return bool(clause and _DENIED.search(clause[0])) or bool(_DENIED_INSIDE.match(found[0]))


def _find_person(scene: Scene, start: int, found: re.Match[str]) -> Mention | None:
    """Return whom the words are about: named inside them (给予某某…处分), before, or in the sentence before."""
    inside = list(scene.within(found.start(), found.end(), MentionKind.PERSON))
    if inside:
        return inside[-1]
    before = person_before(scene, found.start(), start)
    return before or person_behind(scene, found.end(), _BEHIND) or person_before(scene, start, scene.article.start)


def _find_organ(scene: Scene, start: int, end: int) -> Mention | None:
    return next((body for body in scene.within(start, end, MentionKind.ORG) if body.text.endswith(_ORGANS)), None)


def _verbatim(scene: Scene, found: re.Match[str]) -> Value:
    return Value(scene.text[found.start() : found.end()], found.start(), found.end())
