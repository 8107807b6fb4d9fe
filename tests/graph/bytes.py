"""Looks for words in the bytes of files, however a store may have written them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.fulltext import spread


def find_bytes(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Return in which files below the folder the words stand: in UTF-8, UTF-16, or spread as full text has them."""
    wanted = [(word, form) for word in words for form in _forms(word)]
    return [
        (file.name, word)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        for content in [file.read_bytes()]
        for word, form in wanted
        if form in content
    ]


def _forms(word: str) -> Iterator[bytes]:
    for text in (word, spread(word)):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield text.encode(encoding)
