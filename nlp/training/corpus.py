"""Reads annotated texts and deals them into folds."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from domain.mention import MentionKind
from lexicon.folding import fold
from nlp.cue import CueKind
from nlp.neural_tagger.labels import Labelled
from nlp.training.awards import AWARDS, iter_awards
from nlp.training.deeds import DEEDS, iter_deeds
from nlp.training.news import read_annotated
from nlp.training.note import expand_annotation

SETS = ("gold", "gold-news")
OWN = "own"
"""The set that lies in this package: offsets and labels only; its texts are looked up in news/ by id."""
_NOTES = files("nlp.training").joinpath("annotations")

LabelledCue = tuple[int, int, CueKind]
"""A span and what it tells: start, end, kind."""

_TOGETHER = {
    "g097": "g084", "n006": "g001", "n090": "g001", "n133": "n130", "n178": "n171", "n187": "g114"
}  # fmt: skip
"""One story told twice, the second to the first: never on both sides of a fold."""


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text as it is read (folded), with its mentions and cues; `set` is the folder it comes from.

    Where `only` names a kind, mentions of no other are marked; cues are marked beside services, not beside awards.
    """

    id: str
    set: str
    text: str
    spans: tuple[Labelled, ...]
    cues: tuple[LabelledCue, ...] = ()
    only: MentionKind | None = None


def read_corpus(data: Path) -> tuple[AnnotatedText, ...]:
    """Return all annotated texts, by set and name: those under the folder, and our own annotations of its news.

    Raises ValueError where a span is not its text, and where a text of ours is not found or has changed.
    """
    sets = {text: name for name in SETS for text in _names(data / name)}
    return tuple(
        make_text(name, sets.get(name, OWN), text, annotation) for name, text, annotation in iter_annotations(data)
    )


def _names(folder: Path) -> Iterator[str]:
    return (path.stem for path in folder.glob("*.json"))


def read_deeds(data: Path) -> tuple[AnnotatedText, ...]:
    """Return the texts of which only services and occasions are annotated; ValueError as for read_corpus."""
    texts = (make_text(name, DEEDS.name, text, annotation) for name, text, annotation in iter_deeds(data))
    return tuple(replace(text, only=MentionKind.SERVICE) for text in texts)


def read_awards(data: Path) -> tuple[AnnotatedText, ...]:
    """Return the texts of which only awards are annotated; ValueError as for read_corpus."""
    texts = (make_text(name, AWARDS.name, text, annotation) for name, text, annotation in iter_awards(data))
    return tuple(replace(text, only=MentionKind.AWARD) for text in texts)


def iter_annotations(data: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield name, text and annotation of every annotated text, ours included, in the order of read_corpus."""
    for name in SETS:
        for path in sorted((data / name).glob("*.json")):
            text = path.with_suffix(".txt").read_bytes().decode("utf-8")
            yield path.stem, text, json.loads(path.read_text(encoding="utf-8"))
    yield from iter_own(data)


def iter_own(data: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield name, text and annotation (as the scorer reads it) of each text that we annotated ourselves."""
    notes = [
        (path.name.removesuffix(".json"), json.loads(path.read_text(encoding="utf-8")))
        for path in sorted((path for path in _NOTES.iterdir() if _is_note(path)), key=lambda path: path.name)
    ]
    for (name, note), text in zip(notes, read_annotated(data / "news", (note for _, note in notes)), strict=True):
        yield name, text, expand_annotation(note, text)


def _is_note(path: Traversable) -> bool:
    return path.name.endswith(".json")


def hash_corpus(data: Path) -> dict[str, str]:
    """Return, for each set, one SHA-256 over its annotation and text files in the order of their names."""
    hashes = {}
    for name in SETS:
        digest = hashlib.sha256()
        for path in sorted((*(data / name).glob("*.json"), *(data / name).glob("*.txt"))):
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        hashes[name] = digest.hexdigest()
    digest = hashlib.sha256()
    for note in sorted((path for path in _NOTES.iterdir() if _is_note(path)), key=lambda path: path.name):
        digest.update(note.name.encode())
        digest.update(hashlib.sha256(note.read_bytes()).digest())
    parts = {"deeds": DEEDS, "awards": AWARDS}
    return {
        **hashes,
        OWN: digest.hexdigest(),
        **{name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in parts.items()},
    }


def deal_folds(texts: Iterable[AnnotatedText], number: int, seed: int) -> tuple[tuple[AnnotatedText, ...], ...]:
    """Return the texts in folds of nearly equal number, shuffled by the seed."""
    groups: dict[str, list[AnnotatedText]] = {}
    for text in texts:
        groups.setdefault(_TOGETHER.get(text.id, text.id), []).append(text)
    order = sorted(groups)
    random.Random(seed).shuffle(order)
    return tuple(tuple(text for key in order[fold::number] for text in groups[key]) for fold in range(number))


def leave_out(folds: Sequence[Sequence[AnnotatedText]], fold: int) -> tuple[AnnotatedText, ...]:
    """Return the texts of all folds but one."""
    return tuple(text for place, texts in enumerate(folds) if place != fold for text in texts)


def make_text(identifier: str, name: str, text: str, annotation: Mapping[str, Any]) -> AnnotatedText:
    """Return what is learned of one text; ValueError where a span of the annotation is not what stands there."""
    spans = []
    for entity in annotation["entities"]:
        start, end = entity["start"], entity["end"]
        if text[start:end] != entity["text"]:
            raise ValueError(f"{identifier}: {entity['id']} is not the text at {start}")
        spans.append((start, end, MentionKind(entity["type"])))
    return AnnotatedText(identifier, name, fold(text), tuple(sorted(spans)), tuple(_find_cues(text, annotation)))


def _find_cues(text: str, annotation: Mapping[str, Any]) -> Iterator[LabelledCue]:
    """Yield the words that name an occasion, where they stand in or next to the evidence; none over another."""
    named = {entity["id"]: (entity["start"], entity["end"]) for entity in annotation["entities"]}
    found = set()
    for relation in annotation["relations"]:
        if relation["type"] != "HELD_ACTIVITY":
            continue
        words = relation["args"]["activity"]
        start, end = relation["evidence"]
        if words in named:
            found.add(named[words])
        elif (place := text.find(words, max(0, start - len(words)), end + len(words))) >= 0:
            found.add((place, place + len(words)))
    last = 0
    for start, end in sorted(found):
        if start >= last:
            yield start, end, CueKind.ACTIVITY
            last = end
