"""Leads 他, 她 and 杨书记 back to the person whom the article named before, or leaves them open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from domain.mention import Mention, MentionKind
from lexicon.alternation import alternate
from nlp.coreference import places_before
from nlp.salience import Candidate, find_rivals
from nlp.scene import Scene
from nlp.statements.wordlist import load_words

_PEOPLE = (MentionKind.PERSON, MentionKind.PERSON_ANON)
_WOMEN = re.compile(alternate(load_words("people", "women")) + "$")
_MEN = re.compile(alternate(load_words("people", "men")) + "$")
_SEX = re.compile(r"[（(，,](?P<sex>[男女])[，,）)]")
_MEMBER = re.compile(alternate(load_words("membership", "members")) + "$")
_SAID_WITHIN = 24
_OFFICES = frozenset(load_words("people", "office_titles"))


def find_person_before(scene: Scene, offset: int, pronoun: str = "") -> Mention | None:
    """Return whom the text at the offset goes on about, of the pronoun's sex where the text shows it; None if open."""
    return _find(scene, offset, lambda person: not _is_other_sex(scene, person, pronoun), _PEOPLE)


def find_titled_before(scene: Scene, offset: int, surname: str, title: str) -> Mention | None:
    """Return the person of the surname whom 杨书记 means: who was named with such a post comes first.

    Somebody whom the text calls a villager or a guest is no 书记, and two who can be meant leave it open.
    """
    people = [
        person
        for person in scene.within(scene.article.start, offset, MentionKind.PERSON)
        if person.text.startswith(surname)
    ]
    holders = {person.text: person for person in people if _holds(scene, person, title)}
    if title in _OFFICES and not holders:
        holders = {person.text: person for person in people}
        holders = {} if any(_is_member(scene, person) for person in people) else holders
    found = holders or ({} if title in _OFFICES else {person.text: person for person in people})
    return next(iter(found.values())) if len(found) == 1 else None


def find_holder_before(scene: Scene, offset: int, title: str) -> Mention | None:
    """Return the last person before the offset who was named with such a post."""
    people = reversed(list(scene.within(scene.article.start, offset, MentionKind.PERSON)))
    return next((person for person in people if _holds(scene, person, title)), None)


def _find(scene: Scene, offset: int, fits: Callable[[Mention], bool], kinds: tuple[MentionKind, ...]) -> Mention | None:
    rivals = find_rivals(
        scene.text, scene.mentions, _iter_fitting(scene, offset, fits, kinds), offset, scene.article.start
    )
    return scene.mentions[rivals[0].place] if len(rivals) == 1 else None


def _iter_fitting(
    scene: Scene, offset: int, fits: Callable[[Mention], bool], kinds: tuple[MentionKind, ...]
) -> Iterator[Candidate]:
    for place in places_before(scene, offset):
        mention = scene.mentions[place]
        if mention.kind in kinds and fits(mention):
            yield Candidate(place, mention.text)


def _is_other_sex(scene: Scene, person: Mention, pronoun: str) -> bool:
    if pronoun not in ("他", "她"):
        return False
    told = _SEX.match(scene.text, person.end)
    if told is not None:
        return (told["sex"] == "女") != (pronoun == "她")
    if person.kind is MentionKind.PERSON:
        return False
    return (_MEN if pronoun == "她" else _WOMEN).search(person.text) is not None


def _holds(scene: Scene, person: Mention, title: str) -> bool:
    """True when a post that ends in the title touches the name, or 是 or 任 joins the two in the sentence."""
    end = scene.sentence_at(person.start)[1]
    for post in scene.within(max(0, person.start - 16), end, MentionKind.POST):
        if not post.text.endswith(title):
            continue
        if post.end == person.start or (post.start >= person.end and _is_said(scene, person, post)):
            return True
    return False


def _is_said(scene: Scene, person: Mention, post: Mention) -> bool:
    """True when nobody else stands between the name and the post, or right behind the post."""
    behind = scene.within(post.end, post.end + 8, MentionKind.PERSON)
    others = [*scene.within(person.end, post.start, MentionKind.PERSON), *(p for p in behind if p.start == post.end)]
    return post.start - person.end <= _SAID_WITHIN and not others


def _is_member(scene: Scene, person: Mention) -> bool:
    return _MEMBER.search(scene.text, max(0, person.start - 6), person.start) is not None
