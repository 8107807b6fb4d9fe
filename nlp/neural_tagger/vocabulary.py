"""Turns characters into the numbers that the encoder knows them by."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray

UNKNOWN = 1
MASK = 2
_CODE_POINTS = 0x110000


class Vocabulary:
    """One number for each character: a text and its numbers have the same length, whatever stands in it."""

    def __init__(self, entries: list[str]) -> None:
        self.size = len(entries)
        self._numbers = np.full(_CODE_POINTS, UNKNOWN, dtype=np.int16)
        for number, entry in enumerate(entries):
            if len(entry) == 1:
                self._numbers[ord(entry)] = number

    @classmethod
    def parse(cls, content: bytes) -> Vocabulary:
        """Return the vocabulary written as a JSON list; the place in the list is the number."""
        return cls(json.loads(content))

    def encode(self, text: str) -> NDArray[np.int64]:
        """Return the numbers of the characters."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return self._numbers[points].astype(np.int64)
