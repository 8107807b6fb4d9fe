"""Tells from the words around a verb or title that somebody was sent, was given a post by a decision, or leaves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.mention import Mention
from lexicon.alternation import alternate
from lexicon.posts import is_part_time
from nlp.scene import Scene
from nlp.statements.office import OfficeString
from nlp.statements.people import is_filler
from nlp.statements.wordlist import load_words

_DECISION = re.compile(r"(?:决定|批准|同意|宣布)[了：:，,]{0,2}(?:由)?")
_SENT = re.compile(
    r"(?:同志|已|于|近日|日前|昨日|昨天|今天|今日|正式|又|从[^，。；]{2,20}|结束[^，。；]{2,10}[，,]|[，,]){0,3}"
    r"(?:交流|选派|下派|派|调|转|平调)?(?:到|至|回|赴|往|离|离开|回到|调回|返回)[^，。；到赴]{2,30}(?:报到|上任|赴任)?[，,]?"
)
_SENT_BEFORE = re.compile(r"后|毕业|退伍|转业|以来|期间|当时|那年|时[，,]|的(?:时候|日子)|曾")
_NOT_RETIRED = re.compile(rf"后|{alternate(load_words('life_end', 'not_retired'))}")
_SUCCEEDS = re.compile(r"(?:同志)?(?:已|于[^，。；]{2,12})?(?:接替|接棒|接过)[^，。；]{2,24}[，,]?")
_COUNTED_OUT = re.compile(r"已经?(?!于)[^于\d年月]*$")


def is_sent(scene: Scene, begin: int, offset: int, behind: int) -> bool:
    """True when the words before the verb bring the person to a new place: 交流到某局任, 到某县报到，任.

    What the sentence goes on from (毕业后到某校任教导主任, …任村主任以来) lies before its news.
    """
    if begin > offset or not _SENT.fullmatch(scene.text, begin, offset):
        return False
    return not _SENT_BEFORE.search(scene.text, begin, scene.sentence_at(behind - 1)[1])


def succeeds(scene: Scene, begin: int, offset: int) -> bool:
    """True when the words before the verb say whom the person follows: 接替退休的某某，任."""
    return begin <= offset and _SUCCEEDS.fullmatch(scene.text, begin, offset) is not None


def is_decided(scene: Scene, start: int, people: Sequence[Mention], lead: re.Match[str]) -> bool:
    """True when a decision opens the sentence and only titles and names part it from the verb: 研究决定，某某兼任."""
    decided = list(_DECISION.finditer(scene.text, start, people[0].start))
    if not decided or people[-1].end > lead.start():
        return False
    return is_filler(scene, decided[-1].end(), people[0].start) and is_filler(scene, people[-1].end, lead.start())


def leaves_all(scene: Scene, string: OfficeString, left: re.Match[str]) -> bool:
    """True for a verb that leaves all posts of the title; one that is long ago or leaves some is told elsewhere.

    A retirement ends no seat (人大代表) and no post held beside another; life_end.py states it as such.
    """
    if not left["verb"].endswith("退休"):
        return True
    if _NOT_RETIRED.match(scene.text, left.end()) or _COUNTED_OUT.search(left.group()):
        return False
    return not any(is_part_time(o.post.text) or o.nature == "concurrent" for o in string.offices)
