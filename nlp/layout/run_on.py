"""Cuts a page that lost its line breaks: every signed mark (□本报记者 …) is a story's byline."""

from __future__ import annotations

import re

from domain.document import Span
from lexicon.alternation import alternate
from nlp.layout.byline import find_front_byline
from nlp.layout.headline import find_glued_headline
from nlp.layout.story import Story, skip_space, trim
from nlp.layout.wordlist import load_list

_MARK = re.compile(rf"[□■][ \u3000\xa0]*(?:本报|本网|本刊)?(?:{alternate(load_list('press_roles'))})")
_LAST_STOP = re.compile(r"[。！？!?…][”’」』）)]*(?=[^。！？!?…]*$)")
_HEADLINE_REACH = 60
_SHORTEST_HEADLINE = 4


def cut_run_on(text: str, start: int, end: int) -> list[Story]:
    """Return the stories of the span, if two or more are signed in it; headlines stand before or behind bylines."""
    if text.find("\n", start, end) >= 0:
        return []
    bylines = [
        byline for mark in _MARK.finditer(text, start, end) if (byline := find_front_byline(text, mark.start(), end))
    ]
    if len(bylines) < 2:
        return []
    headlines = [
        _find_headline_before(text, bylines[number - 1][1] if number else start, byline[0], is_first=number == 0)
        for number, byline in enumerate(bylines)
    ]
    stories: list[Story] = []
    for number, (headline, byline) in enumerate(zip(headlines, bylines, strict=True)):
        body = skip_space(text, byline[1], end)
        if headline is None:
            stop = find_glued_headline(text, body, end)
            headline, body = ((body, stop), stop) if stop > body else (None, body)
        following = number + 1
        stop = end if following == len(bylines) else (headlines[following] or bylines[following])[0]
        segment = trim(text, (body, stop))
        if segment[0] < segment[1]:
            stories.append(Story(headline, byline, (segment,)))
    return stories


def _find_headline_before(text: str, start: int, end: int, *, is_first: bool) -> Span | None:
    """Return what stands between the last full sentence and the byline, if it is as short as a headline."""
    stop = _LAST_STOP.search(text, max(start, end - 2 * _HEADLINE_REACH), end)
    begin = stop.end() if stop else start
    if stop is None and not is_first:
        return None
    headline = trim(text, (begin, end))
    return headline if _SHORTEST_HEADLINE <= headline[1] - headline[0] <= _HEADLINE_REACH else None
