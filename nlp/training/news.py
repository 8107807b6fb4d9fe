"""Looks up articles of the news by id, for annotations that keep no text."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

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


def read_annotated(folder: Path, notes: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the text of each note (`news_id`, `text_sha256`), in their order.

    Raises ValueError, with the id, where an article is not in the folder or is not the text that was annotated.
    """
    kept = list(notes)
    found = dict(iter_news(folder, {note["news_id"] for note in kept})) if kept else {}
    texts = []
    for note in kept:
        text = found.get(note["news_id"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != note["text_sha256"]:
            raise ValueError(f"{note['news_id']} is not in {folder}, or its text has changed since it was annotated")
        texts.append(text)
    return texts
