"""Makes the batches of one pass over the texts: varied texts, cut into windows, with the rules' hints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor

from domain.mention import MentionKind
from nlp.layout import cut_articles
from nlp.neural_tagger.labels import KINDS, NO_HINT, OUTSIDE, write_labels
from nlp.neural_tagger.vocabulary import MASK, Vocabulary
from nlp.neural_tagger.window import LONGEST, cut_windows
from nlp.rule_tagger.reader import RuleTagger
from nlp.training.corpus import AnnotatedText
from nlp.training.variation import vary_text

IGNORED = -100
_SHORTEST = 128
_WITHOUT_HINTS = 0.3
_HINT_LOST = 0.08
"""The rules were written with some of these texts in sight; so they are made out to be a little worse than they are."""
_MASKED = 0.05


def deny(kind: MentionKind) -> int:
    """Return what stands for any label but those of the kind: all that is known where only the kind is marked."""
    return -1 - KINDS.index(kind)


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of nearly one length: numbers of characters, hints, and the labels of mentions and of cues to learn."""

    characters: Tensor
    hints: Tensor
    labels: Tensor
    cues: Tensor


def iter_batches(texts: Sequence[AnnotatedText], vocabulary: Vocabulary, size: int, random: Random) -> Iterator[Batch]:
    """Yield all windows of all texts once, in a new order with new variations at each call."""
    windows = [window for text in texts for window in _cut(vary_text(text, random), vocabulary, random)]
    random.shuffle(windows)
    windows.sort(key=lambda rows: len(rows[0]) // 48)
    batches = [windows[place : place + size] for place in range(0, len(windows), size)]
    random.shuffle(batches)
    for batch in batches:
        length = max(len(rows[0]) for rows in batch)
        columns = [
            torch.from_numpy(np.stack([np.pad(row, (0, length - len(row)), constant_values=fill) for row in rows]))
            for rows, fill in zip(zip(*batch, strict=True), (0, NO_HINT, IGNORED, IGNORED), strict=True)
        ]
        yield Batch(*columns)


def _cut(
    text: AnnotatedText, vocabulary: Vocabulary, random: Random
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    rules = [
        (mention.start, mention.end, mention.kind)
        for mention in RuleTagger().tag_document(text.text, cut_articles(text.text)).mentions
        if random.random() >= _HINT_LOST
    ]
    longest = random.randint(_SHORTEST, LONGEST)
    for window in cut_windows(text.text, 0, len(text.text), longest=longest):
        characters = vocabulary.encode(text.text[window.lead : window.end])
        if random.random() < 0.5:
            hidden = np.array([random.random() < _MASKED for _ in characters])
            characters = np.where(hidden, MASK, characters)
        if random.random() < _WITHOUT_HINTS:
            hints = np.full(len(characters), NO_HINT, dtype=np.int64)
        else:
            hints = write_labels(rules, window.lead, window.end) + 1
        labels, cues = (write_labels(spans, window.lead, window.end, cut=IGNORED) for spans in (text.spans, text.cues))
        if text.only:
            labels[labels == OUTSIDE] = deny(text.only)
        if text.only is MentionKind.AWARD:
            cues[:] = IGNORED
        yield characters, hints, labels, cues
