"""Finds the date that the verb or post at a place of a sentence has."""

from __future__ import annotations

from domain.mention import Mention, MentionKind
from nlp.scene import Scene
from nlp.statements.people import is_filler
from nlp.statements.when import read_when


def last_date(scene: Scene, start: int, offset: int) -> Mention | None:
    dates = list(scene.within(start, offset, MentionKind.DATE))
    return dates[-1] if dates else None


def find_attached_date(scene: Scene, start: int, offset: int) -> Mention | None:
    """Return the date that the verb at the offset has: no other fact (出生, an earlier post) stands between."""
    date = last_date(scene, start, offset)
    if date is None or any(scene.within(date.end, offset, MentionKind.POST)):
        return None
    return date if is_filler(scene, date.end, offset) else None


def read_start(scene: Scene, start: int, offset: int) -> str:
    date = last_date(scene, start, offset)
    return read_when(scene, date).start if date else ""
