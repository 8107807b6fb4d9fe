"""Loads the words and patterns of page layout from the data files beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from lexicon.alternation import longest_first

_FOLDER = files("nlp.layout").joinpath("words")


@cache
def _load() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_FOLDER.joinpath("layout.yaml").read_text("utf-8"))
    return loaded


@cache
def load_list(section: str) -> tuple[str, ...]:
    """Return a list of the file, in its order."""
    return tuple(str(word) for word in _load()[section])


@cache
def load_table(section: str) -> dict[str, str]:
    """Return a table of the file; read once, so nobody may change it."""
    return {str(word): str(value) for word, value in _load()[section].items()}


@cache
def load_pattern(section: str) -> str:
    """Return a single pattern of the file."""
    return str(_load()[section])


@cache
def load_weights(name: str) -> dict[str, float]:
    """Return a file of counted words with their weights: openings.tsv or endings.tsv."""
    lines = _FOLDER.joinpath(name).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {words: float(weight) for words, _, weight in rows}


def alternate_padded(words: Iterable[str]) -> str:
    """Return the words as one alternation in which a word of two characters may be padded: 作 者, 编 辑."""
    padded = (
        r"[ \u3000\xa0]{0,2}".join(re.escape(character) for character in word) if len(word) == 2 else re.escape(word)
        for word in longest_first(words)
    )
    return "(?:" + "|".join(padded) + ")"


def squeeze(word: str) -> str:
    """Return the word without padding."""
    return "".join(word.split())
