"""Which words of office figures mean what: loaded from graph/data, so that an office's own words can be added."""

from __future__ import annotations

from collections import Counter
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
    """Return the sections of a person file, as an office's own file has them or as graph/data/person_file.yaml does.

    Raises InputError for a file that is no list of sections; nothing in it is guessed.
    """
    if path is None:
        return _read_sections(yaml.safe_load(files("graph").joinpath("data", "person_file.yaml").read_text("utf-8")))
    try:
        return _read_sections(yaml.safe_load(path.read_text("utf-8")))
    except OSError as error:
        raise InputError(path.name, "", "档案类别的设置读不出来", "请检查 QUNXIANG_PERSON_FILE 的路径和权限") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(path.name, "", "档案类别的设置不是 UTF-8 的 YAML", "写法见 docs/coverage.md") from error
    except ValueError as error:
        raise InputError(path.name, "", f"档案类别的设置有误：{error}", "写法见 docs/coverage.md") from None


_KEYS = frozenset({"names", "months"})
MOST_MONTHS = 1200


def _read_sections(spec: Any) -> tuple[Section, ...]:
    listed = spec.get("sections") if isinstance(spec, dict) and spec.keys() == {"sections"} else None
    if not isinstance(listed, dict) or not listed:
        raise ValueError("应只有 sections 一项，下面至少一类")
    sections = tuple(_read_section(str(name), one or {}) for name, one in listed.items())
    counted = Counter(name for section in sections for name in section.names)
    if twice := sorted(name for name, number in counted.items() if number > 1):
        raise ValueError(f"「{'、'.join(twice)}」写在几类里")
    return sections


def _read_section(name: str, spec: Any) -> Section:
    if not isinstance(spec, dict) or spec.keys() - _KEYS:
        raise ValueError(f"「{name}」下面只能有 names 和 months")
    names, months = spec.get("names", []), spec.get("months", 0)
    if not isinstance(names, list) or not all(isinstance(one, str) and one for one in names):
        raise ValueError(f"「{name}」的 names 应是几个名称")
    if isinstance(months, bool) or not isinstance(months, int) or not 0 <= months <= MOST_MONTHS:
        raise ValueError(f"「{name}」的 months 应是月数，0 是不限")
    return Section(name, frozenset({name, *names}), months)
