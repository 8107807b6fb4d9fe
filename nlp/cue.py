"""Words that tell something without being a name: what a trained tagger may add to the mentions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CueKind(StrEnum):
    """What the words tell."""

    ACTIVITY = "ACTIVITY"
    """The words that name an occasion with people: 安全知识竞赛, 入户走访宣传."""


@dataclass(frozen=True, order=True, slots=True)
class Cue:
    """A span of the document and what it tells. A cue is never stored; it leads a finder to a statement."""

    start: int
    end: int
    kind: CueKind
