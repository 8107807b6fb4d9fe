"""Cuts a newspaper page into its stories: every byline or dateline anchors one, wherever its headline stands."""

from __future__ import annotations

from domain.document import Span
from nlp.layout.byline import find_closing_bracket, find_dateline_byline
from nlp.layout.headline import parts_sentence
from nlp.layout.line import Line, LineKind
from nlp.layout.plan import Page, Plan
from nlp.layout.story import Story, cut_out
from nlp.layout.unsigned import count_unsigned, part_unsigned

_CAPTION_REACH = 3
_MASTHEAD_REACH = 3


def is_page(text: str, lines: list[Line]) -> bool:
    """True when the lines hold several stories: two signed ones, or fewer with enough unsigned ones beside them.

    Signed is a story with a caption's byline, or with a headline beside its byline or dateline. A masthead
    above them makes two stories enough; without it, unsigned stories count only from three on.
    """
    signed = sum(
        _is_anchor(lines, index) and (lines[index].caption or _is_beside_headline(lines, index))
        for index in range(len(lines))
    )
    if signed >= 2:
        return True
    headed = any(line.is_masthead for line in lines[:_MASTHEAD_REACH])
    return signed + count_unsigned(text, lines) >= (2 if headed else 3)


def cut_page(text: str, lines: list[Line]) -> list[Story]:
    """Return the stories of the page in the order of their bodies."""
    page = Page(lines, {index for index, line in enumerate(lines) if line.signs_off or line.is_masthead})
    plans = _plan_stories(page)
    plans.extend(_plan_columns(page, plans))
    plans.extend([part for plan in plans for part in part_unsigned(text, page, plan)])
    stories = [story for plan in plans if (story := _make_story(text, page, plan))]
    return sorted(stories, key=lambda story: story.segments[0])


def _is_anchor(lines: list[Line], index: int) -> bool:
    line = lines[index]
    if line.kind is LineKind.BYLINE:
        return not line.signs_off and not (line.caption and _is_in_sentence(lines, index))
    below_headline = index > 0 and lines[index - 1].kind is LineKind.HEADLINE
    return line.kind is LineKind.PARAGRAPH and line.is_dateline and below_headline


def _is_in_sentence(lines: list[Line], index: int) -> bool:
    """True for the credit of a photograph that fell between the parts of a sentence."""
    if not 0 < index < len(lines) - 1:
        return False
    before, behind = lines[index - 1], lines[index + 1]
    if LineKind.BYLINE in (before.kind, behind.kind) or (not before.is_open and before.text[-1] not in "；;"):
        return False
    return before.text[-1] in "，、；,;" or (not before.is_caption and parts_sentence(before.text, behind.text))


def _is_beside_headline(lines: list[Line], index: int) -> bool:
    return any(0 <= near < len(lines) and lines[near].kind is LineKind.HEADLINE for near in (index - 1, index + 1))


def _plan_stories(page: Page) -> list[Plan]:
    """Give each anchor its headline, then the lines up to the next story's first line as its body."""
    anchors = [index for index in range(len(page.lines)) if _is_anchor(page.lines, index)]
    plans = [
        _start_plan(page, index, anchors[place + 1] if place + 1 < len(anchors) else len(page.lines))
        for place, index in enumerate(anchors)
    ]
    if not anchors:
        return _plan_unsigned(page)
    starts = [_find_first_line(page, plan) for plan in plans]
    lead = _plan_lead(page, starts[0])
    for place, plan in enumerate(plans):
        if plan.last < plan.first:
            plan.last = (starts[place + 1] if place + 1 < len(plans) else len(page.lines)) - 1
        _take_displaced_headline(page, plan)
    return [*lead, *plans]


def _plan_unsigned(page: Page) -> list[Plan]:
    """A page without any anchor: all its lines are one story until the unsigned ones are parted."""
    first = next((index for index in range(len(page.lines)) if index not in page.taken), None)
    return [] if first is None else [Plan(None, None, first, len(page.lines) - 1)]


def _plan_lead(page: Page, following: int) -> list[Plan]:
    """What stands above the first anchor and holds a paragraph is a story without a byline."""
    first = next((i for i in range(following) if page.is_paragraph(i)), None)
    if first is None:
        return []
    above = [i for i in range(first) if page.is_headline(i)]
    named = [i for i in above if not page.lines[i].is_column] or above
    page.taken.update(above)
    return [Plan(None, named[-1] if named else None, first, following - 1)]


