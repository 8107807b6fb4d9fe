"""Finds the verb that gives, holds or takes the post behind it (任, 当选, 免去), and what it says of the holding."""

from __future__ import annotations

import re

from domain.mention import MentionKind
from lexicon.alternation import alternate
from nlp.scene import Scene
from nlp.statements.wordlist import load_groups, load_words

_VERBS = load_groups("holding", "verbs")
_FRAMES = load_groups("holding", "frames")
STATUS_OF_VERB = dict(_VERBS)
STATUS_OF_FRAME = {**dict(_FRAMES), "拟任": "proposed"}
_GENERIC = alternate(load_words("holding", "generic_bodies"))
_ORDINAL = r"(?:新一[届任]|第?[一二三四五六七八九十百\d]+[届任]|首[届任位]|新|该|本|中共|[“\"])"
_VERB = re.compile(
    rf"(?P<verb>{alternate(word for word, _ in _VERBS)}|(?P<as>为))(?:了|过)?"
    rf"(?:{_ORDINAL}|{_GENERIC}|一[名位个]|\s)*[“\"]?$"
)
_FAR_ENDS = ("任", "为", "职", "选")
# A body that nobody read whole stands between the verb and the post: 历任某部某地某队队长.
_FAR_VERB = re.compile(
    rf"(?P<verb>{alternate(word for word, _ in _VERBS if len(word) > 1 and word.endswith(_FAR_ENDS))})(?!命)(?:了|过)?"
    r"[一-龥（）“”《》·\d]{2,24}$"
)
# 拟任 is a frame only right before the name: 拟任某某为局长; else the post follows it.
_FRAME = re.compile(rf"{alternate(word for word, _ in _FRAMES)}|拟任$")
_NOTICE_REACH = 400
_FAR_REACH = 36
_LONGEST_NAME = 24


def find_verb(scene: Scene, start: int, offset: int) -> re.Match[str] | None:
    """Return the verb that stands right before the post at the offset, but for 新一届, 该 or 社区.

    The last character of a name is no part of a verb: 任命某青原｜为.
    """
    found = _VERB.search(scene.text, start, offset)
    if found is None:
        return None
    people = scene.within(max(0, found.start() - _LONGEST_NAME), offset, MentionKind.PERSON)
    inside = next((person.end for person in people if person.start < found.start() < person.end), None)
    return found if inside is None else _VERB.search(scene.text, inside, offset)


def find_far_verb(scene: Scene, start: int, offset: int) -> re.Match[str] | None:
    """Return the nearest verb of office before unread words that lead up to the post, with nobody named between."""
    floor = max(start, offset - _FAR_REACH)
    lead = None
    while (found := _FAR_VERB.search(scene.text, floor, offset)) is not None:
        lead, floor = found, found.end("verb")
    if lead is None or any(scene.within(lead.end("verb"), offset, MentionKind.PERSON, MentionKind.POST)):
        return None
    return lead


def find_frame(scene: Scene, floor: int, offset: int) -> re.Match[str] | None:
    """Return the nearest verb of appointing or removing before the names, on the line or as head of the list."""
    found = list(_FRAME.finditer(scene.text, max(floor, offset - _NOTICE_REACH), offset))
    return found[-1] if found else None
