"""Words that tell something without being a name: what a trained tagger may add to the mentions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

BELIEVED = 0.5
"""From this certainty on a cue counts as told."""
LONGEST_CUE = 256
"""No cue is longer: it lies in one window of the encoder."""


class CueKind(StrEnum):
    """What the words tell."""

    ACTIVITY = "ACTIVITY"
    """The words that name an occasion with people: 安全知识竞赛, 入户走访宣传."""
    SERVICE = "SERVICE"
    """What is, or may be, a service: a mention says that it is one, the cue how sure that is."""


@dataclass(frozen=True, order=True, slots=True)
class Cue:
    """A span of the document and what it tells, and how sure the encoder is of it: one may be half believed.

    A cue is never stored; it leads a finder to a statement.
    """

    start: int
    end: int
    kind: CueKind
    certainty: float = 1.0

    @property
    def is_believed(self) -> bool:
        """True where this is the best reading of the words."""
        return self.certainty >= BELIEVED
