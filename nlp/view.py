"""The text as the reader sees it, and the way back: what was found in the view is said in the words of the text.

In the view widths and traditional characters are folded, what shows nothing and what only pads a name is left out,
and what is shown in another order than it is written, or only repeats itself, stands as unreadable characters, of
which nothing is ever said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from domain.document import Article, Span
from domain.mention import Mention
from domain.statement import Argument
from lexicon.folding import UNREADABLE, find_repeated, find_reversed, find_unseen, fold
from lexicon.padding import find_padding
from nlp.scene import Finding

_UNREADABLE_RUN = re.compile(f"{UNREADABLE}{{2,}}")


@dataclass(frozen=True, slots=True)
class View:
    """A text, what is read of it, and how the offsets differ.

    `places[i]` is where in the view the characters left out would stand, `shifts[i]` how many were left out up to
    there. Both are empty for nearly every text.
    """

    original: str
    text: str
    places: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def restore_articles(self, articles: Iterable[Article]) -> tuple[Article, ...]:
        """Return the articles with the offsets and words of the text."""
        return tuple(articles) if self._is_same else tuple(self._restore_article(article) for article in articles)

    def restore_mentions(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """Return the mentions with the offsets and words of the text, without the unreadable ones."""
        if self._is_same:
            return tuple(mentions)
        return tuple(self._restore_mention(mention) for mention in mentions if UNREADABLE not in mention.text)

    def restore_findings(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings with the offsets and words of the text; none that rests on what cannot be read."""
        for finding in findings:
            if self._is_same:
                yield finding
            elif UNREADABLE not in finding.statement.evidence.quote:
                yield self._restore_finding(finding)

    @property
    def _is_same(self) -> bool:
        return self.text is self.original

    def restore_span(self, span: Span) -> Span:
        """Return where the span of the view stands in the text; what was left out inside it belongs to it."""
        start, end = span
        return start + self._count_left_out(start), end + self._count_left_out(end - 1)

    def _count_left_out(self, place: int) -> int:
        number = bisect_right(self.places, place)
        return self.shifts[number - 1] if number else 0

    def _cut(self, span: Span) -> str:
        return self.original[slice(*span)]

    def _restore_article(self, article: Article) -> Article:
        headline = self.restore_span(article.headline_span) if article.headline_span else None
        byline = self.restore_span(article.byline_span) if article.byline_span else None
        return Article(
            self._cut(headline) if headline else article.headline,
            self._cut(byline) if byline else article.byline,
            tuple(self.restore_span(span) for span in article.segments),
            headline,
            byline,
        )

    def _restore_mention(self, mention: Mention) -> Mention:
        start, end = self.restore_span((mention.start, mention.end))
        return replace(mention, start=start, end=end, text=self.original[start:end])

    def _restore_finding(self, finding: Finding) -> Finding:
        statement = finding.statement
        start, end = self.restore_span((statement.evidence.start, statement.evidence.end))
        evidence = replace(statement.evidence, start=start, end=end, quote=self.original[start:end])
        arguments = tuple((role, self._restore_argument(argument)) for role, argument in statement.arguments)
        return replace(finding, statement=replace(statement, arguments=arguments, evidence=evidence))

    def _restore_argument(self, argument: Argument) -> Argument:
        if argument.start < 0:
            return argument
        start, end = self.restore_span((argument.start, argument.end))
        return replace(argument, start=start, end=end, text=self.original[start:end])


def open_view(text: str) -> View:
    """Return the view of a text; the text itself where nothing has to be folded or left out."""
    folded = _blank(fold(text), find_reversed(text))
    folded = _blank(folded, find_repeated(folded))
    unread = [(start + 1, end) for start, end in _iter_unreadable(folded)]
    seen, unseen = _leave_out(folded, _merge(sorted((*find_unseen(folded), *unread))))
    packed, padding = _leave_out(seen, find_padding(seen))
    if packed == text:
        return View(text, text)
    # Padding is found in the text without the unseen characters: lead its places back before counting both.
    unseen_only = View(text, seen, *_count(unseen))
    gaps = [unseen_only.restore_span(span) for span in padding]
    return View(text, packed, *_count(_merge(sorted((*unseen, *gaps)))))


def _leave_out(text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Return the text without the spans, and the spans."""
    found = list(spans)
    if not found:
        return text, found
    starts = [0, *(end for _, end in found)]
    ends = [*(start for start, _ in found), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True)), found


def _merge(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans of which none lies in another one: a gap may hold what is not seen."""
    reached = 0
    for start, end in spans:
        if end > reached:
            yield start, end
            reached = end


def _count(spans: Iterable[Span]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the places and shifts of a view without these spans of the text."""
    places: list[int] = []
    shifts: list[int] = []
    left_out = 0
    for start, end in spans:
        places.append(start - left_out)
        left_out += end - start
        shifts.append(left_out)
    return tuple(places), tuple(shifts)


def _iter_unreadable(folded: str) -> Iterator[Span]:
    """Yield the runs that cannot be read: one character of each is enough to part what stands around it."""
    return (run.span() for run in _UNREADABLE_RUN.finditer(folded))


def _blank(folded: str, spans: Iterable[Span]) -> str:
    """Return the text with unreadable characters at the spans."""
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        pieces += folded[position:start], UNREADABLE * (end - start)
        position = end
    return "".join((*pieces, folded[position:])) if pieces else folded
