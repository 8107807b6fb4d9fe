"""Reads what a sentence says of the other one in a change of hands: whom somebody follows, who follows, who leaves.

甲接替乙任局长 ends the term of 乙; 甲不再担任局长，由乙接任 opens that of 乙; 甲任局长，乙不再担任该职务 ends his.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind
from domain.partial_date import find_partial_date
from nlp.scene import Scene
from nlp.statements.incumbent import Holder
from nlp.statements.office import OfficeString
from nlp.statements.people import find_replaced, is_filler
from nlp.statements.reality import Reality, read_reality
from nlp.statements.when import read_when

_ACTS = ("holding-verb", "holding-notice", "holding-career", "holding-apposition")
_FOLLOWS = re.compile(r"(?:等?职务|一职)?[”\"]?[，,；;](?:(?:其|该|此|这一)?(?:职务|职)?(?:改|现)?由)?(?P<lead>原?)")
_TAKES = re.compile(r"(?:同志)?(?:接任|继任|接替|接棒)(?:其?(?:职务|一职)|该职(?:务)?|这一职务)?(?=[，,。；;！!\n]|$)")
_LEAVES = re.compile(
    r"(?:等?职务|一职)?[”\"]?[，,；;。](?P<lead>[^，,。；;\n]{0,16}?[，,]?)"
    r"(?:因[^，。；;\n]{2,12}[，,]?)?(?:(?:不再担任|卸任|辞去|被免去)了?(?:该|此|这一|上述)项?(?:职务?|职位|岗位)"
    r"|(?P<bare>不再担任|卸任|(?:届满|任满)?离任|去职|离职|辞职|退休)(?=[，,。；;！!\n]|$))"
)
_SMALL = re.compile(r"(?:[至到]?|已|后|又|并|于|在|起|正式|[，,\s]){0,4}")
_NOT_YET = re.compile(r"[拟将未若如或]|可能|有望|申请|提出|要求|希望")
_REPLACES = re.compile(
    r"(?:一职|职务)?[，,](?:以|来)?(?:接替|取代|接棒)(?P<left>[^，。；：、\n]{1,10}的)?(?:(?:前|原|现)任?)?"
)
_OF_NAMED = re.compile(r"(?:同志)?(?:原任|所任|原担任|担任|兼任)?的$")
_TITLED = 40


def find_others(scene: Scene, string: OfficeString, holder: Holder) -> Iterator[Holder]:
    """Yield who else gets or leaves the posts that the sentence gives to, or takes from, the holder."""
    if holder.rule not in _ACTS or not holder.people:
        return
    if holder.status == "appointed":
        yield from _read_replaced(scene, string, holder)
    if holder.status in ("appointed", "former", "current"):
        yield from _read_leaving(scene, string, holder)
    if holder.status in ("removed", "former") and (holder.until or holder.status == "removed"):
        yield from _read_follower(scene, string, holder)


def _read_replaced(scene: Scene, string: OfficeString, holder: Holder) -> Iterator[Holder]:
    """Read 某某接替某某任局长 and 某某的局长职务由某某接任; 接替退休的某某 leaves open on which day that one left."""
    day = holder.since or _day_of(scene)
    for person in scene.within(holder.people[-1].end, string.start, MentionKind.PERSON):
        found = find_replaced(scene, holder.people[-1].end, person)
        if found is not None:
            until = "" if found["left"] else day
            yield Holder((person,), "former", "holding-verb", holder.people[0].start, until=until, closed=True)
    behind = _REPLACES.match(scene.text, string.end)
    left = _find_named(scene, behind.end()) if behind else None
    if behind is not None and left is not None:
        until = "" if behind["left"] else day
        yield Holder((left,), "former", "holding-verb", string.start, until=until, closed=True, end=left.end)
    if holder.people[0].start >= string.end:
        owner = next((p for p in scene.within(max(0, string.start - 12), string.start, MentionKind.PERSON)), None)
        if owner is not None and _OF_NAMED.fullmatch(scene.text, owner.end, string.start):
            yield Holder((owner,), "former", "holding-verb", owner.start, until=day, closed=True)


def _read_follower(scene: Scene, string: OfficeString, holder: Holder) -> Iterator[Holder]:
    """Read 某某不再担任局长，由某某接任: no post stands behind the verb, it is the one before."""
    link = _FOLLOWS.match(scene.text, string.end)
    person = _find_named(scene, link.end()) if link else None
    takes = _TAKES.match(scene.text, person.end) if person is not None else None
    if takes is None or read_reality(scene, takes.end(), takes.end()) is not Reality.FACT:
        return
    if person is not None and person.text != holder.people[0].text:
        since = holder.until or _day_of(scene)
        yield Holder((person,), "appointed", "holding-verb", string.start, since, end=takes.end())


def _find_named(scene: Scene, offset: int) -> Mention | None:
    """Return the person at the offset, or behind the titles that stand there."""
    person = next(scene.within(offset, offset + _TITLED, MentionKind.PERSON), None)
    return person if person is not None and (person.start == offset or is_filler(scene, offset, person.start)) else None


def _read_leaving(scene: Scene, string: OfficeString, holder: Holder) -> Iterator[Holder]:
    """Read 某某不再担任该职务 behind a post given to another, and 2023年6月卸任这一职务 of the holder's own."""
    left = _LEAVES.match(scene.text, string.end)
    if left is None:
        return
    start = left.start("lead")
    named = list(scene.within(start, left.end(), MentionKind.PERSON))
    date = next(scene.within(start, left.end(), MentionKind.DATE), None)
    if named:
        is_told = is_filler(scene, start, named[0].start) and left["bare"] in (None, "不再担任")
    else:
        is_told = date is not None and _is_own(scene.text, start, date, left.end("lead"))
    begin = named[-1].end if named else start
    if (
        not is_told
        or _NOT_YET.search(scene.text, begin, left.end("lead"))
        or read_reality(scene, left.end(), left.end()) is not Reality.FACT
    ):
        return
    until = read_when(scene, date).start if date is not None else ""
    people = tuple(named[:1]) or holder.people
    until = until or holder.since or _day_of(scene)
    yield Holder(people, "removed", "holding-verb", string.start, until=until, end=left.end())


def _is_own(text: str, start: int, date: Mention, end: int) -> bool:
    """True when nothing but a day and small words stands before the verb: whoever held the post left it then."""
    return _SMALL.fullmatch(text, start, date.start) is not None and _SMALL.fullmatch(text, date.end, end) is not None


def _day_of(scene: Scene) -> str:
    """Return the day on which the document came out, "" when nobody says."""
    published = find_partial_date(scene.published)
    return str(published) if published else ""
