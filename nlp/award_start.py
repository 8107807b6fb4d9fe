"""Lets an award begin with the whole word for what it is given for: 移风易俗示范户, never 俗示范户."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.mention import Mention, MentionKind
from lexicon.alternation import alternate
from lexicon.resources import read_yaml

_FIELDS = re.compile(alternate(read_yaml("award_context.yaml")["fields"]))


def start_awards(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, given and returned by start; an award takes in no more than what nothing else covers."""
    fields = [field.span() for field in _FIELDS.finditer(text)]
    if not fields:
        return list(mentions)
    started, covered, place = [], 0, 0
    for mention in mentions:
        while place < len(fields) and fields[place][1] <= mention.start:
            place += 1
        if place < len(fields) and mention.kind is MentionKind.AWARD:
            start, end = fields[place]
            if covered <= start < mention.start and end <= mention.end:
                mention = replace(mention, start=start, text=text[start : mention.end])
        covered = mention.end
        started.append(mention)
    return started
