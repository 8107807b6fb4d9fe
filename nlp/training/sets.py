"""Reads the public sets of named entities that the encoder is prepared on, each with the kinds that it marks itself.

The sets disagree about what a name is (the words of one count as nothing in the next), so each keeps its own kinds
and gets a head of its own; they are not mixed.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from nlp.neural_tagger.window import LONGEST

Marked = tuple[str, tuple[tuple[int, int, str], ...]]
"""A sentence and its spans: start, end, kind as the set calls it."""

_BRACKET = re.compile(r"\[(?P<inside>[^\]]+)\](?P<kind>n[a-z])|(?P<token>\S+)")
_NEWSPAPER_KINDS = {"nr": "nr", "ns": "ns", "nt": "nt", "nz": "nz", "t": "t"}
_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class NamedSet:
    """One set: its name, kinds, and passages of sentences joined by line ends until a window is full."""

    name: str
    kinds: tuple[str, ...]
    passages: tuple[Marked, ...]


def read_sets(folder: Path, shares: dict[str, float], seed: int) -> tuple[NamedSet, ...]:
    """Return the sets in the folder, of each the share of sentences asked for, drawn by the seed."""
    read = {
        "msra": lambda: _read_lines(folder / "msra.train.jsonl.xz"),
        "cluener": lambda: _read_lines(folder / "cluener.train.jsonl.xz"),
        "resume": lambda: _read_lines(folder / "resume.train.jsonl.xz"),
        "pfr1998": lambda: _read_newspaper(folder / "pfr1998.txt.xz"),
    }
    sets = []
    for name, share in shares.items():
        random = Random(f"{seed}:{name}")
        sentences = list(read[name]())
        random.shuffle(sentences)
        sentences = sentences[: round(len(sentences) * share)]
        kinds = tuple(sorted({kind for _, spans in sentences for *_, kind in spans}))
        sets.append(NamedSet(name, kinds, tuple(_join(sentences))))
    return tuple(sets)


def _read_lines(path: Path) -> Iterator[Marked]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["text"], _drop_overlaps((start, end, kind) for start, end, kind in row["entities"])


def _drop_overlaps(spans: Iterable[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
    return tuple(kept)


def _read_newspaper(path: Path) -> Iterator[Marked]:
    """Yield the lines of the segmented newspaper; a surname and a given name that follow each other are one name."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            _, _, row = line.partition("/m ")
            text = ""
            spans: list[tuple[int, int, str]] = []
            for match in _BRACKET.finditer(row):
                words, kind = _read_unit(match)
                if kind == "nr" and spans and spans[-1][2] == "nr" and spans[-1][1] == len(text) and len(words) < 3:
                    spans[-1] = (spans[-1][0], len(text) + len(words), "nr")
                elif kind in _NEWSPAPER_KINDS:
                    spans.append((len(text), len(text) + len(words), kind))
                text += words
            if text:
                yield text[:LONGEST], tuple(span for span in spans if span[1] <= LONGEST)


def _read_unit(match: re.Match[str]) -> tuple[str, str]:
    if match["inside"]:
        return "".join(part.partition("/")[0] for part in match["inside"].split()), match["kind"]
    words, _, kind = match["token"].partition("/")
    return words, kind


def _join(sentences: Iterable[Marked]) -> Iterator[Marked]:
    text = ""
    spans: list[tuple[int, int, str]] = []
    for words, marked in sentences:
        if len(words) > LONGEST:
            continue
        if text and len(text) + 1 + len(words) > LONGEST:
            yield text, tuple(spans)
            text, spans = "", []
        if text:
            text += _SEPARATOR
        spans += [(start + len(text), end + len(text), kind) for start, end, kind in marked]
        text += words
    if text:
        yield text, tuple(spans)
