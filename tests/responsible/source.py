"""Reads our own code as a tree, for rules that a program of ours must keep."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

PACKAGES = ("qunxiang", "api", "ingest", "nlp", "graph", "lexicon", "domain")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@cache
def judging_words() -> dict[str, list[str]]:
    """Return the words that would name a judgement of a person."""
    loaded: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("judging_words.yaml").read_text("utf-8"))
    return loaded


def judges(words: str) -> bool:
    """True when a name or label would judge somebody."""
    lists = judging_words()
    parts = {part.lower() for part in _PART.findall(words)}
    return bool(parts & set(lists["english"])) or any(word in words for word in lists["chinese"])


def iter_files(*packages: str) -> Iterator[Path]:
    """Yield the Python files of these packages in order."""
    for package in packages or PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def parse(path: Path) -> ast.Module:
    """Return the tree of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def place(path: Path, node: Any) -> str:
    """Return where a node stands, for the message."""
    return f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"


def iter_identifiers(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Yield every name that the code gives to something: definitions, parameters, fields, assigned names."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield node, name
            case ast.arg(arg=name):
                yield node, name
            case ast.Name(id=name, ctx=ast.Store()):
                yield node, name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield node, name
            case ast.keyword(arg=str(name)):
                yield node.value, name
            case _:
                continue
