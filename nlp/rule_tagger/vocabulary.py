"""An index of words by their first two characters: which of them stand at a place of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Vocabulary(Generic[T]):
    """Words with what we know of each; one look per place tells most places to have none."""

    def __init__(self, words: Mapping[str, T]) -> None:
        self._words = dict(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: tuple(sorted(found)) for head, found in lengths.items()}

    def find(self, word: str) -> T | None:
        """Return what we know of the word, None for no word of these."""
        return self._words.get(word)

    def find_at(self, text: str, start: int, end: int) -> Sequence[tuple[int, T]]:
        """Return (end, value) of every word of two or more characters that begins at `start`, shortest first."""
        lengths = self._lengths.get(text[start : start + 2])
        if not lengths:
            return ()
        words = self._words
        return [
            (start + length, value)
            for length in lengths
            if start + length <= end and (value := words.get(text[start : start + length])) is not None
        ]

    def iter_all(self, text: str) -> Iterator[T]:
        """Yield the value of every word of two or more characters in the text, by place, shortest first."""
        heads, end = self._lengths, len(text)
        for place in range(end - 1):
            if text[place : place + 2] in heads:
                for _, value in self.find_at(text, place, end):
                    yield value
