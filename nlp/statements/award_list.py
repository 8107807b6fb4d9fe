"""Reads honours whose recipients stand behind them in a list: 一等奖：甲、乙 and 获得三等奖，分别是甲、乙."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.mention import Mention, MentionKind, refer
from domain.statement import Argument, Value
from lexicon.alternation import alternate
from lexicon.awards import received_verbs
from nlp.scene import Scene
from nlp.statements.subject import BODIES, PEOPLE, find_chain_ends
from nlp.statements.wordlist import load_words

STOP = re.compile(r"[。！？!?；;\n]")
RECEIVED = re.compile(alternate(received_verbs()))
THING = re.compile(alternate(load_words("award", "things")) + "$")
COUNTABLE = re.compile(r"[户人名位个家支项件处所篇部组对]$")
_HEADING = re.compile(
    r"[”’]?(?:获得者|获奖者|名单)?(?:（[^（）]{1,12}）)?(?:(?P<colon>[：:])|(?P<line>\s*\n)|(?=[一-龥]))"
)
_NUMBERED = re.compile(
    r"(?:^|[\n\s。！])(?:[（(]?[一二三四五六七八九十]+[）)、．.]|\d+[、．.])?[“‘\s]*$"
    r"|[一二三四五六七八九十]、$"
)
_FOLLOWING = re.compile(r"[”’]?(?:称号)?(?:(?:[，,：:]|的)?分别(?:是|为)|(?:[，,：:]|的)?(?P<one>花落|由))")
_GROUP_RECEIVED = re.compile(r"[一-龥]{0,8}?" + alternate(received_verbs()) + "[了“‘]*")
_LIST_STOP = re.compile(r"[。！？!?；;]")
_LIST_LIMIT = 600
_LINE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who received the honour, by which rule, from where the words reach, and who gave it."""

    recipients: tuple[Argument, ...]
    rule: str
    confidence: float
    start: int
    end: int
    giver: Mention | None = None


def read_heading(scene: Scene, award: Mention) -> Receipt | None:
    """Read a list under a heading or after a colon: 一等奖：甲、乙; the list ends at a stop or the next honour."""
    heading = _HEADING.match(scene.text, award.end)
    before = scene.text[max(0, award.start - 6) : award.start]
    if heading is None or not (heading["colon"] or _NUMBERED.search(before)):
        return None
    begin = heading.end()
    following = next((m for m in scene.within(begin, scene.article.end, MentionKind.AWARD)), None)
    edge = following.start if following else min(scene.article.end, begin + _LIST_LIMIT)
    if heading["colon"]:
        edge = _find_list_end(scene, begin, edge)
    people = [refer(person) for person in scene.within(begin, edge, *PEOPLE)]
    # In a list without marks one organisation touches the next; only divisions in front of a name are dropped.
    ends = {body.start for body in find_chain_ends(scene, begin, edge)}
    bodies = [body for body in scene.within(begin, edge, *BODIES) if body.kind is MentionKind.ORG or body.start in ends]
    recipients = tuple(people) or tuple(refer(body) for body in bodies if not _is_thing_head(scene, body, edge))
    if not recipients:
        return None
    return Receipt(recipients, "award-list", 0.65, award.start, max(recipient.end for recipient in recipients))


def _is_thing_head(scene: Scene, body: Mention, edge: int) -> bool:
    """True when the body only says whose project the item is: 某医院健康义诊项目."""
    item = re.match(r"[^\s、，；]{2,40}?" + THING.pattern.removesuffix("$"), scene.text[body.end : edge])
    return item is not None and not any(scene.within(body.end, body.end + item.end(), *BODIES))


def _find_list_end(scene: Scene, start: int, end: int) -> int:
    """Return where a list ends: at a stop, or before a line that is long or names nobody."""
    stop = _LIST_STOP.search(scene.text, start, end)
    end = stop.start() if stop else end
    line = scene.text.find("\n", start, end)
    while line >= 0:
        following = scene.text.find("\n", line + 1, end)
        finish = following if following >= 0 else end
        words = scene.text[line:finish].strip()
        if len(words) > _LINE_LIMIT or (words and not any(scene.within(line, finish, *PEOPLE, *BODIES))):
            return line
        line = following
    return end


def read_following(scene: Scene, award: Mention) -> Receipt | None:
    """Read 获得三等奖，分别是甲、乙 and 一等奖花落甲: who received it stands behind, up to the end of the sentence."""
    opened = _FOLLOWING.match(scene.text, award.end)
    if opened is None:
        return None
    following = next((m.start for m in scene.within(opened.end(), scene.article.end, MentionKind.AWARD)), None)
    stop = STOP.search(scene.text, opened.end(), scene.article.end)
    edge = min(stop.start() if stop else scene.article.end, following or scene.article.end)
    if RECEIVED.search(scene.text, opened.end(), edge):
        return None
    people = list(scene.within(opened.end(), edge, *PEOPLE))
    bodies = find_chain_ends(scene, opened.end(), edge)
    found = people if len(people) >= len(bodies) else bodies
    if opened["one"]:
        found = found[:1]
    if not found:
        return None
    named = tuple(refer(one) for one in found)
    group = None if opened["one"] else _find_group_before(scene, award)
    begin = group.start if group else award.start
    return Receipt((group, *named) if group else named, "award-following", 0.8, begin, found[-1].end)


def _find_group_before(scene: Scene, award: Mention) -> Value | None:
    """Return 两支 of 两支队伍获得二等奖，分别是甲、乙: the group received it as well as those it consists of."""
    start = scene.sentence_at(award.start)[0]
    amounts = scene.within(start, award.start, MentionKind.QUANTITY, MentionKind.HOUSEHOLD_COUNT)
    amount = next(
        (a for a in amounts if COUNTABLE.search(a.text) and _GROUP_RECEIVED.fullmatch(scene.text, a.end, award.start)),
        None,
    )
    return Value(amount.text, amount.start, amount.end) if amount else None
