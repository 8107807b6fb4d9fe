"""Cuts a newspaper page into its stories: every byline or dateline anchors one, wherever its headline stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.document import Span
from nlp.layout.byline import find_dateline_byline
from nlp.layout.line import Line, LineKind
from nlp.layout.story import Story, cut_out

_CAPTION_REACH = 3


@dataclass(slots=True)
class _Plan:
    """What a story will be made of: indices into the page's lines."""

    byline: int | None = None
    headline: int | None = None
    first: int = 0
    last: int = -1
    credit: Span | None = None


@dataclass(slots=True)
class _Page:
    """The lines of a page while they are given to stories; each line is used once."""

    lines: list[Line]
    taken: set[int] = field(default_factory=set)

    def is_headline(self, index: int) -> bool:
        return (
            0 <= index < len(self.lines) and index not in self.taken
            and self.lines[index].kind is LineKind.HEADLINE
        )


def is_page(lines: list[Line]) -> bool:
    """True when at least two lines anchor stories of their own: captions, or with a headline beside them."""
    return sum(
        _is_anchor(lines, index) and (lines[index].caption or _is_beside_headline(lines, index))
        for index in range(len(lines))
    ) >= 2


def cut_page(text: str, lines: list[Line]) -> list[Story]:
    """Return the stories of the page in the order of their bodies."""
    page = _Page(lines, {index for index, line in enumerate(lines) if line.signs_off})
    plans = _plan_stories(page)
    plans.extend(_plan_columns(page, plans))
    stories = [story for plan in plans if (story := _make_story(text, page, plan))]
    return sorted(stories, key=lambda story: story.segments[0])


def _is_anchor(lines: list[Line], index: int) -> bool:
    line = lines[index]
    if line.kind is LineKind.BYLINE:
        return not line.signs_off
    below_headline = index > 0 and lines[index - 1].kind is LineKind.HEADLINE
    return line.kind is LineKind.PARAGRAPH and line.is_dateline and below_headline


def _is_beside_headline(lines: list[Line], index: int) -> bool:
    return any(
        0 <= near < len(lines) and lines[near].kind is LineKind.HEADLINE for near in (index - 1, index + 1)
    )


def _plan_stories(page: _Page) -> list[_Plan]:
    """Give each anchor its headline, then the lines up to the next story's first line as its body."""
    anchors = [index for index in range(len(page.lines)) if _is_anchor(page.lines, index)]
    plans = [_start_plan(page, index, anchors[place + 1] if place + 1 < len(anchors) else len(page.lines))
             for place, index in enumerate(anchors)]
    starts = [_find_first_line(page, plan) for plan in plans]
    lead = _plan_lead(page, starts[0])
    for place, plan in enumerate(plans):
        if plan.last < plan.first:
            plan.last = (starts[place + 1] if place + 1 < len(plans) else len(page.lines)) - 1
        _take_displaced_headline(page, plan)
    return [*lead, *plans]


def _plan_lead(page: _Page, following: int) -> list[_Plan]:
    """What stands above the first anchor and holds a paragraph is a story without a byline."""
    first = next((i for i in range(following) if page.lines[i].kind is LineKind.PARAGRAPH), None)
    if first is None:
        return []
    above = [i for i in range(first) if page.is_headline(i)]
    named = [i for i in above if not page.lines[i].is_column] or above
    page.taken.update(above)
    return [_Plan(None, named[-1] if named else None, first, following - 1)]


def _start_plan(page: _Page, index: int, following: int) -> _Plan:
    line = page.lines[index]
    if line.kind is not LineKind.BYLINE:
        page.taken.add(index - 1)
        return _Plan(None, index - 1, index)
    page.taken.add(index)
    if line.caption and index > 0 and page.lines[index - 1].kind is LineKind.PARAGRAPH:
        return _plan_caption(page, index)
    plan = _Plan(index, None, index + 1)
    above, below = index - 1, index + 1
    if page.is_headline(above) and not (page.lines[above].is_column and _has_other(page, index, following)):
        plan.headline = above
    elif page.is_headline(below) and below < following:
        plan.headline, plan.first = below, below + 1
    if plan.headline is not None:
        page.taken.add(plan.headline)
    while page.is_headline(plan.first) and page.lines[plan.first].is_column and plan.first + 1 < following:
        page.taken.add(plan.first)
        plan.first += 1
    return plan


