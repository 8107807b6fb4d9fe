"""From statements about posts to spells in office, and whether a spell covers a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from domain.judgement import HIDING
from domain.partial_date import PartialDate, find_partial_date
from graph.answer import ArgumentView, StatementView
from graph.term import ENDED, HELD, LAPSE, Tenure, place

PROPOSED = frozenset({"proposed", "removal_proposed"})
"""Statuses that show no holding: somebody is to come or to go."""

ENDED_SINCE = "ended_since"
"""The mark that ends a holding on the day on which it was made; the line stays, as what the source said."""


CAREERS = frozenset({"qunxiang:career", "form:appointment"})
"""Who reads lines of a résumé: each is one spell with the dates that it gives."""

LATE = timedelta(days=31)
"""A report that shows somebody in a post this shortly after the end comes late and opens no new spell."""


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

    `valid_from` and `valid_to` are what a source states: the day that it names or, of an appointment or a removal
    without one, the day on which it came out. `over_by` is the first day on which a source calls it over, or shows
    somebody else in a post that one person holds (graph/tenancy.py),
    `over_undated` that a source without a date does, `ended_on` the day of a correction that says so. `last_shown` is
    the last day on which anything shows the person in the post, an end that was stated too.
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
    last_shown: str
    over_by: str
    over_undated: bool
    ended_on: str
    statements: tuple[StatementView, ...]

    @property
    def begin(self) -> PartialDate | None:
        """Return the first date that the record has of the spell."""
        return find_partial_date(self.valid_from or self.first_stated or self.valid_to or self.over_by)

    @property
    def is_open(self) -> bool:
        """True when no source says that it is over."""
        return not (self.valid_to or self.over_by or self.over_undated or self.ended_on) and self.status in HELD

    def begins_after(self, day: date) -> bool:
        """True when all that the record says of the spell is later than the day."""
        return self.begin is not None and self.begin.earliest() > day

    def cover_any(self, span: PartialDate) -> Cover:
        """Say whether the spell covers a day of the span: 2022 asks for the whole year."""
        first, last = span.earliest(), span.latest()
        told = (self.valid_from, self.valid_to, self.first_stated, self.last_stated, self.last_shown)
        turns = [turn for text in told if (turn := find_partial_date(text))]
        if first < last and any(self._turns_within(turn, first, last) for turn in turns[:2]):
            return Cover.HELD
        days = {day for turn in turns for day in (turn.earliest(), turn.latest(), turn.earliest() - timedelta(days=1))}
        covers = {self.cover(day) for day in (first, last, *(day for day in days if first <= day <= last))}
        return next(cover for cover in (Cover.HELD, Cover.UNKNOWN, Cover.NOT_HELD) if cover in covers)

    def _turns_within(self, turn: PartialDate, first: date, last: date) -> bool:
        """True when the post was surely taken or left within the span, on whichever day of a vague date."""
        if self.status in PROPOSED or str(turn) not in (self.valid_from, self.valid_to):
            return False
        return first <= turn.earliest() and turn.latest() <= last and turn.day is None and not self.ended_on

    def cover(self, day: date) -> Cover:
        """Say whether the spell covers the day; twelve months after the last word on it the answer is unknown.

        The day of an end is no longer covered. Within a month or year that is all a source gives for a beginning or
        an end, the answer is unknown.
        """
        if self.status in PROPOSED and not self.first_stated:
            return Cover.NOT_HELD
        if self.ended_on and day >= date.fromisoformat(self.ended_on):
            return Cover.NOT_HELD
        since, until = find_partial_date(self.valid_from), find_partial_date(self.valid_to)
        over = find_partial_date(self.over_by)
        stated = find_partial_date(self.first_stated)
        if until is not None and day >= until.earliest():
            return Cover.NOT_HELD if until.day is not None or day > until.latest() else Cover.UNKNOWN
        if over is not None and day >= over.latest():
            return Cover.NOT_HELD
        if since is not None and day < since.earliest():
            return Cover.NOT_HELD
        if since is not None and since.day is None and day < since.latest() and not (stated and stated.latest() <= day):
            return Cover.UNKNOWN
        first = since or stated
        if first is None or day < first.earliest():
            return Cover.UNKNOWN
        last = find_partial_date(self.last_shown) or first
        shown = max(last.latest(), first.earliest())
        return Cover.HELD if day <= (shown if self.over_undated else shown + LAPSE) else Cover.UNKNOWN


def gather_spells(views: Iterable[StatementView]) -> list[Spell]:
    """Return the spells that the statements show, by post, organisation and first date.

    Statements of one person in one post form one spell when their terms overlap or touch; an appointment long
    after a removal opens a new one. Acting and holding in full are two spells side by side, the first ending where
    the second begins. Proposals stand as spells of their own.
    """
    groups: dict[tuple[str, ...], list[StatementView]] = {}
    for view in views:
        person, post = view.find("person"), view.find("post")
        if view.predicate != "HOLDS_POST" or person is None or post is None or is_hidden(view):
            continue
        organisation = view.find("org")
        place = view.body_id or (organisation.entity_id or organisation.text if organisation else "")
        is_proposal = view.text_of("status") in PROPOSED
        key = (
            person.entity_id or f"{view.document_id}:{person.start}", post.entity_id or post.text, place,
            view.text_of("status") if is_proposal else "",
        )  # fmt: skip
        groups.setdefault(key, []).append(view)
    spells = [spell for group in groups.values() for spell in _read_group(group)]
    return sorted(spells, key=_order)


def _order(spell: Spell) -> tuple[str, ...]:
    organisation = spell.organisation.text if spell.organisation else ""
    return (spell.valid_from or spell.first_stated, organisation, spell.post.text, spell.statements[0].id)


def _read_group(views: Sequence[StatementView]) -> list[Spell]:
    """Return the spells of one person in one post.

    A résumé tells its lines apart itself: two that touch, as a trial year and the years after it, stay two.
    """
    lines, views = _part_lines(views)
    if lines:
        return [*(_make_spell(line) for line in lines), *(_read_group(views) if views else ())]
    views = [view for view in views if not _is_renamed(view, views)]
    acting, full = _part_natures([_reopen(view, views) for view in views])
    spells = [_make_spell(part) for part in _split(full)]
    before = [_make_spell(part) for part in _split(acting)]
    return [*(_end_acting(spell, spells) for spell in before), *spells]


def _is_renamed(end: StatementView, views: Sequence[StatementView]) -> bool:
    """True for the end of a post whose body took a new name, when the same document gives it under that name."""
    return end.text_of("status") in ENDED and any(
        view.document_id == end.document_id
        and view.text_of("status") == "appointed"
        and view.text_of("org") != end.text_of("org")
        and _tenure(end).ends in ("", _tenure(view).begins)
        for view in views
    )


def is_line(view: StatementView) -> bool:
    """True for a dated line of a résumé or appointment form."""
    return view.extractor in CAREERS and bool(view.valid_from or view.valid_to)


def _part_lines(views: Sequence[StatementView]) -> tuple[list[list[StatementView]], list[StatementView]]:
    """Return the lines of careers, equal ones in one group with what else falls into their term, and the rest."""
    lines: list[list[StatementView]] = []
    rest: list[StatementView] = []
    for view in sorted(views, key=lambda v: (not is_line(v), -len(v.valid_from), v.valid_from, v.valid_to, v.id)):
        if is_line(view):
            same = next((line for line in lines if _is_same_line(line[0], view)), None)
        else:
            same = next((line for line in lines if _falls_within(view, line)), None)
        if same is not None:
            same.append(view)
        elif is_line(view):
            lines.append([view])
        else:
            rest.append(view)
    return lines, rest


def _is_same_line(one: StatementView, other: StatementView) -> bool:
    """True when two lines begin on one date (end on one, where neither has a beginning), as exactly as they say it."""
    first, second = (v.valid_from or f"-{v.valid_to}" for v in (one, other))
    return first.startswith(second) or second.startswith(first)


def _falls_within(view: StatementView, line: Sequence[StatementView]) -> bool:
    """True when what a statement says of the post lies in the term of a line, also where it tells its end."""
    day = _begin(view)
    since = find_partial_date(line[0].valid_from)
    until = find_partial_date(max(v.valid_to for v in line))
    return (
        day != date.min
        and since is not None
        and since.earliest() <= day
        and (
            day <= until.latest() + LATE
            if until is not None
            else view.text_of("nature") == line[0].text_of("nature") or not view.text_of("nature")
        )
    )


def _reopen(view: StatementView, views: Sequence[StatementView]) -> StatementView:
    """Return the last line of a career (2017年3月任某局局长) as a beginning where later documents show the post held.

    Such a line has a beginning and no end; alone it says that the post was held, not that it still is.
    """
    is_line = view.text_of("status") == "former" and view.valid_from and not view.valid_to
    if not is_line or not any(v.stated > view.stated and v.text_of("status") in HELD | {"removed"} for v in views):
        return view
    status = view.find("status")
    begun = tuple(a._replace(text="appointed") if a is status else a for a in view.arguments)
    return view._replace(arguments=begun)


def _part_natures(views: Sequence[StatementView]) -> tuple[list[StatementView], list[StatementView]]:
    """Part what shows the person acting from the rest; an end is of whichever was known last before it."""
    acting = [v for v in views if v.text_of("nature") == "acting" and v.text_of("status") not in ENDED]
    full = [v for v in views if v.text_of("nature") != "acting" and v.text_of("status") not in ENDED]
    for view in views:
        if view.text_of("status") not in ENDED:
            continue
        end = _begin(view)
        is_acting = view.text_of("nature") == "acting"
        in_full = any(_begin(v) <= end for v in full) or not any(_begin(v) <= end for v in acting)
        (acting if is_acting or not in_full else full).append(view)
    return acting, full


def _end_acting(spell: Spell, full: Sequence[Spell]) -> Spell:
    """Return the acting spell ended where the same person begins to hold the post in full."""
    after = [s for s in full if s.begin and spell.begin and s.begin.earliest() >= spell.begin.earliest()]
    following = min(after, key=lambda s: s.begin.earliest() if s.begin else date.max, default=None)
    if following is None or not spell.is_open or following.status in PROPOSED:
        return spell
    if following.valid_from:
        shown = max(spell.last_shown, following.valid_from)
        return replace(spell, status="former", valid_to=following.valid_from, last_shown=shown)
    return replace(spell, status="former", over_by=following.first_stated)


def _tenure(view: StatementView) -> Tenure:
    return Tenure("", view.id, view.text_of("status"), view.valid_from, view.valid_to, view.stated)


def _split(views: Sequence[StatementView]) -> list[list[StatementView]]:
    """Cut the statements of one person in one post where their windows leave a hole, and where a term ended."""
    windows = {t.statement_id: window or (date.min, date.max) for t, window in place([_tenure(v) for v in views])}
    parts: list[list[StatementView]] = []
    reach = date.min
    for view in sorted(views, key=lambda v: (*windows[v.id], v.id)):
        first, last = windows[view.id]
        if parts and first <= reach:
            parts[-1].append(view)
            reach = max(reach, last)
        else:
            parts.append([view])
            reach = last
    return _join_ends([piece for part in parts for piece in _cut_at_ends(part)])


def _join_ends(pieces: Sequence[list[StatementView]]) -> list[list[StatementView]]:
    """Give an end that stands alone to the piece before it that has none: it closes what was open."""
    joined: list[list[StatementView]] = []
    for piece in sorted(pieces, key=lambda part: min((_begin(view), view.id) for view in part)):
        is_end = all(v.text_of("status") in ENDED and not v.valid_from for v in piece)
        if joined and is_end and not any(v.text_of("status") in ENDED for v in joined[-1]):
            joined[-1].extend(piece)
        else:
            joined.append(list(piece))
    return joined


def _cut_at_ends(views: Sequence[StatementView]) -> list[list[StatementView]]:
    """Cut the statements of one stretch where it ended and something later shows the person in the post again."""
    told = [find_partial_date(_end_of(view)) for view in views if view.text_of("status") in ENDED]
    ends = sorted({end.latest() for end in told if end})
    begins = {view.id: _begin(view) for view in views}
    held = [v for v in views if v.text_of("status") in HELD]
    cuts = [end for end in ends if any(begins[v.id] > (end if _tenure(v).begins else end + LATE) for v in held)]
    pieces: dict[int, list[StatementView]] = {}
    for view in views:
        pieces.setdefault(sum(begins[view.id] > cut for cut in cuts), []).append(view)
    return [pieces[number] for number in sorted(pieces)]


def _end_of(view: StatementView) -> str:
    """Return by when a statement of an end says that it was over: at the latest when its document came out."""
    return view.valid_to or view.stated


def _begin(view: StatementView) -> date:
    """Return the first day that a statement speaks of; an end speaks of the day on which it came."""
    is_end = view.text_of("status") in ENDED
    told = view.valid_from or (_end_of(view) if is_end else view.stated)
    first = find_partial_date(told)
    return first.earliest() if first else date.min


def _is_shown_before(held: Sequence[StatementView], since: str) -> bool:
    """True when somebody was shown in the post well before an appointment to it: appointed again, begun unsaid."""
    begin = find_partial_date(since)
    shown = (find_partial_date(v.stated) for v in held if v.text_of("status") != "appointed" and not v.valid_from)
    return begin is not None and any(day is not None and day.latest() + LATE < begin.earliest() for day in shown)


def _make_spell(views: Sequence[StatementView]) -> Spell:
    by_date = sorted(views, key=lambda v: (v.stated, v.id))
    held = [v for v in by_date if v.text_of("status") in HELD]
    ended = [v for v in by_date if v.text_of("status") in ENDED]
    latest = by_date[-1]
    stated = [v.stated for v in held if v.stated]
    over = [v.stated for v in ended if v.stated and not _tenure(v).ends]
    valid_from = _choose([v.valid_from for v in by_date]) or min(
        (begins for v in by_date if (begins := _tenure(v).begins)), default=""
    )
    valid_from = "" if _is_shown_before(held, valid_from) else valid_from
    valid_to = _choose([v.valid_to for v in by_date], last=True) or min(
        (ends for v in ended if (ends := _tenure(v).ends)), default=""
    )
    organisation = latest.find("org")
    natures = [nature for v in by_date if (nature := v.text_of("nature"))]
    person, post = latest.find("person"), latest.find("post")
    assert person is not None
    assert post is not None
    status = ((ended or held)[-1] if ended or held else latest).text_of("status") or "current"
    return Spell(
        person, post, organisation, status, natures[-1] if natures else "full",
        valid_from, valid_to, min(stated, default=""), max(stated, default=""), max(map(_shown, views), default=""),
        min(over, default=""), any(not v.stated and not v.valid_to for v in ended), _find_end(held), tuple(by_date),
    )  # fmt: skip


def _shown(view: StatementView) -> str:
    """Return the last day on which the statement shows the person in the post, "" when it shows none."""
    tenure = _tenure(view)
    if view.text_of("status") in ENDED:
        return tenure.ends
    if view.valid_to:
        return view.valid_to
    return tenure.begins if view.text_of("status") == "appointed" else view.stated


def _choose(told: Sequence[str], *, last: bool = False) -> str:
    """Return the earliest date, or the last; of dates that may be one (2019 and 2019-03) the more precise."""
    dates = sorted({day for text in told if (day := find_partial_date(text))}, key=lambda d: d.earliest())
    if not dates:
        return ""
    chosen = dates[-1] if last else dates[0]
    finer = [d for d in dates if chosen.earliest() <= d.earliest() and d.latest() <= chosen.latest()]
    return str(min(finer, key=lambda d: (d.latest() - d.earliest(), d.earliest())))


def _find_end(held: Sequence[StatementView]) -> str:
    """Return the day on which somebody corrected that the holding has ended since; "" when nobody did.

    A document that came out later and still shows the holding outweighs the correction of an earlier one.
    """
    days = [mark.known_from[:10] for view in held for mark in view.marks if mark.verdict == ENDED_SINCE]
    later = [view for view in held if view.stated > max(days, default="")]
    return max(days) if days and not later else ""