def _start_plan(page: Page, index: int, following: int) -> Plan:
    line = page.lines[index]
    if line.kind is not LineKind.BYLINE:
        page.taken.add(index - 1)
        return Plan(None, index - 1, index)
    page.taken.add(index)
    if line.caption and index > 0 and page.lines[index - 1].kind is LineKind.PARAGRAPH:
        return _plan_caption(page, index)
    plan = Plan(index, None, index + 1)
    above, below = index - 1, index + 1
    if page.is_headline(above) and not (page.lines[above].is_column and _has_other(page, index, following)):
        plan.headline = above
    elif page.is_headline(below) and below < following and not _begins_sentence(page, below, following):
        plan.headline, plan.first = below, below + 1
    if plan.headline is not None:
        page.taken.add(plan.headline)
    while _is_column_head(page, plan.first, following):
        page.taken.add(plan.first)
        plan.first += 1
    return plan


def _has_other(page: Page, index: int, following: int) -> bool:
    """True when the story behind the byline has a headline of its own: below the byline, or inside the body."""
    if page.is_headline(index + 1):
        return index + 1 < following
    return _find_inner_headline(page, index + 1, following) is not None


def _is_column_head(page: Page, index: int, following: int) -> bool:
    if not (page.is_headline(index) and page.lines[index].is_column and index + 1 < following):
        return False
    return not _begins_sentence(page, index, following)


def _begins_sentence(page: Page, index: int, following: int) -> bool:
    """True when the short line begins a sentence that goes on below a headline: it is body, the next line is none."""
    if not (page.is_headline(index + 1) and page.is_paragraph(index + 2) and index + 2 < following):
        return False
    return parts_sentence(page.lines[index].text, page.lines[index + 2].text)


def _find_inner_headline(page: Page, first: int, following: int) -> int | None:
    """Return the headline printed inside the body: a line that parts a sentence."""
    for index in range(first + 1, following - 1):
        if page.is_headline(index) and not page.lines[index].is_column and page.lines[index - 1].is_open:
            return index
    return None


def _plan_caption(page: Page, index: int) -> Plan:
    """A picture's caption: its byline closes it, its headline opens it."""
    first = index - 1
    for step in range(1, _CAPTION_REACH + 1):
        above = index - step - 1
        if page.is_headline(above):
            page.taken.add(above)
            return Plan(index, above, above + 1, index - 1)
        if above < 0 or page.lines[above].kind is not LineKind.PARAGRAPH:
            break
    return Plan(index, None, first, index - 1)


def _find_first_line(page: Page, plan: Plan) -> int:
    """Return the first line of a story, with the head of the column above it."""
    indices = [index for index in (plan.byline, plan.headline, plan.first) if index is not None]
    first = min(indices)
    while page.is_headline(first - 1) and (page.lines[first - 1].is_column or first - 1 == 0):
        page.taken.add(first - 1)
        first -= 1
    return first


def _take_displaced_headline(page: Page, plan: Plan) -> None:
    if plan.headline is None:
        inner = _find_inner_headline(page, plan.first, plan.last + 1)
        if inner is not None:
            plan.headline = inner
            page.taken.add(inner)


def _plan_columns(page: Page, plans: list[Plan]) -> list[Plan]:
    """Part off columns without a byline: a column's head whose body a source in brackets closes."""
    found: list[Plan] = []
    for plan in plans:
        for index in range(plan.first, plan.last + 1):
            if not (page.is_headline(index) and page.lines[index].is_column):
                continue
            closing = _find_credit(page, index + 1, plan.last)
            if closing is None:
                continue
            line = page.lines[closing]
            page.taken.add(index)
            found.append(Plan(None, index, index + 1, closing, (line.credit_start, line.end)))
            plan.last = index - 1
            break
    return found


def _find_credit(page: Page, first: int, last: int) -> int | None:
    bulleted = False
    for index in range(first, last + 1):
        line = page.lines[index]
        bulleted = bulleted or line.is_bullet
        if line.credit_start < line.end:
            return index
    return last if bulleted else None


def _make_story(text: str, page: Page, plan: Plan) -> Story | None:
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
    headline = None
    if plan.headline is not None:
        above = plan.headline if plan.kicker is None else plan.kicker
        headline = (lines[above].start, lines[plan.headline].end)
    byline = (lines[plan.byline].start, lines[plan.byline].end) if plan.byline is not None else plan.credit
    if byline is None:
        byline = find_dateline_byline(text, *segments[0]) or find_closing_bracket(text, *segments[-1])
        segments = [piece for segment in segments for piece in cut_out(text, segment, byline)]
    return Story(headline, byline, tuple(segments)) if segments else None
