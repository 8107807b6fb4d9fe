"""What one part of the identity bench found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A table for people, and the figures that go into the bench's JSON line."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    figures: Mapping[str, float | int]
