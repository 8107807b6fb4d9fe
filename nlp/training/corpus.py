"""Reads annotated texts and deals them into folds."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.mention import MentionKind
from nlp.neural_tagger.labels import Labelled

SETS = ("gold", "gold-news")
_TOGETHER = {"g097": "g084"}  # one case, nearly the same career: never on both sides of a fold


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with its mentions; `set` is the folder it comes from."""

    id: str
    set: str
    text: str
    spans: tuple[Labelled, ...]


def read_corpus(data: Path) -> tuple[AnnotatedText, ...]:
    """Return all annotated texts under the folder, by set and name. Raises ValueError where a span is not its text."""
    return tuple(_read_text(path, name) for name in SETS for path in sorted((data / name).glob("*.json")))


def hash_corpus(data: Path) -> dict[str, str]:
    """Return, for each set, one SHA-256 over its annotation and text files in the order of their names."""
    hashes = {}
    for name in SETS:
        digest = hashlib.sha256()
        for path in sorted((*(data / name).glob("*.json"), *(data / name).glob("*.txt"))):
            digest.update(path.name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        hashes[name] = digest.hexdigest()
    return hashes


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


def _read_text(path: Path, name: str) -> AnnotatedText:
    annotation = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    spans = []
    for entity in annotation["entities"]:
        start, end = entity["start"], entity["end"]
        if text[start:end] != entity["text"]:
            raise ValueError(f"{path.name}: {entity['id']} is not the text at {start}")
        spans.append((start, end, MentionKind(entity["type"])))
    return AnnotatedText(path.stem, name, text, tuple(sorted(spans)))
