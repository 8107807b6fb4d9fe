"""Gives a name the end that the verb behind it leaves: 李志强｜调任, never 李志｜强调｜任 nor 黄娜调｜任.

The verb of a move right before a body takes both of its characters, whatever words they make with the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.mention import Mention, MentionKind
from lexicon.names import is_name_shape
from lexicon.words import load_words

_MOVED = re.compile(r"调任")
_BODIES = (MentionKind.ORG, MentionKind.PLACE, MentionKind.COMMUNITY)


def end_names(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, given and returned by start, with the names before 调任 whole and without its beginning."""
    bodies = {mention.start for mention in mentions if mention.kind in _BODIES}
    verbs = {found.start() for found in _MOVED.finditer(text) if found.end() in bodies}
    return [_end(text, mention, verbs) if mention.kind is MentionKind.PERSON else mention for mention in mentions]


def _end(text: str, name: Mention, verbs: set[int]) -> Mention:
    if name.end - 1 in verbs:
        end = name.end - 1
    elif name.end + 1 in verbs and text[name.end : name.end + 2] in load_words():
        end = name.end + 1
    else:
        return name
    words = text[name.start : end]
    return replace(name, end=end, text=words) if is_name_shape(words) else name
