"""Reads a post that a sentence hands on beside it: 局长由某某接任, 其局长职务同时免去, 由某某代理局长."""

from __future__ import annotations

import re

from domain.mention import Mention, MentionKind
from nlp.scene import Scene
from nlp.statements.dating import find_day_of_news
from nlp.statements.incumbent import Holder
from nlp.statements.office import OfficeString
from nlp.statements.people import is_filler, person_before, person_behind
from nlp.statements.when import read_when

CLAUSES = 60
"""So far before a post the words of its clauses may stand that speak of it."""
_TITLED = 40
"""So long the titles before the name of whom a post is given to may be."""
_NAME_REACH = 4
_BY = re.compile(r"(?:一职|职务)?(?P<plan>拟|将)?由")
_BY_VERB = re.compile(r"(?:同志)?(?:兼任|担任|(?P<takes>接任|出任|接替|代理)|暂时?代|主持)")
_GIVEN_TO = re.compile(r"(?:(?<=[，,并])|决定|同意)(?:由其(?:暂时?)?|(?:任命|聘任|选举|推选)?其(?:担?任|为))$")
_OF_WHOM = re.compile(
    r"(?:(?<=[，,；;。])其(?:原任|所任|担任的|兼任的)?的?|(?:(?<=[，,；;。])|同志)?(?:原任|所任|原担任|担任|兼任)的?)$"
)
_OF_NAMED = re.compile(r"(?:同志)?(?:原任|所任|原担任|担任|兼任)?的?$")
_TAKEN_BEHIND = re.compile(
    r"(?:等?职务)?(?:(?:自|从|于)[^，。；\n]{2,12}?起?|因[^，。；\n]{2,14}?)?"
    r"(?:同时|一并|相应|自然|自行|随之|也|均)*(?:予以|被)?(?:免去|免除|解除|撤销|终止)"
)
"""The words around a post that 其 of the sentence gets, and those around one that is taken from somebody."""
_TO_ACT = re.compile(r"(?:由|决定)[^，。；\n]{0,30}$")
_ACTING = "代"


def is_handed_on(scene: Scene, string: OfficeString) -> bool:
    """True when the words behind a post give it to somebody named behind: …，局长职务由…"""
    return _BY.match(scene.text, string.end) is not None


def read_handed_on(scene: Scene, string: OfficeString) -> Holder | None:
    """Read 局长由某某接任 as news, and 组长由某某担任."""
    by = _BY.match(scene.text, string.end)
    person = _find_given(scene, by.end()) if by else None
    verb = _BY_VERB.match(scene.text, person.end) if person else None
    if by is None or person is None or verb is None:
        return None
    if by["plan"] or verb["takes"] is None:
        return Holder((person,), "proposed" if by["plan"] else "current", "holding-verb", string.start)
    since = find_day_of_news(scene, scene.sentence_at(string.start)[0], string.start)
    return Holder((person,), "appointed", "holding-verb", string.start, since, end=verb.end())


def _find_given(scene: Scene, offset: int) -> Mention | None:
    """Return the person at the offset, or behind the titles that stand there: 由｜副院长某某｜接任."""
    person = person_behind(scene, offset, 0) or next(scene.within(offset, offset + _TITLED, MentionKind.PERSON), None)
    if person is None:
        return None
    titles = list(scene.within(offset, person.start, MentionKind.POST))
    begin = offset + scene.text.startswith("原", offset)
    titled = bool(titles) and titles[-1].end == person.start and is_filler(scene, begin, person.start)
    return person if person.start == offset or titled else None


def read_given_to(
    scene: Scene, start: int, string: OfficeString, previous: tuple[OfficeString, Holder] | None
) -> Holder | None:
    """Read the post that 其 of the sentence gets, of whom it gave another: 决定由其代理县长."""
    given = _GIVEN_TO.search(scene.text, max(start, string.start - CLAUSES), string.start)
    if given is None or previous is None or previous[0].start < start:
        return None
    since = find_day_of_news(scene, start, string.start)
    return Holder(previous[1].people, "appointed", "holding-notice", given.start(), since)


def read_taken(
    scene: Scene, start: int, string: OfficeString, previous: tuple[OfficeString, Holder] | None
) -> Holder | None:
    """Read 其局长职务同时免去, 原任局长职务自然免除 and 某某兼任的局长职务予以免去."""
    taken = _TAKEN_BEHIND.match(scene.text, string.end)
    if taken is None:
        return None
    named = person_before(scene, string.start, max(start, string.start - _NAME_REACH - 6))
    people: tuple[Mention, ...] = ()
    begin = string.start
    if named is not None and _OF_NAMED.fullmatch(scene.text, named.end, string.start):
        people, begin = (named,), named.start
    elif previous is not None and previous[0].start >= start and _OF_WHOM.search(scene.text, start, string.start):
        people = previous[1].people
    if not people:
        return None
    date = next(scene.within(string.end, taken.end(), MentionKind.DATE), None)
    until = read_when(scene, date).start if date is not None else find_day_of_news(scene, start, string.start)
    return Holder(
        people, "removed", "holding-notice", begin, until=until,
        end=taken.end(),
        nature="concurrent" if scene.text.endswith(("兼任的", "兼任"), 0, string.start) else "",
    )  # fmt: skip


def read_acting(scene: Scene, start: int, string: OfficeString, person: Mention) -> Holder | None:
    """Read 由副会长某某｜代理会长: the tagger keeps the verb in the title behind the name."""
    post = string.offices[0].post
    if not post.text.startswith(_ACTING) or not _TO_ACT.search(scene.text, start, person.start):
        return None
    since = find_day_of_news(scene, start, person.start)
    return Holder((person,), "appointed", "holding-notice", person.start, since, nature="acting")