def _has_other(page: _Page, index: int, following: int) -> bool:
    """True when the story behind the byline has a headline of its own: below the byline, or inside the body."""
    if page.is_headline(index + 1):
        return index + 1 < following
    return _find_inner_headline(page, index + 1, following) is not None


def _find_inner_headline(page: _Page, first: int, following: int) -> int | None:
    """Return the headline printed inside the body: a line that parts a sentence."""
    for index in range(first + 1, following - 1):
        if page.is_headline(index) and not page.lines[index].is_column and page.lines[index - 1].is_open:
            return index
    return None


def _plan_caption(page: _Page, index: int) -> _Plan:
    """A picture's caption: its byline closes it, its headline opens it."""
    first = index - 1
    for step in range(1, _CAPTION_REACH + 1):
        above = index - step - 1
        if page.is_headline(above):
            page.taken.add(above)
            return _Plan(index, above, above + 1, index - 1)
        if above < 0 or page.lines[above].kind is not LineKind.PARAGRAPH:
            break
    return _Plan(index, None, first, index - 1)


def _find_first_line(page: _Page, plan: _Plan) -> int:
    """Return the first line of a story, with the head of the column above it."""
    indices = [index for index in (plan.byline, plan.headline, plan.first) if index is not None]
    first = min(indices)
    while page.is_headline(first - 1) and (page.lines[first - 1].is_column or first - 1 == 0):
        page.taken.add(first - 1)
        first -= 1
    return first


def _take_displaced_headline(page: _Page, plan: _Plan) -> None:
    if plan.headline is None:
        inner = _find_inner_headline(page, plan.first, plan.last + 1)
        if inner is not None:
            plan.headline = inner
            page.taken.add(inner)


def _plan_columns(page: _Page, plans: list[_Plan]) -> list[_Plan]:
    """Part off columns without a byline: a column's head whose body a source in brackets closes."""
    found: list[_Plan] = []
    for plan in plans:
        for index in range(plan.first, plan.last + 1):
            if not (page.is_headline(index) and page.lines[index].is_column):
                continue
            closing = _find_credit(page, index + 1, plan.last)
            if closing is None:
                continue
            line = page.lines[closing]
            page.taken.add(index)
            found.append(_Plan(None, index, index + 1, closing, (line.credit_start, line.end)))
            plan.last = index - 1
            break
    return found


def _find_credit(page: _Page, first: int, last: int) -> int | None:
    bulleted = False
    for index in range(first, last + 1):
        line = page.lines[index]
        bulleted = bulleted or line.is_bullet
        if line.credit_start < line.end:
            return index
    return last if bulleted else None


def _make_story(text: str, page: _Page, plan: _Plan) -> Story | None:
    lines = page.lines
    segments: list[Span] = []
    for index in range(plan.first, plan.last + 1):
        if index in page.taken:
            segments.append((-1, -1))
            continue
        line = lines[index]
        end = plan.credit[0] if plan.credit and index == plan.last else line.end
        if segments and segments[-1][0] >= 0:
            segments[-1] = (segments[-1][0], end)
        else:
            segments.append((line.start, end))
    segments = [segment for segment in segments if segment[0] >= 0 and segment[0] < segment[1]]
    if not segments:
        return None
    headline = (lines[plan.headline].start, lines[plan.headline].end) if plan.headline is not None else None
    byline = (lines[plan.byline].start, lines[plan.byline].end) if plan.byline is not None else plan.credit
    if byline is None:
        byline = find_dateline_byline(text, *segments[0])
        segments = cut_out(text, segments[0], byline) + segments[1:]
    return Story(headline, byline, tuple(segments))
