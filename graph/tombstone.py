"""What is left of what was withdrawn, and what went with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tombstone:
    """All that is left of what was withdrawn: an opaque id, the document it went with, the ground, the day.

    `ground` is a word of graph.retraction.GROUNDS: a text of somebody's own could hold the very name that had to go.
    """

    id: str
    document_id: str
    ground: str
    day: str


@dataclass(frozen=True, slots=True)
class Retraction:
    """What went with a document and what stayed.

    `judgements` are those of people. `entities` are the ids that nothing names any more, `kept` counts the entities
    that others name too, `shared` the statements whose like another document says of the same entities.
    """

    tombstone: Tombstone
    arrivals: int = 0
    articles: int = 0
    mentions: int = 0
    statements: int = 0
    judgements: int = 0
    entities: tuple[str, ...] = ()
    kept: int = 0
    shared: int = 0
