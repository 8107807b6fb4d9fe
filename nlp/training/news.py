"""Looks up articles of the news by id, for annotations that keep no text."""

from __future__ import annotations

import json
import lzma
from collections.abc import Container, Iterator
from pathlib import Path

_NEWS = ("governance", "general")


def iter_news(folder: Path, wanted: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield id and text of the wanted articles (`governance:…`, `general:…`), in the order of the files."""
    for name in _NEWS:
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                identifier = f"{name}:{row['id']}"
                if identifier in wanted:
                    yield identifier, row["text"]
