"""A sentence as an outline: every body one sign, so that a pattern reads how bodies are joined by words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.mention import Mention, MentionKind
from nlp.coreference import BODIES
from nlp.scene import Scene
from nlp.statements.passage import iter_passages

BODY = "\ue000"
"""Stands for one body; private use, so that no text holds it."""
_SHORT = re.compile(r"[（(](?:以下|下文)?[均统]?(?:简称|下称)[^）)\n]{1,16}[）)]")
_QUOTES = str.maketrans("", "", "“”‘’《》")


@dataclass(frozen=True, slots=True)
class Outline:
    """The words of one sentence with its bodies, and where each sign of it stands in the text."""

    words: str
    places: tuple[int, ...]
    bodies: tuple[Mention, ...]
    dates: tuple[Mention, ...]

    def cut(self, found: re.Match[str], group: str) -> tuple[Mention, ...]:
        """Return the bodies in a group of a match."""
        if found[group] is None:
            return ()
        before = self.words.count(BODY, 0, found.start(group))
        return self.bodies[before : before + found[group].count(BODY)]

    def span(self, found: re.Match[str]) -> tuple[int, int]:
        """Return where in the text the words of a match stand."""
        return self.places[found.start()], self.places[found.end() - 1] + self._length(found.end() - 1)

    def _length(self, place: int) -> int:
        if self.words[place] != BODY:
            return 1
        body = self.bodies[self.words.count(BODY, 0, place)]
        return body.end - body.start

    def find_date(self, offset: int) -> Mention | None:
        """Return the last date before the offset, else the first behind it."""
        before = [date for date in self.dates if date.end <= offset]
        return before[-1] if before else next(iter(self.dates), None)


def iter_outlines(scene: Scene) -> Iterator[Outline]:
    """Yield the sentences of the article in which a body is named."""
    for start, end in iter_passages(scene):
        for first, last in scene.sentences:
            if first >= start and last <= end and (outline := _draw(scene, first, last)).bodies:
                yield outline


def _draw(scene: Scene, start: int, end: int) -> Outline:
    """Leave out dates, quotation marks, what introduces a short name, and the division in front of its own body."""
    words: list[str] = []
    places: list[int] = []
    bodies: list[Mention] = []
    position = start
    for mention in scene.within(start, end, *BODIES, MentionKind.DATE):
        if mention.start < position:
            continue
        _copy(scene.text, position, mention.start, words, places)
        position = mention.end
        if mention.kind is MentionKind.DATE:
            continue
        if bodies and words and words[-1] == BODY and bodies[-1].end == mention.start:
            bodies[-1] = mention
            places[-1] = mention.start
            continue
        words.append(BODY)
        places.append(mention.start)
        bodies.append(mention)
        position = skipped.end() if (skipped := _SHORT.match(scene.text, position, end)) else position
    _copy(scene.text, position, end, words, places)
    dates = tuple(scene.within(start, end, MentionKind.DATE))
    return Outline("".join(words), tuple(places), tuple(bodies), dates)


def _copy(text: str, start: int, end: int, words: list[str], places: list[int]) -> None:
    for place in range(start, end):
        if text[place].translate(_QUOTES).strip():
            words.append(text[place])
            places.append(place)
