"""Which words of office figures mean what: loaded from graph/data, so that an office's own words can be added."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from domain.errors import InputError


@dataclass(frozen=True, slots=True)
class Rule:
    """What is counted beside a stated number with one of these units, whose measure holds one of these words."""

    units: tuple[str, ...]
    words: tuple[str, ...]
    counts: str


@dataclass(frozen=True, slots=True)
class Measures:
    """Words for households and members in office figures, and the rules for stated numbers."""

    households: tuple[str, ...]
    members: tuple[str, ...]
    rules: tuple[Rule, ...]

    def find_rule(self, measure: str, unit: str) -> str:
        """Return what a stated number is compared with, "" where nothing is its like."""
        for rule in self.rules:
            if unit in rule.units and (not rule.words or any(word in measure for word in rule.words)):
                return rule.counts
        return ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a person file: the names it goes by, and within how many months an item must lie (0: any age)."""

    name: str
    names: frozenset[str]
    months: int


@cache
def load_measures() -> Measures:
    """Return the words and rules of graph/data/measures.yaml."""
    spec = yaml.safe_load(files("graph").joinpath("data", "measures.yaml").read_text("utf-8"))
    rules = tuple(Rule(tuple(r["unit"]), tuple(r["words"]), r["counts"]) for r in spec["rules"])
    return Measures(tuple(spec["households"]), tuple(spec["members"]), rules)


def load_sections(path: Path | None = None) -> tuple[Section, ...]:
    """Return the sections of a person file, as an office's own file has them or as graph/data/person_file.yaml does."""
    if path is None:
        return _read_sections(yaml.safe_load(files("graph").joinpath("data", "person_file.yaml").read_text("utf-8")))
    try:
        return _read_sections(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(path.name, "", "档案类别的设置读不出来", "写法见 docs/coverage.md") from error


def _read_sections(spec: dict[str, Any]) -> tuple[Section, ...]:
    return tuple(
        Section(name, frozenset({name, *one.get("names", ())}), int(one.get("months", 0)))
        for name, one in spec["sections"].items()
    )
