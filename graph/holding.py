"""From statements about posts to spells in office, and whether a spell covers a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from domain.judgement import HIDING
from domain.partial_date import PartialDate, find_partial_date
from graph.store import ArgumentView, StatementView
from graph.term import ENDED, HELD, LAPSE, Tenure

PROPOSED = frozenset({"proposed", "removal_proposed"})
"""Statuses that show no holding: somebody is to come or to go."""

ENDED_SINCE = "ended_since"
"""The mark that ends a holding on the day on which it was made; the line stays, as what the source said."""


def is_hidden(view: StatementView) -> bool:
    """True for a line that a correction has taken off every page but its own."""
    return any(mark.verdict in HIDING for mark in view.marks)


class Cover(Enum):
    """What the record says of a day: held, not held, or nothing."""

    HELD = "held"
    NOT_HELD = "not held"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Spell:
    """One person in one post over one stretch, with all statements that show it, by date.

    `over_by` is the first day on which a source calls it over, `over_undated` that a source without a date does,
    `ended_on` the day of a correction that says so.
    """

    person: ArgumentView
    post: ArgumentView
    organisation: ArgumentView | None
    status: str
    nature: str
    valid_from: str
    valid_to: str
    first_stated: str
    last_stated: str
    over_by: str
    over_undated: bool
    ended_on: str
    statements: tuple[StatementView, ...]

    def begins_after(self, day: date) -> bool:
        """True when all that the record says of the spell is later than the day."""
        first = find_partial_date(self.valid_from or self.first_stated or self.valid_to or self.over_by)
        return first is not None and first.earliest() > day

    def cover_any(self, span: PartialDate) -> Cover:
        """Say whether the spell covers a day of the span: 2022 asks for the whole year."""
        first, last = span.earliest(), span.latest()
        turns = (find_partial_date(text) for text in (self.valid_from, self.first_stated, self.last_stated))
        days = {first, last} | {turn.earliest() for turn in turns if turn and first <= turn.earliest() <= last}
        covers = {self.cover(day) for day in days}
        return next(cover for cover in (Cover.HELD, Cover.UNKNOWN, Cover.NOT_HELD) if cover in covers)

    def cover(self, day: date) -> Cover:
        """Say whether the spell covers the day; twelve months after the last word on it the answer is unknown."""
        if self.status in PROPOSED and not self.first_stated:
            return Cover.NOT_HELD
        if self.ended_on and day >= date.fromisoformat(self.ended_on):
            return Cover.NOT_HELD
        since, until = find_partial_date(self.valid_from), find_partial_date(self.valid_to or self.over_by)
        first = since or find_partial_date(self.first_stated)
        if until is not None and day > until.latest():
            return Cover.NOT_HELD
        if since is not None and day < since.earliest():
            return Cover.NOT_HELD
        if first is None or day < first.earliest():
            return Cover.UNKNOWN
        if until is not None:
            return Cover.HELD
        last = find_partial_date(self.last_stated) or first
        shown = max(last.latest(), first.earliest())
        return Cover.HELD if day <= (shown if self.over_undated else shown + LAPSE) else Cover.UNKNOWN


def gather_spells(views: Iterable[StatementView]) -> list[Spell]:
    """Return the spells that the statements show, by post, organisation and first date.

    Statements of one person in one post form one spell when their terms overlap or touch; an appointment long
    after a removal opens a new one. Proposals stand as spells of their own.
    """
    groups: dict[tuple[str, ...], list[StatementView]] = {}
    for view in views:
        person, post = view.find("person"), view.find("post")
        if person is None or post is None or is_hidden(view):
            continue
        organisation = view.find("org")
        place = view.body_id or (organisation.entity_id or organisation.text if organisation else "")
        is_proposal = view.text_of("status") in PROPOSED
        key = (
            person.entity_id or f"{view.document_id}:{person.start}", post.entity_id or post.text, place,
            view.text_of("status") if is_proposal else "",
        )  # fmt: skip
        groups.setdefault(key, []).append(view)
    spells = [_make_spell(part) for group in groups.values() for part in _split(group)]
    return sorted(spells, key=_order)


def _order(spell: Spell) -> tuple[str, ...]:
    organisation = spell.organisation.text if spell.organisation else ""
    return (spell.valid_from or spell.first_stated, organisation, spell.post.text, spell.statements[0].id)


def _window(view: StatementView) -> tuple[date, date]:
    tenure = Tenure("", view.id, view.text_of("status"), view.valid_from, view.valid_to, view.stated)
    return tenure.window() or (date.min, date.max)


def _split(views: Sequence[StatementView]) -> list[list[StatementView]]:
    """Cut the statements of one person in one post where their windows leave a hole, and where a term ended."""
    parts: list[list[StatementView]] = []
    reach = date.min
    for view in sorted(views, key=lambda v: (*_window(v), v.id)):
        first, last = _window(view)
        if parts and first <= reach:
            parts[-1].append(view)
            reach = max(reach, last)
        else:
            parts.append([view])
            reach = last
    return [piece for part in parts for piece in _cut_at_ends(part)]


def _cut_at_ends(views: Sequence[StatementView]) -> list[list[StatementView]]:
    """Cut the statements of one stretch where it ended and something later shows the person in the post again."""
    told = [find_partial_date(_end_of(view)) for view in views if view.text_of("status") in ENDED]
    ends = sorted({end.latest() for end in told if end})
    begins = {view.id: _begin(view) for view in views}
    cuts = [end for end in ends if any(begins[v.id] > end for v in views if v.text_of("status") in HELD)]
    pieces: dict[int, list[StatementView]] = {}
    for view in views:
        pieces.setdefault(sum(begins[view.id] > cut for cut in cuts), []).append(view)
    return [pieces[number] for number in sorted(pieces)]


def _end_of(view: StatementView) -> str:
    """Return when a statement of an end says that it ended: a removal without a day came with its document."""
    return view.valid_to or (view.stated if view.text_of("status") == "removed" else "")


def _begin(view: StatementView) -> date:
    """Return the first day that a statement speaks of; an end speaks of the day on which it came."""
    is_end = view.text_of("status") in ENDED
    told = view.valid_from or (_end_of(view) if is_end else view.stated)
    first = find_partial_date(told)
    return first.earliest() if first else date.min


def _make_spell(views: Sequence[StatementView]) -> Spell:
    by_date = sorted(views, key=lambda v: (v.stated, v.id))
    held = [v for v in by_date if v.text_of("status") in HELD]
    ended = [v for v in by_date if v.text_of("status") in ENDED]
    latest = by_date[-1]
    starts = [v.valid_from for v in by_date if v.valid_from]
    ends = [v.valid_to for v in by_date if v.valid_to]
    stated = [v.stated for v in held if v.stated]
    over = [v.stated for v in ended if v.stated]
    organisation = latest.find("org")
    natures = [nature for v in by_date if (nature := v.text_of("nature"))]
    person, post = latest.find("person"), latest.find("post")
    assert person is not None
    assert post is not None
    return Spell(
        person, post, organisation, latest.text_of("status") or "current", natures[-1] if natures else "full",
        min(starts, default=""), max(ends, default=""), min(stated, default=""), max(stated, default=""),
        min(over, default=""), any(not v.stated and not v.valid_to for v in ended), _find_end(held), tuple(by_date),
    )  # fmt: skip


def _find_end(held: Sequence[StatementView]) -> str:
    """Return the day on which somebody corrected that the holding has ended since; "" when nobody did.

    A document that came out later and still shows the holding outweighs the correction of an earlier one.
    """
    days = [mark.known_from[:10] for view in held for mark in view.marks if mark.verdict == ENDED_SINCE]
    later = [view for view in held if view.stated > max(days, default="")]
    return max(days) if days and not later else ""
