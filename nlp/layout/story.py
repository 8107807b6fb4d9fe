"""Cuts one item into headline, byline and body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.document import Article, Span
from lexicon.alternation import alternate
from nlp.layout.byline import SOURCES, find_back_bylines, find_dateline_byline, find_front_byline
from nlp.layout.frame import iter_own_spans
from nlp.layout.headline import find_glued_headline, find_repeated_headline, find_unmarked_headline
from nlp.layout.line import Line, LineKind, iter_lines
from nlp.layout.wordlist import load_list

_PAPER_FORM = re.compile(alternate(load_list("paper_forms")) + r"(?:[（(][^（）()]{1,20}[）)])?$")
_ITEM = re.compile(r"\d{1,2}(?:、|[.．](?!\d))")
_FIRST_LINES = 400


@dataclass(frozen=True, slots=True)
class Story:
    """An item before it becomes an article: where its parts stand."""

    headline: Span | None
    byline: Span | None
    segments: tuple[Span, ...]

    def make_article(self, text: str) -> Article:
        """Return the article; the words of headline and byline are taken from the text."""
        return Article(
            text[slice(*self.headline)] if self.headline else "",
            text[slice(*self.byline)] if self.byline else "",
            self.segments,
            self.headline,
            self.byline,
        )


def cut_story(text: str, start: int, end: int, titled: bool = False, title: str = "") -> Story | None:
    """Cut the span into one story; None when nothing of a body is left.

    `titled` says that a mark (原标题：) announced the headline; `title` is the headline as the sender gave it.
    """
    headline, body = find_headline(text, start, end, titled, title)
    body = skip_space(text, body, end)
    byline = find_front_byline(text, body, end)
    if headline is None and byline is not None:
        headline, body = find_headline(text, skip_space(text, byline[1], end), end, False, title)
        body = skip_space(text, max(body, byline[1]), end)
    elif byline is not None:
        body = skip_space(text, byline[1], end)
    stop, behind = find_back_bylines(text, body, end)
    inner = find_dateline_byline(text, body, stop)
    byline = byline or inner or _choose_byline(text, behind)
    segments = [piece for own in iter_own_spans(text, body, stop) for piece in cut_out(text, own, inner)]
    if not segments:
        return Story(None, byline, ((start, end),)) if headline is None and start < end else None
    return Story(headline, byline, tuple(segments))


def find_headline(text: str, start: int, end: int, titled: bool, title: str = "") -> tuple[Span | None, int]:
    """Return the headline at the start of the span, if one is there, and where the text goes on."""
    title = title.strip()
    if title and text.startswith(title, start) and start + len(title) < end:
        again = skip_space(text, start + len(title), end)
        after = again + len(title) if text.startswith(title, again) else again
        return (start, start + len(title)), after
    repeated = find_repeated_headline(text, start, end)
    if repeated:
        return repeated
    if titled:
        stop = find_glued_headline(text, start, end)
        return ((start, stop), stop) if stop > start else (None, start)
    headline, body = _find_headline_lines(text, start, end)
    if headline is None and (stop := find_unmarked_headline(text, start, end)) > start:
        return (start, stop), stop
    return headline, body


def skip_space(text: str, start: int, end: int) -> int:
    """Return the first place from `start` on that is no white space."""
    while start < end and text[start].isspace():
        start += 1
    return start


def cut_out(text: str, span: Span, hole: Span | None) -> list[Span]:
    """Return what is left of the span around the hole, trimmed, without empty pieces."""
    if hole is None or hole[1] <= span[0] or hole[0] >= span[1]:
        pieces = [span]
    else:
        pieces = [(span[0], hole[0]), (hole[1], span[1])]
    return [trimmed for piece in pieces if (trimmed := trim(text, piece))[0] < trimmed[1]]


def trim(text: str, span: Span) -> Span:
    """Return the span without the white space at its ends."""
    start = skip_space(text, *span)
    end = span[1]
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _find_headline_lines(text: str, start: int, end: int) -> tuple[Span | None, int]:
    """A headline of its own lines: the first line, with a second where the first is no whole headline."""
    lines: list[Line] = []
    for line in iter_lines(text, start, min(end, start + _FIRST_LINES)):
        lines.append(line)
        if len(lines) == 4:
            break
    if len(lines) < 2 or lines[0].kind is not LineKind.HEADLINE:
        return None, start
    last = 0
    is_item = _ITEM.match(lines[1].text) is not None
    if lines[1].kind is LineKind.HEADLINE and not is_item and not _PAPER_FORM.search(lines[0].text):
        completes = _PAPER_FORM.search(lines[1].text) is not None
        leads = len(lines) > 2 and (lines[2].is_dateline or lines[2].kind is LineKind.BYLINE)
        if completes or leads or lines[1].text.startswith("——"):
            last = 1
    return (lines[0].start, lines[last].end), lines[last].end


def _choose_byline(text: str, behind: list[Span]) -> Span | None:
    """Of what stands behind a body, what names writers comes before a source; several in a row are one byline."""
    named = [span for span in behind if not text[span[0] : span[1]].lstrip("（(").startswith(SOURCES)]
    chosen = named or behind
    return (min(span[0] for span in chosen), max(span[1] for span in chosen)) if chosen else None
