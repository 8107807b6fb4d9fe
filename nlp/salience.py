"""Weighs what an anaphor can lead back to: the nearest sentence decides, and in it what opens its clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.mention import Mention, MentionKind
from lexicon.alternation import alternate
from nlp.statements.wordlist import load_words

_ENDS = "。！？!?\n"
_CLAUSE_ENDS = "，,；;：:“”" + _ENDS
_OPENINGS = re.compile(r"(?:" + alternate(load_words("people", "openings")) + r"|[\s·])*")
_INTRODUCTION = re.compile(r"(?:[一两这那][名位]|今年)?" + alternate(load_words("people", "human_nouns")))
OBJECT_BEFORE = re.compile(alternate(load_words("people", "object_prepositions")) + r"(?:位于|了|着)?[“‘]?$")
"""The words before a name that make it an object or a place, and no subject."""
_JOIN = re.compile(r"[、和与及]|以及")
_SENTENCE_REACH = 400
_QUOTE_REACH = 1200
_INNER = re.compile(r"[，,。！？!?；…]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention, by its place in the article's list, and the name under which the anaphor can mean it."""

    place: int
    name: str


def find_rivals(
    text: str, mentions: Sequence[Mention], candidates: Iterable[Candidate], offset: int, floor: int
) -> list[Candidate]:
    """Return the candidates that the anaphor at the offset can mean best, one of each name; nearest first is asked.

    None: nothing to lead back to. One: that is it. More: the text leaves it open (甲村和乙村…，该村). Only the
    nearest sentence with a candidate counts; what another speaker says in a quotation counts when nothing else
    does. In that sentence the last subject of a clause comes before objects, a chain of names counting as one.
    """
    near: list[Candidate] = []
    quoted: list[Candidate] = []
    edge = -1
    for candidate in candidates:
        start = mentions[candidate.place].start
        if near and start < edge:
            break
        if _is_quoted(text, start, offset, floor):
            quoted += [] if quoted else [candidate]
            continue
        if not near:
            edge = find_sentence_start(text, start, floor)
        near.append(candidate)
    if not near:
        return quoted
    near.reverse()
    return _unique(_find_subjects(text, mentions, near, edge) or _find_last(text, mentions, near))


def find_sentence_start(text: str, offset: int, floor: int) -> int:
    """Return where the sentence that holds the offset begins, looking back a bounded stretch."""
    return _find_edge(text, offset, max(floor, offset - _SENTENCE_REACH), _ENDS)


def _unique(candidates: Sequence[Candidate]) -> list[Candidate]:
    return list({candidate.name: candidate for candidate in candidates}.values())


def _find_edge(text: str, offset: int, floor: int, marks: str) -> int:
    return max(floor, *(text.rfind(mark, floor, offset) + 1 for mark in marks))


def _is_quoted(text: str, start: int, offset: int, floor: int) -> bool:
    """True when it stands in a quotation, not a mere name in marks, that has ended before the anaphor."""
    begin = max(floor, start - _QUOTE_REACH)
    opened = text.rfind("“", begin, start)
    if opened < 0 or text.find("”", opened, start) >= 0:
        return False
    closed = text.find("”", start, min(offset, start + _QUOTE_REACH))
    return closed >= 0 and _INNER.search(text, opened, closed) is not None


def _find_subjects(text: str, mentions: Sequence[Mention], near: Sequence[Candidate], edge: int) -> list[Candidate]:
    """Return the last subject among the candidates of a sentence, with those that 、 or 和 joins to it."""
    opening: list[Candidate] = []
    free: list[Candidate] = []
    for candidate in near:
        head = _find_head(text, mentions, candidate.place)
        clause = _find_edge(text, head, edge, _CLAUSE_ENDS)
        if _opens(text, mentions, clause, head, candidate.place):
            opening = [candidate]
        elif opening and _joins(text, mentions, opening[-1].place, head):
            opening.append(candidate)
        elif not free and not OBJECT_BEFORE.search(text, max(clause, head - 6), head):
            free = [candidate]
        elif free and _joins(text, mentions, free[-1].place, head):
            free.append(candidate)
    return opening or free


def _find_last(text: str, mentions: Sequence[Mention], near: Sequence[Candidate]) -> list[Candidate]:
    last = [near[-1]]
    for candidate in reversed(near[:-1]):
        if not _joins(text, mentions, candidate.place, _find_head(text, mentions, last[-1].place)):
            break
        last.append(candidate)
    return last


def _find_head(text: str, mentions: Sequence[Mention], place: int) -> int:
    """Return where the chain of touching names that ends in the mention begins: 某旗 某村 党支部书记 某某."""
    head = mentions[place].start
    while place and mentions[place - 1].end == head and mentions[place - 1].kind is not MentionKind.DATE:
        place -= 1
        head = mentions[place].start
    return head


def _opens(text: str, mentions: Sequence[Mention], clause: int, head: int, place: int) -> bool:
    begin = clause
    while begin < head:
        lead = _OPENINGS.match(text, begin, head)
        after = lead.end() if lead else begin
        date = _find_at(mentions, after)
        if date is not None and date.kind is MentionKind.DATE and date.end <= head:
            after = date.end
        if after == begin:
            break
        begin = after
    if begin < head and mentions[place].kind in (MentionKind.PERSON, MentionKind.PERSON_ANON):
        return _INTRODUCTION.fullmatch(text, begin, head) is not None
    return begin >= head


def _find_at(mentions: Sequence[Mention], offset: int) -> Mention | None:
    place = bisect_left(mentions, offset, key=lambda mention: mention.start)
    return mentions[place] if place < len(mentions) and mentions[place].start == offset else None


def _joins(text: str, mentions: Sequence[Mention], place: int, head: int) -> bool:
    end = mentions[place].end
    return end < head and _JOIN.fullmatch(text, end, head) is not None
