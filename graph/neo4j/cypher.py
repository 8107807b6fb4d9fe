"""Loads Cypher: one statement a file, its text constant, every value a parameter (RESPONSIBLE.md R12)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_PARAMETERS = re.compile(r"^// parameters:(.*)$", re.MULTILINE)


@cache
def load_cypher(name: str) -> str:
    """Return the statement in `cypher/<name>.cypher`, without its comment lines: the server keeps plans by text."""
    lines = _read(name).splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


@cache
def read_parameters(name: str) -> frozenset[str]:
    """Return the parameters that the head of the file names."""
    found = _PARAMETERS.search(_read(name))
    return frozenset(part.strip() for part in found[1].split(",") if part.strip()) if found else frozenset()


def list_cypher(folder: str) -> list[str]:
    """Return the names of all statements in a folder, in order."""
    entries = files("graph.neo4j").joinpath("cypher", folder).iterdir()
    return sorted(
        f"{folder}/{entry.name.removesuffix('.cypher')}" for entry in entries if entry.name.endswith(".cypher")
    )


def _read(name: str) -> str:
    return files("graph.neo4j").joinpath("cypher", *f"{name}.cypher".split("/")).read_text("utf-8")
