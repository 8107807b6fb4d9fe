"""Finds the people beside a string of posts: who stands before or behind, joined by 、, or is the subject."""

from __future__ import annotations

import re
from bisect import bisect_left

from domain.mention import Mention, MentionKind
from lexicon.alternation import alternate
from nlp.coreference import BODIES
from nlp.scene import Scene
from nlp.statements.pronoun import find_person_before
from nlp.statements.wordlist import load_words

_JOIN = re.compile(r"(?:同志|[（(][^）)\n]{1,12}[）)])?\s?(?:[、和及与]|以及|\s)\s?")
_FILLER = re.compile(
    rf"(?:{alternate(load_words('holding', 'fillers'))}|[（(][^）)\n]{{1,12}}[）)]|等?[\d一二三四五六七八九十]+[人名位]"
    r"|等人?|[，,\s、：:（）()]|\d+票)*"
)
_REPLACED = re.compile(r"(?:接替|接棒|取代|继任)(?P<left>[^，。；：、\n]{1,10}的)?(?:(?:前|原|现)任?)?")
"""Before the name of whom somebody follows: 接替某某, 接替调离的某某, 接替前任县长某某."""
_LONGEST_REPLACED = 36
_RANK = 3
"""So long a rank before that name may be that no list has: 接替大将某某."""
_OPENING = 12
_PRONOUN = re.compile(r"(?:[^，。\n他她]{0,12}[，,])?(?P<pronoun>[他她])(?!们)")


def find_subject(scene: Scene, start: int, offset: int, strong: bool) -> tuple[tuple[Mention, ...], bool] | None:
    """Return the people the verb at the offset is about, and whether they stand near it."""
    named = list(scene.within(start, offset, MentionKind.PERSON))
    if named and _is_agent(scene, start, named[-1], offset):
        named.pop()
        if not named:
            return None
    inside = [person for person in named if find_replaced(scene, start, person) is None]
    if inside and scene.text[offset - 1] in "，," and inside[0].start - start <= _OPENING:
        # A verb that opens its clause goes on with the subject that opens the sentence.
        near = inside[0] is inside[-1] and is_filler(scene, inside[-1].end, offset)
        return (inside[0],), near
    if inside:
        last = inside[-1]
        near = is_filler(scene, last.end, offset)
        return (collect_back(scene, last, start) if near else (last,)), near
    pronoun = _PRONOUN.match(scene.text, start, offset)
    if pronoun is not None:
        before = find_person_before(scene, start, pronoun["pronoun"])
        strong = True
    else:
        before = person_before(scene, start, scene.article.start)
    if before is not None and before.kind is MentionKind.PERSON and (strong or is_filler(scene, start, offset)):
        return (before,), False
    return None


def _is_agent(scene: Scene, start: int, person: Mention, offset: int) -> bool:
    """True for the one who gives the post: 某某被总统某某｜任命为总理."""
    passive = scene.text.rfind("被", start, person.start)
    return passive >= start and person.end == offset and is_filler(scene, passive + 1, person.start)


def find_replaced(scene: Scene, start: int, person: Mention) -> re.Match[str] | None:
    """Return the words by which somebody follows the person, None where nobody is said to."""
    floor = max(start, person.start - _LONGEST_REPLACED)
    for found in reversed(list(_REPLACED.finditer(scene.text, floor, person.start))):
        gap = scene.text[found.end() : person.start]
        is_titled = is_filler(scene, found.end(), person.start) or len(gap) <= _RANK
        if not set(gap) & set("，,、：；后由的") and is_titled:
            return found
    return None


def is_filler(scene: Scene, start: int, offset: int) -> bool:
    """True when only names, dates, bodies, posts and small words stand in the stretch."""
    position = start
    for mention in scene.within(start, offset, MentionKind.PERSON, MentionKind.DATE, MentionKind.POST, *BODIES):
        if not _FILLER.fullmatch(scene.text, position, mention.start):
            return False
        position = mention.end
    return _FILLER.fullmatch(scene.text, position, offset) is not None


def collect(scene: Scene, first: Mention) -> tuple[Mention, ...]:
    """Return the person and those joined to it by 、 who have no title of their own."""
    people = [first]
    while True:
        link = _JOIN.match(scene.text, people[-1].end)
        following = person_at(scene, link.end()) if link and "\n" not in link.group() else None
        if following is None or (link is not None and not link.group().strip()):
            return tuple(people)
        people.append(following)


def collect_back(scene: Scene, last: Mention, start: int) -> tuple[Mention, ...]:
    """Return the person and those before it that 、 joins to it."""
    people = [last]
    for person in reversed(list(scene.within(start, last.start, MentionKind.PERSON))):
        if not _JOIN.fullmatch(scene.text, person.end, people[0].start):
            break
        people.insert(0, person)
    return tuple(people)


def person_at(scene: Scene, offset: int) -> Mention | None:
    """Return the person whose name begins at the offset."""
    person = next(scene.within(offset, offset + 24, MentionKind.PERSON), None)
    return person if person is not None and person.start == offset else None


def person_behind(scene: Scene, offset: int, reach: int) -> Mention | None:
    """Return the person whose name begins within reach behind the offset."""
    return next((p for p in scene.within(offset, offset + 24, MentionKind.PERSON) if p.start <= offset + reach), None)


def person_before(scene: Scene, offset: int, floor: int) -> Mention | None:
    """Return the person named last between floor and offset."""
    for place in range(bisect_left(scene.mentions, offset, key=lambda mention: mention.start) - 1, -1, -1):
        mention = scene.mentions[place]
        if mention.start < floor:
            return None
        if mention.kind is MentionKind.PERSON and mention.end <= offset:
            return mention
    return None
