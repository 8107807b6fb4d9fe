"""The trained tagger: the rules' answer goes in as a hint beside the text, the encoder decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile

import numpy as np
from numpy.typing import NDArray

from domain.document import Article
from domain.mention import Mention, MentionKind
from nlp.cue import Cue, CueKind
from nlp.neural_tagger.doubt import read_doubting
from nlp.neural_tagger.encoder import TrainedEncoder, load_encoder
from nlp.neural_tagger.labels import (
    CUE_NUMBER,
    NO_HINT,
    NUMBER,
    SERVICES,
    Labelled,
    read_cues,
    read_labels,
    write_labels,
)
from nlp.neural_tagger.quotation import mend_quoted
from nlp.neural_tagger.recurrence import spread_names
from nlp.neural_tagger.window import Window, cut_windows
from nlp.rule_tagger.reader import RuleTagger
from nlp.tagger import Tagged

_LETTER = r"㐀-鿿\U00020000-\U0003ffffA-Za-z"
_NAME = re.compile(rf"[{_LETTER}][{_LETTER}0-9·•・‧.\-'’\s]*[{_LETTER}.]")
"""What a name can consist of; a mark in the middle of it ends it."""
_PADDED = re.compile(r"\S\s+\S")
"""Letters set apart (成    员), a name broken by a line end: the rules know how a page is set, the encoder does not."""


LEAST_SURE = 0.4
"""A service that the encoder half believes counts from this certainty on."""
_CUES = tuple(range(1, CUE_NUMBER))


class NeuralTagger:
    """A Tagger that keeps nothing between documents: the same text gives the same mentions.

    Without hints the encoder reads the text alone; that is there to measure what it knows by itself.
    """

    name = "neural"
    version = "3"

    def __init__(
        self,
        encoder: TrainedEncoder | None = None,
        *,
        hinted: bool = True,
    ) -> None:
        self._encoder = encoder
        self._hinted = hinted
        self._rules = RuleTagger()

    def tag(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions of text[start:end] with offsets into the whole text."""
        return self._tag(text, start, end, self._rules.tag(text, start, end), [(start, end)]).mentions

    def tag_document(self, text: str, articles: Sequence[Article]) -> Tagged:
        """Return mentions and cues of the whole text; a name found in one article is found all through that article."""
        ruled = self._rules.tag_document(text, articles).mentions
        return self._tag(text, 0, len(text), ruled, [(article.start, article.end) for article in articles])

    def _tag(
        self, text: str, start: int, end: int, ruled: Sequence[Mention], scopes: Iterable[tuple[int, int]]
    ) -> Tagged:
        rules = [(mention.start, mention.end, mention.kind) for mention in ruled]
        read, cues = self._read(text, start, end, rules)
        padded = [span for span in rules if _PADDED.search(text, span[0], span[1])]
        spans = spread_names(text, mend_quoted(text, sorted((*padded, *_leave_room(read, padded)))), scopes)
        mentions = (Mention(first, last, kind, text[first:last]) for first, last, kind in spans)
        return Tagged(tuple(mentions), tuple(cues))

    def _read(self, text: str, start: int, end: int, rules: Sequence[Labelled]) -> tuple[list[Labelled], list[Cue]]:
        encoder = self._encoder or load_encoder()
        first = 0
        spans: list[Labelled] = []
        cues: list[Cue] = []
        for window in cut_windows(text, start, end):
            while first < len(rules) and rules[first][1] <= window.lead:
                first += 1
            hints = self._hint(rules, first, window)
            scores = encoder.score(text[window.lead : window.end], hints)[window.start - window.lead :]
            named, services = read_doubting(scores[:, :NUMBER], window.start, read_labels, SERVICES)
            _, told = read_doubting(scores[:, NUMBER:], window.start, read_cues, _CUES)
            named += (span for span, certainty in services if span not in named and certainty >= LEAST_SURE)
            for span in sorted(named):
                spans += _trim(text, span)
            cues += (Cue(begin, finish, CueKind.SERVICE, certainty) for (begin, finish, _), certainty in services)
            cues += (Cue(*span, certainty) for span, certainty in told)
        return spans, sorted(cues)

    def _hint(self, rules: Sequence[Labelled], first: int, window: Window) -> NDArray[np.int64]:
        if not self._hinted:
            return np.full(window.end - window.lead, NO_HINT, dtype=np.int64)
        near = takewhile(lambda span: span[0] < window.end, islice(rules, first, None))
        return write_labels(near, window.lead, window.end) + 1


def _trim(text: str, span: Labelled) -> Iterable[Labelled]:
    """Yield the span without white space at its ends and with both of a pair of quotation marks (“七一”勋章).

    Nothing if it is blank or runs over a line end.
    """
    start, end, kind = span
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    opened, closed = text.count("“", start, end), text.count("”", start, end)
    if closed == opened + 1 and text[start - 1 : start] == "“":
        start -= 1
    elif opened == closed + 1 and text[end : end + 1] == "”":
        end += 1
    if kind is MentionKind.PERSON:
        name = _NAME.search(text, start, end)
        if name is None:
            return
        start, end = name.span()
    if start < end and "\n" not in text[start:end]:
        yield start, end, kind


def _leave_room(read: Iterable[Labelled], fixed: Sequence[Labelled]) -> Iterable[Labelled]:
    """Yield the spans that overlap no fixed one; both come in order."""
    place = 0
    for span in read:
        while place < len(fixed) and fixed[place][1] <= span[0]:
            place += 1
        if place == len(fixed) or fixed[place][0] >= span[1]:
            yield span
