"""Tells the news of an act from a description where the verb alone leaves it open: 某某兼任某职, 某某当选某职."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.mention import Mention, MentionKind
from nlp.scene import Scene
from nlp.statements.incumbent import Holder
from nlp.statements.office import OfficeString
from nlp.statements.people import is_filler

_HEADING = 4
"""So many characters may stand before the name that opens a sentence: 日前，"""
_DIRECT = re.compile(r"(?:同志)?(?:被|已|正式|全票|高票|成功|再次)?")
_CLOSES = re.compile(r"(?:等?职务|一职)?[”\"]?\s*(?:[，,。；;！!]|$)")
_MARKS = '职务。；！;!\n ”"'
_OTHERWISE = re.compile(r"此前|之前|早先|原先|已经?|仍|一直|继续|依然|依旧|次[月年]|翌年|随后|后来|此后|之后")
"""Words by which a verb goes back behind the act, or on from before it."""
_ACTS = ("holding-verb", "holding-notice")


def joins_act(
    scene: Scene, start: int, offset: int, people: Sequence[Mention], previous: tuple[OfficeString, Holder] | None
) -> bool:
    """True when the verb at the offset goes on with an act of the same person in its sentence: 不再任甲，任乙.

    A day of its own between them makes it another line of a career.
    """
    if previous is None or previous[0].start < start or previous[0].end > offset:
        return False
    before, holder = previous
    is_act = holder.rule in _ACTS and holder.status in ("appointed", "removed") and not holder.closed
    if _OTHERWISE.search(scene.text, before.end, offset):
        return False
    same = [one.text for one in holder.people] == [one.text for one in people]
    return is_act and same and not any(scene.within(before.end, offset, MentionKind.DATE))


def is_whole(scene: Scene, people: Sequence[Mention], string: OfficeString) -> bool:
    """True when the sentence says this and nothing more: 某某当选为某县县长。"""
    last = scene.sentence_at(string.start)[1]
    return _opens(scene, people, string) and not scene.text[string.end : last].strip(_MARKS)


def is_sole(scene: Scene, people: Sequence[Mention], string: OfficeString, verb: int) -> bool:
    """True when the article is the one sentence that opens with the person and the verb: then this is its news."""
    first, last = scene.sentence_at(string.start)
    around = scene.text[scene.article.start : first] + scene.text[last : scene.article.end]
    if around.strip() or not _CLOSES.match(scene.text, string.end):
        return False
    return _opens(scene, people, string) and _DIRECT.fullmatch(scene.text, people[-1].end, verb) is not None


def _opens(scene: Scene, people: Sequence[Mention], string: OfficeString) -> bool:
    """True when the sentence opens with the person, or with the title right before the name."""
    first = scene.sentence_at(string.start)[0]
    titles = [post for post in scene.within(first, people[0].start, MentionKind.POST) if post.end == people[0].start]
    is_near = people[0].start - first <= _HEADING
    return is_near or (bool(titles) and is_filler(scene, first, people[0].start))
