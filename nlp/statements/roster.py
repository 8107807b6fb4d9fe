"""Reads lists of names in notices: 组长：张三; 成员：李四（某局）、王五（某局）; 某职考察对象 and the name below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.mention import Mention, MentionKind, Reference, imply, refer
from lexicon.alternation import alternate
from nlp.coreference import bodies_before
from nlp.scene import Scene
from nlp.statements.dating import find_day_of_news
from nlp.statements.incumbent import Holder
from nlp.statements.office import OfficeString
from nlp.statements.party_unit import Office
from nlp.statements.wordlist import load_words

_COLON = re.compile(r"[ \u3000]*[：:]\s*")
_BETWEEN = re.compile(r"(?:\s*[（(][^）)\n]{1,30}[）)])?[\s、，,；;和]*")
_CANDIDATE = re.compile(rf"(?:岗位|职位|职务|一职)?{alternate(load_words('holding', 'candidates'))}(?:为|：|:)?\s*")
_FOUNDED = re.compile(alternate(load_words("holding", "founding")))
_GROUP = re.compile(rf"[一-龥（）“”]{{2,30}}?{alternate(load_words('holding', 'group_names'))}")
_FOUNDING = re.compile(alternate(load_words("holding", "before_group")))
_SHORTEST_GROUP = 4
_BARE = ("委员会", "常务委员会", "常委会", "理事会", "主席团", "领导小组", "工作组")
"""Words that name no group of their own: what elects one (政协某县第十届委员会) is named before."""
_GROUP_ENDINGS = load_words("holding", "group_endings")


def find_rosters(scene: Scene, end: int, strings: Sequence[OfficeString]) -> Iterator[tuple[OfficeString, Holder]]:
    """Yield the posts that a notice lists with the names behind the colon or on the lines below.

    The body of such a post is the group that the notice founds; what stands in brackets behind a name is where
    the person comes from, not the office.
    """
    for place, string in enumerate(strings):
        limit = strings[place + 1].start if place + 1 < len(strings) else end
        listed = _read_list(scene, string, limit)
        if listed is not None:
            yield listed


def _read_list(scene: Scene, string: OfficeString, limit: int) -> tuple[OfficeString, Holder] | None:
    text = scene.text
    candidate = _CANDIDATE.match(text, string.end)
    mark = candidate or _COLON.match(text, string.end)
    if mark is None:
        return None
    people = _read_names(scene, mark.end(), limit)
    if not people:
        return None
    if candidate is not None:
        return string, Holder(people, "proposed", "holding-roster", string.start)
    if string.offices[0].body is not None and string.offices[0].body.start >= string.start:
        return string, Holder(people, "current", "holding-roster", string.start)
    group = _find_group(scene, string.start)
    founded = _FOUNDED.search(text, scene.article.start, string.start) is not None
    status = "appointed" if group is not None and founded else "current"
    day = find_day_of_news(scene, scene.sentence_at(string.start)[0], string.start) if status == "appointed" else ""
    offices = tuple(_with_body(office, group) for office in string.offices)
    return (
        OfficeString(offices, string.start, string.end),
        Holder(people, status, "holding-roster", string.start, day),
    )


def _read_names(scene: Scene, begin: int, limit: int) -> tuple[Mention, ...]:
    """Return the names of the list that starts at the offset: blanks, commas, brackets and line ends between."""
    people: list[Mention] = []
    position = begin
    for person in scene.within(begin, limit, MentionKind.PERSON):
        gap = _BETWEEN.match(scene.text, position, person.start)
        if person.start != position and (gap is None or gap.end() != person.start):
            break
        people.append(person)
        position = person.end
    return tuple(people)


def _find_group(scene: Scene, offset: int) -> Reference | None:
    """Return the group that the notice founds: the fullest of the names given before the list."""
    start = scene.article.start
    named = next(
        (
            body
            for body in bodies_before(scene, offset)
            if body.kind is MentionKind.ORG and body.name.endswith(_GROUP_ENDINGS) and body.name not in _BARE
        ),
        None,
    )
    if named is not None:
        return refer(named)
    names = {_FOUNDING.split(found.group())[-1] for found in _GROUP.finditer(scene.text, start, offset)}
    chosen = max(sorted(names), key=len, default="")
    return imply(chosen) if len(chosen) > _SHORTEST_GROUP else None


def _with_body(office: Office, group: Reference | None) -> Office:
    return replace(office, body=group) if group is not None else office
