"""Finds unnamed groups and teams around a place that may act there: 家庭医生团队, 各村, a 驿站 that somebody set up.

Where such a group begins no mention says. It begins behind the last mark, verb or number before its noun: of
组织青年志愿者 the group is 青年志愿者.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from domain.statement import Value
from lexicon.alternation import alternate
from nlp.scene import Scene
from nlp.statements.subject import BODIES, PEOPLE, Actor, find_group, iter_clauses, skip_opening
from nlp.statements.wordlist import load_words

_NOUNS = (*load_words("people", "acting_nouns"), *load_words("people", "acting_groups"))
_STOPS = r"，、。；：“”‘’（）()\s对向为给将把着了使让在与和由并是到来请的"
_WITHIN = re.compile(
    rf"(?:各[地方级村县镇区市部社单][^{_STOPS}]{{0,4}}?(?=[^一-龥]|[通积结充都均也还先纷陆共组开举]|$)"
    rf"|[^{_STOPS}]{{0,8}}(?P<noun>{alternate(_NOUNS)})们?)(?![会委站协处长中院所办公])"
)
_BEGINNING = re.compile(
    r".*(?:"
    + alternate(load_words("people", "acting_verbs"))
    + r"了?|[一两三四五六七八九十几数多\d余]+[名位支个家]|许多|不少|广大|各位|部分|定期|每[天周月年])"
)
# What somebody set up and that now acts by itself: 成立便民服务队, 设立“红色管家”.
_FACILITY = re.compile(
    r"(?P<verb>(?:设立|成立|组建|打造|建立|依托|开设|建成|设置|通过)了?)?"
    r"(?:“(?P<quoted>[^“”\n]{2,14})”|(?P<plain>[^，、。；：“”‘’（）()\s的了在为向由与和]{2,12}?"
    r"(?:服务队|志愿队|小分队|突击队|服务点|窗口|平台|驿站|食堂|中心|服务站|工作站|团队|超市)))"
)
_JOINED = re.compile("[、和与及]|以及")
_DOES = re.compile(alternate(load_words("people", "doing_verbs")))


def find_groups(
    scene: Scene, sentence: tuple[int, int], start: int, rule: Actor | None
) -> Iterator[tuple[Value, frozenset[str]]]:
    """Yield the groups of the sentence before the place, each with the signs of where it stands."""
    taken: list[tuple[int, int]] = []
    clauses = iter_clauses(scene.text, sentence[0], start)
    for begin, finish in clauses:
        group = find_group(scene, begin, finish)
        if group is not None:
            signs = {"group", "group:last" if finish == start else "group:earlier"}
            if rule and rule.mention is None and rule.start == group.start:
                signs.add("group:rule")
            begin = _begin(scene, group.start, group.end)
            group = Value(scene.text[begin : group.end], begin, group.end)
            taken.append((group.start, group.end))
            yield group, frozenset(signs | _signs_of(scene, group))
    heads = {skip_opening(scene, begin, finish) for begin, finish in clauses}
    for match in _WITHIN.finditer(scene.text, sentence[0], start):
        begin, finish = _begin(scene, *match.span()), match.end()
        if finish - begin < 2 or any(scene.within(begin, finish, *PEOPLE)):
            continue
        if any(first < finish and begin < end for first, end in taken):
            continue
        group = Value(scene.text[begin:finish], begin, finish)
        signs = {"within", f"within:noun:{match['noun'] or '各'}"}
        if begin in heads:
            signs.add("within:opens")
        taken.append((begin, finish))
        yield group, frozenset(signs | _signs_of(scene, group))
    for (begin, before), (behind, finish) in pairwise(sorted(taken)):
        if _JOINED.fullmatch(scene.text, before, behind):
            both = Value(scene.text[begin:finish], begin, finish)
            yield both, frozenset({"joined"} | _signs_of(scene, both))
    for match in _FACILITY.finditer(scene.text, sentence[0], start):
        begin, finish = match.span("quoted" if match["quoted"] else "plain")
        if any(scene.within(max(sentence[0], begin - 2), finish + 2, *BODIES)):
            continue
        signs = {"facility", "facility:quoted" if match["quoted"] else "facility:plain"}
        if match["verb"]:
            signs.add("facility:made")
        yield Value(scene.text[begin:finish], begin, finish), frozenset(signs)


def _begin(scene: Scene, start: int, end: int) -> int:
    """Return where the group itself begins: behind a body that it belongs to, a verb, a number."""
    for body in scene.within(max(0, start - 30), end, *BODIES):
        start = max(start, body.end)
    opening = _BEGINNING.match(scene.text, start, end - 1)
    return opening.end() if opening else start


def _signs_of(scene: Scene, group: Value) -> set[str]:
    signs = set()
    if any(body.end == group.start for body in scene.within(max(0, group.start - 30), group.start, *BODIES)):
        signs.add("of-body")
    verb = _DOES.search(scene.text, group.end, group.end + 12)
    if verb:
        signs.add("group:verb:touching" if verb.start() == group.end else "group:verb:near")
    if scene.text[group.end : group.end + 1] in ("的", "、"):
        signs.add(f"group:next:{scene.text[group.end]}")
    if group.text.startswith("各"):
        signs.add("group:every")
    return signs
