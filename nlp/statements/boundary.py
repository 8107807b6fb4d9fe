"""Finds where a string of posts ends at a comma because the title of somebody else begins: 甲任局长，局长乙任…"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.mention import MentionKind
from nlp.coreference import BODIES
from nlp.scene import Scene
from nlp.statements.handover import is_handed_on
from nlp.statements.office import OfficeString
from nlp.statements.office_verb import find_verb
from nlp.statements.people import person_behind

_COMMA = re.compile("[，,；;]")
_MARK = re.compile(r"[，,；;。：:！!？?\n]")
_VERB_REACH = 14
_NAME_REACH = 3
"""So far behind the last post a name may stand: 局长（兼）某某."""


def part_strings(scene: Scene, strings: Iterable[OfficeString]) -> Iterator[OfficeString]:
    """Yield the strings, cut at a comma where a verb gives the first posts and a name follows the last."""
    for string in strings:
        cut = _find_cut(scene, string)
        if cut:
            first, rest = string.offices[:cut], string.offices[cut:]
            yield replace(string, offices=first, end=first[-1].post.end)
            yield OfficeString(rest, _begin(scene, first[-1].post.end, rest[0].post.start), string.end)
        else:
            yield string


def _find_cut(scene: Scene, string: OfficeString) -> int:
    """Return the number of posts before the last comma that parts two people's, 0 where there is none."""
    if len(string.offices) < 2 or not (_is_titled(scene, string) or is_handed_on(scene, string)):
        return 0
    first = scene.sentence_at(string.start)[0]
    verb = find_verb(scene, max(first, string.start - _VERB_REACH), string.start)
    if verb is None or not any(scene.within(first, verb.start(), MentionKind.PERSON)):
        return 0
    posts = [office.post for office in string.offices]
    for number in range(len(posts) - 1, 0, -1):
        if _COMMA.search(scene.text, posts[number - 1].end, posts[number].start):
            return number
    return 0


def _is_titled(scene: Scene, string: OfficeString) -> bool:
    """True when somebody's name follows the last post."""
    person = person_behind(scene, string.end, _NAME_REACH)
    return person is not None and not _MARK.search(scene.text, string.end, person.start)


def _begin(scene: Scene, start: int, offset: int) -> int:
    """Return where the first body between two posts begins, the offset where none is named."""
    return next((body.start for body in scene.within(start, offset, *BODIES, MentionKind.POST)), offset)
