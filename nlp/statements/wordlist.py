"""Loads the word lists of the statement finders: YAML files beside this module, each with its source line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from lexicon.alternation import longest_first

_FOLDER = Path(__file__).parent / "words"


@cache
def load_words(file: str, section: str) -> tuple[str, ...]:
    """Return one section of a word list, longest words first so that an alternation takes the longest."""
    words = yaml.safe_load((_FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))[section]
    return longest_first(str(word) for word in words)


@cache
def load_groups(file: str, section: str) -> tuple[tuple[str, str], ...]:
    """Return (word, group) pairs of a section whose groups are named lists, longest words first."""
    groups = yaml.safe_load((_FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))[section]
    pairs = ((str(word), str(group)) for group, words in groups.items() for word in words)
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def load_lists(file: str, section: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (group, words) of a section whose groups are named lists, in the order of the file."""
    groups = yaml.safe_load((_FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))[section]
    return tuple((str(group), tuple(str(word) for word in words)) for group, words in groups.items())
