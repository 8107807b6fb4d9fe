"""Finds those who may act without a name: people who open a clause or stand in one, teams that somebody set up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.statement import Value
from lexicon.alternation import alternate
from nlp.scene import Scene
from nlp.statements.candidate import DOES, Candidate, signs_before, signs_between
from nlp.statements.subject import BODIES, PEOPLE, Actor, find_group, iter_clauses
from nlp.statements.wordlist import load_words

_STOPS = r"，、。；：“”‘’（）()\s对向为给将把着了使让在与和由并是到来请的"
_WITHIN = re.compile(
    rf"(?:各[地村县镇社区街道]{{1,2}}|[^{_STOPS}]{{0,8}}"
    + alternate(load_words("people", "acting_nouns"))
    + r"(?:们)?)(?![会委站协处长中院所办公])"
)
# 邀请返乡大学生, 组织志愿者: who is sent acts, and the verb is no part of the name.
_SENDS = re.compile(alternate(load_words("people", "sending_verbs")))
# What somebody set up and that now acts by itself: 成立便民服务队, 设立“红色管家”.
_FACILITY = re.compile(
    r"(?P<verb>(?:设立|成立|组建|打造|建立|依托|开设|建成|设置|通过)了?)?"
    r"(?:“(?P<quoted>[^“”\n]{2,14})”|(?P<plain>[^，、。；：“”‘’（）()\s的了在为向由与和]{2,12}?"
    r"(?:服务队|志愿队|小分队|突击队|服务点|窗口|平台|驿站|食堂|中心|服务站|工作站|团队|超市)))"
)


def find_unnamed(scene: Scene, sentence: tuple[int, int], start: int, rule: Actor | None) -> Iterator[Candidate]:
    """Yield the unnamed groups of the sentence before the place: those that open a clause, and those within one."""
    taken: list[tuple[int, int]] = []
    for begin, finish in iter_clauses(scene.text, sentence[0], start):
        group = find_group(scene, begin, finish)
        if group is not None:
            signs = {"group", "group:last" if finish == start else "group:earlier"}
            if rule and rule.mention is None and rule.start == group.start:
                signs.add("group:rule")
            group = _drop_verb(scene.text, group)
            taken.append((group.start, group.end))
            yield Candidate(group, group.start, None, frozenset(signs | signs_between(scene.text, group.end, start)))
    for match in _WITHIN.finditer(scene.text, sentence[0], start):
        group = _drop_verb(scene.text, Value(match.group(), *match.span()))
        begin, finish = group.start, group.end
        if any(begin < end and finish > first for first, end in taken) or any(scene.within(begin, finish, *PEOPLE)):
            continue
        before = scene.text[max(sentence[0], begin - 4) : begin]
        signs = {"within", *(f"within:{name}" for name in signs_before(before))}
        verb = DOES.search(scene.text, finish, finish + 12)
        if verb:
            signs.add("within:verb:touching" if verb.start() == finish else "within:verb:near")
        if match.group().startswith("各"):
            signs.add("within:every")
        if begin > match.start():
            signs.add("within:sent")
        yield Candidate(group, begin, None, frozenset(signs | signs_between(scene.text, finish, start)))
    for match in _FACILITY.finditer(scene.text, sentence[0], start):
        begin, finish = match.span("quoted" if match["quoted"] else "plain")
        if any(scene.within(max(sentence[0], begin - 2), finish + 2, *BODIES)):
            continue
        signs = {"facility", "facility:quoted" if match["quoted"] else "facility:plain"}
        if match["verb"]:
            signs.add("facility:made")
        facility = Value(scene.text[begin:finish], begin, finish)
        yield Candidate(facility, begin, None, frozenset(signs | signs_between(scene.text, finish, start)))


def _drop_verb(text: str, group: Value) -> Value:
    """Return the group without the verb that sends it, which may begin a character before: 邀请返乡大学生."""
    verbs = _SENDS.finditer(text, max(0, group.start - 1), group.end)
    begin = max((verb.end() for verb in verbs if verb.end() < group.end), default=group.start)
    return Value(text[begin : group.end], begin, group.end)
