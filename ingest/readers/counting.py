"""Counts what a run will bring, so that progress has an end to move towards."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from pathlib import Path

from domain.errors import InputError
from ingest.readers.files import iter_origins

_BLOCK = 1 << 20


def count_items(paths: Sequence[Path]) -> int:
    """Return how many items the paths hold, as far as a quick look tells: lines of JSONL, else files."""
    total = 0
    for origin in iter_origins(paths):
        if isinstance(origin, InputError):
            total += 1
        elif origin.path.name.endswith((".jsonl", ".jsonl.xz")):
            total += _count_lines(origin.path)
        else:
            total += 1
    return total


def _count_lines(path: Path) -> int:
    lines, last = 0, b"\n"
    try:
        with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                lines += block.count(b"\n")
                last = block[-1:]
    except (OSError, lzma.LZMAError, EOFError):
        return lines + 1  # the run itself reports what is wrong with it
    return lines + (last != b"\n")
