"""Finds on a page the stories that nobody signed: a headline that stands alone, with signs that a story begins.

A subhead stands alone as well. What tells them apart is what follows: a day, the form of a notice or a caption,
a place that the story before does not name; or what stands before: the head of a column, a closing credit.
"""

from __future__ import annotations

import re

from lexicon.alternation import alternate
from nlp.layout.byline import find_closing_bracket, signs_body
from nlp.layout.line import Line, LineKind
from nlp.layout.plan import Page, Plan
from nlp.layout.wordlist import load_list, load_pattern

_DATED = re.compile(load_pattern("dated_opening"))
_NOTICE_HEAD = re.compile(alternate(load_list("notice_forms")) + r"$")
_NOTICE_WORDS = re.compile(load_pattern("notice_words"), re.MULTILINE)
_AREA = re.compile(r"[\u4e00-\u9fff]{2,6}?" + alternate(load_list("area_endings")))
_WIDE = load_list("wide_area_endings")
_NUMBERED = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．）)]")
_LONGEST_HEADLINE = 30
_SHORTEST_HEADLINE = 4
_SHORTEST_NOTICE_HEADLINE = 6
_BROKEN_LINE = 40
_LEAD = 80
_NOTICE_LEAD = 160
_TAKEN_UP = 3
_PAST = 1500
"""How much of the story before is searched for a place; keeps the work on a long text linear."""
_ENOUGH = 3
_SURE = 3


def count_unsigned(text: str, lines: list[Line]) -> int:
    """Return how many stories without a byline the lines seem to hold when nothing is known of them yet."""
    page = Page(lines, {index for index, line in enumerate(lines) if line.signs_off or line.is_masthead})
    first = next((index for index in range(len(lines)) if index not in page.taken), None)
    if first is None:
        return 0
    plan = Plan(None, None, first, len(lines) - 1)
    return len(part_unsigned(text, page, plan)) + (plan.headline is not None)


def part_unsigned(text: str, page: Page, plan: Plan) -> list[Plan]:
    """Cut the stories without a byline off the plan, which keeps what stands before the first of them."""
    found: list[Plan] = []
    current, stop = plan, plan.last
    subheads, following = 0, plan.first
    for index in range(plan.first, plan.last + 1):
        if index < following or not _stands_alone(text, page, index):
            continue
        kicker, headline = _read_head(text, page, index, stop)
        following = headline + 1
        begins = index == plan.first and current is plan and plan.headline is None
        if headline >= stop or not (index > current.first or begins):
            continue
        weight = _weigh_head(text, page, current, index, headline)
        if weight < _ENOUGH + (subheads > 0):
            subheads += 1
            continue
        page.taken.update(range(index, headline + 1))
        if begins:
            plan.headline, plan.kicker, plan.first = headline, kicker, headline + 1
        else:
            current.last = index - 1
            current = Plan(None, headline, headline + 1, stop, None, kicker)
            found.append(current)
        subheads = 0
    if found:
        found[-1].credit, plan.credit = plan.credit, None
    return found


def _stands_alone(text: str, page: Page, index: int) -> bool:
    """True for a short line between blank lines that may be a headline and breaks no sentence."""
    if not page.is_headline(index):
        return False
    lines, line = page.lines, page.lines[index]
    if not _SHORTEST_HEADLINE <= len(line.text) <= _LONGEST_HEADLINE or line.text[0] in "（(" or line.is_masthead:
        return False
    if _NUMBERED.match(line.text) or (line.text[-1] in "！？!?" and "，" in line.text and line.text[0] in "“"):
        return False
    before = lines[index - 1] if index else None
    if before and before.kind is LineKind.PARAGRAPH and before.is_open and len(before.text) >= _BROKEN_LINE:
        return False
    return _is_parted(text, lines, index) and _is_parted(text, lines, index + 1)


def _is_parted(text: str, lines: list[Line], index: int) -> bool:
    """True when a blank line, or the end of the page, stands above the line."""
    if not 0 < index < len(lines):
        return True
    return text.count("\n", lines[index - 1].end, lines[index].start) >= 2


def _read_head(text: str, page: Page, index: int, stop: int) -> tuple[int, int]:
    """Return the first and the last line of a headline; heads of columns and signatures above it are no part."""
    headline = index
    while headline < stop and _stands_alone(text, page, headline + 1):
        headline += 1
    kicker = index
    while kicker < headline and (page.lines[kicker].is_column or signs_body(page.lines[kicker].text)):
        kicker += 1
    return kicker, headline


def _weigh_head(text: str, page: Page, current: Plan, index: int, headline: int) -> int:
    lines = page.lines
    body = headline + 1
    while body < len(lines) and lines[body].text.startswith("——"):
        body += 1
    if body >= len(lines) or lines[body].kind is LineKind.BYLINE:
        return 0
    head, lead = lines[headline].text, lines[body].text
    if lines[body].is_caption:
        return _SURE + 1
    if _is_notice(text, head, lines, body):
        return _SURE + 1
    weight = 2 * (headline > index and lines[index].is_column) + 2 * _is_closed(text, lines, index)
    dated = _DATED.match(lead)
    opening = lead[dated.end() : dated.end() + _LEAD] if dated else lead[:_LEAD]
    weight += 2 * (dated is not None)
    weight += _weigh_place(text, lines, current, index, head, opening, dated is not None)
    return weight


def _is_notice(text: str, head: str, lines: list[Line], body: int) -> bool:
    if len(head) < _SHORTEST_NOTICE_HEADLINE or not _NOTICE_HEAD.search(head):
        return False
    start = lines[body].start
    return _NOTICE_WORDS.search(text[start : start + _NOTICE_LEAD]) is not None


def _is_closed(text: str, lines: list[Line], index: int) -> bool:
    """True when the story before ends with names in brackets."""
    if index == 0:
        return False
    return find_closing_bracket(text, lines[index - 1].start, lines[index - 1].end) is not None


def _weigh_place(text: str, lines: list[Line], current: Plan, index: int, head: str, opening: str, dated: bool) -> int:
    """Weigh that headline and body begin with the same place, or take up words, and that the place is a new one."""
    named = _AREA.match(head)
    place = _AREA.match(opening.lstrip("，, "))
    weight = 0
    if named and named.group() in opening:
        weight += 2
    elif _takes_up(head, opening):
        weight += 1
    if place and (dated or place.group().endswith(_WIDE)):
        first = current.headline if current.headline is not None else current.first
        begin = min(lines[first].start, lines[current.first].start)
        past = lines[index].start
        told = text[begin : min(past, begin + _PAST)] + text[max(begin, past - _PAST) : past]
        weight += place.group() not in told
    return weight


def _takes_up(head: str, opening: str) -> bool:
    return any(head[place : place + _TAKEN_UP] in opening for place in range(len(head) - _TAKEN_UP + 1))
