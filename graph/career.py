"""Posts along time: which are held together, and between which the sources are silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from domain.partial_date import find_partial_date
from domain.portrait import Citation, Concurrent, Silence
from graph.holding import PROPOSED, Spell
from graph.line import cite
from graph.stretch import stretch_of_spell
from graph.term import LAPSE

SILENT = "任职：{since} 至 {until} 来源未载"

MONTH = timedelta(days=31)
"""Between two stated days no more than this is no silence: one leaves at the end of a month and begins the next."""


def evidence_of(spell: Spell) -> tuple[Citation, ...]:
    """Return the evidence of a spell."""
    return tuple(cite(view) for view in spell.statements)


def find_concurrent(spells: Sequence[Spell]) -> tuple[Concurrent, ...]:
    """Return the pairs of posts that the record surely shows in the same months, by month and post."""
    shown = [(spell, stretch) for spell in spells if (stretch := stretch_of_spell(spell))]
    found = []
    for (one, held), (other, beside) in combinations(shown, 2):
        months = held.overlap(beside)
        if months is None or _is_same_office(one, other):
            continue
        found.append(
            Concurrent(
                one.post.text, _body(one), other.post.text, _body(other), months.since, months.until,
                evidence_of(one), evidence_of(other),
            )
        )  # fmt: skip
    return tuple(
        sorted(found, key=lambda c: (c.valid_from, c.post, c.organisation, c.other_post, c.other_organisation))
    )


def _body(spell: Spell) -> str:
    return spell.organisation.text if spell.organisation else ""


def _is_same_office(one: Spell, other: Spell) -> bool:
    """True for one office written twice: the same post, or the same words where one body is not told."""
    if one.post.entity_id and one.post.entity_id == other.post.entity_id:
        return True
    is_told = bool(one.organisation and other.organisation)
    return one.post.text == other.post.text and (not is_told or _body(one) == _body(other))


def find_silences(spells: Sequence[Spell]) -> tuple[Silence, ...]:
    """Return the stretches between two posts for which no source states any, earliest first.

    Where one end is only a day on which a post was seen, twelve months must have passed, as after these whether it is
    held is unknown. What the person did meanwhile is not said and not guessed.
    """
    known = sorted((span for spell in spells if (span := _span_of(spell))), key=lambda span: (span.first, span.last))
    found = []
    for number in range(1, len(known)):
        after, before = known[number], max(known[:number], key=lambda span: span.last)
        is_stated = bool(before.spell.valid_to and after.spell.valid_from)
        if after.first > before.last + (MONTH if is_stated else LAPSE):
            words = SILENT.format(since=before.ends, until=after.begins)
            found.append(Silence(before.ends, after.begins, words, evidence_of(before.spell), evidence_of(after.spell)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Span:
    """The first and the last day that sources may mean for a spell, and both as they are written."""

    first: date
    last: date
    begins: str
    ends: str
    spell: Spell


def _span_of(spell: Spell) -> _Span | None:
    begins = spell.valid_from or spell.first_stated or spell.valid_to
    ends = spell.valid_to or spell.last_stated or spell.valid_from
    start, end = find_partial_date(begins), find_partial_date(ends)
    if start is None or end is None or spell.status in PROPOSED:
        return None
    return _Span(start.earliest(), max(end.latest(), start.earliest()), begins, ends, spell)
