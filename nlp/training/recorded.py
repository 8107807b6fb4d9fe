"""Keeps what a tagger says of texts, and answers from what was kept: so reading can be measured without training.

A record holds offsets and labels by the hash of the text as it is read, and no word of it. Where the weights of each
answer had not seen the text (nlp.training.heldout), what is read with it is as good, or bad, as on a new text.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from domain.document import Article
from domain.identifier import hash_text
from domain.mention import Mention
from nlp.cue import Cue, CueKind
from nlp.neural_tagger.labels import KINDS
from nlp.reader import Reader
from nlp.tagger import VERSION, Tagged, Tagger

Answers = dict[str, dict[str, list[list[Any]]]]
"""By the hash of the text: its mentions and cues, each as a row of numbers."""


_CUES = tuple(CueKind)


class RecordingTagger:
    """Asks a tagger and keeps what it answers."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self.answers: Answers = {}

    def tag(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """Return the tagger's answer; parts of a text are not kept."""
        return self._tagger.tag(text, start, end)

    def tag_document(self, text: str, articles: Sequence[Article]) -> Tagged:
        """Return the tagger's answer, and keep it under the hash of the text."""
        tagged = self._tagger.tag_document(text, articles)
        self.answers[hash_text(text)] = {
            "mentions": [[m.start, m.end, KINDS.index(m.kind)] for m in tagged.mentions],
            "cues": [[c.start, c.end, _CUES.index(c.kind), c.certainty] for c in tagged.cues],
        }
        return tagged


class RecordedTagger:
    """Answers from a record; a text that is not in it (or is folded otherwise now) raises KeyError."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def tag(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions of the whole text that lie in the span."""
        return tuple(m for m in self.tag_document(text, ()).mentions if start <= m.start and m.end <= end)

    def tag_document(self, text: str, articles: Sequence[Article]) -> Tagged:
        """Return what was recorded of the text."""
        answer = self._answers.get(hash_text(text))
        if answer is None:
            raise KeyError("the text is not read as it was when the record was made: python -m nlp.training.heldout")
        return Tagged(
            tuple(Mention(s, e, KINDS[k], text[s:e]) for s, e, k in answer["mentions"]),
            tuple(Cue(s, e, _CUES[k], sure) for s, e, k, sure in answer["cues"]),
        )


def record_answers(tagger: Tagger, texts: Iterable[str]) -> Answers:
    """Return the tagger's answers to the texts as the reader hands them to it."""
    recording = RecordingTagger(tagger)
    reader = Reader(recording)
    for text in texts:
        reader.read(hash_text(text), text)
    return recording.answers


def load_heldout(path: Path) -> list[dict[str, Any]]:
    """Return the folds of a record that nlp.training.heldout joined; ValueError where another tagger answered."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        record = json.load(file)
    if record["version"] != VERSION:
        raise ValueError(
            f"{path.name} holds answers of {record['version']}, the tagger is {VERSION}: "
            "make it anew with python -m nlp.training.heldout"
        )
    folds: list[dict[str, Any]] = record["folds"]
    return folds
