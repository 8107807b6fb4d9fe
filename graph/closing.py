"""What closes posts without naming them: a retirement the full-time ones, a death all; never a post taken later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.partial_date import PartialDate, find_partial_date
from graph.answer import StatementView
from graph.holding import LATE, PROPOSED, Spell, is_hidden
from lexicon.posts import is_part_time

LIFE_ENDS = ("RETIRED", "DIED")


def close_posts(spells: Iterable[Spell], views: Iterable[StatementView]) -> list[Spell]:
    """Return the spells with those closed that the retirement or death of their holder closes."""
    ends: dict[str, list[StatementView]] = {}
    for view in views:
        person = view.find("person")
        if view.predicate in LIFE_ENDS and person is not None and person.entity_id and not is_hidden(view):
            ends.setdefault(person.entity_id, []).append(view)
    return [_close(spell, _sort(ends.get(spell.person.entity_id, ()))) for spell in spells]


def _sort(views: Sequence[StatementView]) -> list[StatementView]:
    return sorted(views, key=lambda v: (v.valid_from or v.stated, v.predicate, v.id))


def _close(spell: Spell, ends: Sequence[StatementView]) -> Spell:
    for view in ends:
        if view.predicate == "RETIRED" and _goes_on(spell, view):
            continue
        if view.predicate == "DIED" or not (spell.nature == "concurrent" or is_part_time(spell.post.text)):
            spell = _close_at(spell, view)
    return spell


def _goes_on(spell: Spell, end: StatementView) -> bool:
    """True when the words of a holding run over the retirement to the post: 2023年底退休，继续担任某会主任."""
    return any(
        view.document_id == end.document_id
        and view.text_of("status") in ("current", "appointed")
        and view.start < end.end < view.end
        and (post := view.find("post")) is not None
        and post.start >= end.end
        for view in spell.statements
    )


def _close_at(spell: Spell, view: StatementView) -> Spell:
    """Close a spell that is open on the day of the end.

    An end without a day of its own was no later than its document. Whoever is called the former holder in the news
    of a death had left before, on a day that nobody names.
    """
    day, stated = find_partial_date(view.valid_from), find_partial_date(view.stated)
    known = day or stated
    if spell.status in PROPOSED or spell.valid_to or spell.ended_on or known is None or _begins_after(spell, known):
        return spell
    over = find_partial_date(spell.over_by)
    if over is not None and over.latest() < known.earliest():
        return spell
    statements = tuple(sorted((*spell.statements, view), key=lambda v: (v.stated, v.id)))
    closed = replace(spell, status="former", statements=statements)
    is_former = any(v.document_id == view.document_id and v.text_of("status") == "former" for v in spell.statements)
    if day is None or (is_former and view.predicate == "DIED"):
        return replace(closed, over_by=str(known))
    shown = str(day) if not is_former and any(v.document_id == view.document_id for v in spell.statements) else ""
    return replace(closed, valid_to=str(day), last_shown=max(spell.last_shown, shown))


def _begins_after(spell: Spell, end: PartialDate) -> bool:
    """True when the post was taken after the end; a report that comes shortly after it may still use the title."""
    if spell.valid_from:
        begin = find_partial_date(spell.valid_from)
        return begin is not None and begin.earliest() > end.latest()
    first = find_partial_date(spell.first_stated)
    return first is not None and first.earliest() > end.latest() + LATE
