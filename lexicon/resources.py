"""Opens the data files that travel with the package, wherever it is installed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_DATA = files("lexicon").joinpath("data")


def read_bytes(name: str) -> bytes:
    """Return the bytes of a data file."""
    return _DATA.joinpath(name).read_bytes()


@cache
def read_yaml(name: str) -> dict[str, Any]:
    """Return a YAML file of named lists and tables; read once, so nobody may change what it returns."""
    loaded: dict[str, Any] = yaml.load(read_bytes(name), Loader=_LOADER)
    return loaded


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a TSV file; lines that start with # are remarks."""
    lines = read_bytes(name).decode("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
