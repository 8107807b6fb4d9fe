"""Finds the date that the verb or post at a place of a sentence has."""

from __future__ import annotations

import re

from domain.mention import Mention, MentionKind
from lexicon.alternation import alternate
from nlp.coreference import BODIES
from nlp.scene import Scene
from nlp.statements.people import is_filler
from nlp.statements.when import is_news, read_when
from nlp.statements.wordlist import load_words

_BORN = re.compile(r"(?:出生|生)(?:于|在)?$")
_OF_LIFE = re.compile(r"[（(]?(?:出?生(?!活|产|意|态)|参加工作|入党|加入|入伍)")


def last_date(scene: Scene, start: int, offset: int) -> Mention | None:
    """Return the last date before the offset that is not the day of a birth or of joining something."""
    for date in reversed(list(scene.within(start, offset, MentionKind.DATE))):
        is_of_life = _BORN.search(scene.text, start, date.start) or _OF_LIFE.match(scene.text, date.end)
        if not is_of_life:
            return date
    return None


_LEFT = re.compile(r"[由从](?:原任?)?$")
_PRONOUN = re.compile(r"(?<=[，,年月日\s])[他她](?:又|还|再次|开始|先后)?$")
_MOVING = re.compile(r"(?:等?职务?|一职|岗位|任上)?(?:直接|平级|跨省)?")
_JOINTS = re.compile(r"(?:[、兼及和]|以及|\s)*")


def find_attached_date(scene: Scene, start: int, offset: int) -> Mention | None:
    """Return the date that the verb at the offset has: no other fact (出生, an earlier post) stands between.

    The title of the person meant is none, nor is the post that the verb leaves: 2021年8月某某由某局局长调任.
    """
    date = last_date(scene, start, offset)
    if date is None:
        return None
    verb = _skip_left(scene, date.end, offset)
    pronoun = _PRONOUN.search(scene.text, date.end, verb)
    verb = pronoun.start() if pronoun is not None else verb
    posts = list(scene.within(date.end, verb, MentionKind.POST))
    if not all(_is_title(scene, post.end, verb) for post in posts):
        return None
    return date if is_filler(scene, date.end, verb) else None


def _skip_left(scene: Scene, start: int, offset: int) -> int:
    """Return where 由 or 从 begins whose posts the verb at the offset leaves, the offset where there is none."""
    goal = offset
    for mention in reversed(list(scene.within(start, offset, MentionKind.POST, *BODIES))):
        joint = _MOVING if goal == offset else _JOINTS
        if joint.fullmatch(scene.text, mention.end, goal) is None:
            break
        goal = mention.start
    left = _LEFT.search(scene.text, start, goal) if goal < offset else None
    return left.start() if left is not None else offset


def _is_title(scene: Scene, end: int, offset: int) -> bool:
    """True when a post that ends there stands with others right before somebody's name."""
    for mention in scene.within(end, offset, MentionKind.PERSON, MentionKind.POST, *BODIES):
        if _JOINTS.fullmatch(scene.text, end, mention.start) is None:
            return False
        if mention.kind is MentionKind.PERSON:
            return True
        end = mention.end
    return False


_HEADING_REACH, _LAST_LINE, _SENTENCE_REACH = 2_000, 40, 200
_COUNTED = re.compile(r"(?:任职|任期|职务)[^，。；\n]{0,4}?(?:时间)?(?:从|自)")
_DECIDED = re.compile(r"[（(][^（）()\n]{0,80}?(?:通过|决定|审议|批准)[^（）()\n]{0,20}[）)]")


def find_notice_day(scene: Scene, offset: int) -> str:
    """Return the day of a notice: from which it counts, in brackets under its heading (…会议通过), or its last line.

    "" where it has none, or one that is too far from the day on which the paper came out to be the day of its news.
    """
    text = scene.text
    last = min(scene.sentence_at(offset)[1], offset + _SENTENCE_REACH)
    counted = _COUNTED.search(text, offset, last)
    if counted is not None:
        date = next(scene.within(counted.end(), last, MentionKind.DATE), None)
        if date is not None and date.start == counted.end():
            return read_when(scene, date).start
    days = [
        read_when(scene, date).start
        for heading in _DECIDED.finditer(text, max(scene.article.start, offset - _HEADING_REACH), offset)
        for date in scene.within(heading.start(), heading.end(), MentionKind.DATE)
    ]
    if not days:
        dates = list(scene.within(max(offset, scene.article.end - _LAST_LINE), scene.article.end, MentionKind.DATE))[
            -1:
        ]
        days = [read_when(scene, date).start for date in dates if _is_alone(scene, date)]
    return next((day for day in reversed(days) if day and is_news(scene, day)), "")


ASSEMBLY = re.compile(alternate(load_words("holding", "assemblies")))
"""What decides about posts: a meeting, an election, a notice."""
_OCCASION = re.compile(r"的?[^，。；：\n]{0,12}?(?:选举|换届|大会|会议|全会)[^，。；：\n]{0,6}[，,]")
_OPENING = 12
"""So many characters may stand before the date that opens a sentence: 本报讯."""
_SENTENCES = 3


def find_day_of_news(scene: Scene, start: int, offset: int) -> str:
    """Return the day of the act at the offset in a sentence that begins at `start`, "" where nothing tells it.

    It is the day that the sentence gives its news (5月6日，某县召开大会宣布…), that of the notice, that of the election
    of which the sentence speaks (今年5月的换届选举中), or that of the meeting with which the paragraph opens.
    """
    day = read_start(scene, start, offset)
    if is_news(scene, day):
        return day
    date = last_date(scene, start, offset)
    if day and date is not None and _OCCASION.match(scene.text, date.end, offset):
        return day
    return find_notice_day(scene, offset) or ("" if date is not None else _find_day_of_meeting(scene, start))


def _find_day_of_meeting(scene: Scene, start: int) -> str:
    """Return the day of the meeting in one of the sentences before, of the same paragraph.

    The sentence right before may name it anywhere (…会议昨日闭幕。会上，…); one further back opens with it.
    """
    end = start
    for back in range(_SENTENCES):
        if end <= scene.article.start or "\n" in scene.text[end - 1 : end]:
            return ""
        first = max(scene.article.start, scene.sentence_at(end - 1)[0])
        dates = list(scene.within(first, end, MentionKind.DATE))
        words = scene.text[first:end]
        opens = bool(dates) and dates[0].start - first <= _OPENING + len(words) - len(words.lstrip())
        if dates and ASSEMBLY.search(words) and (opens or back == 0):
            days = {read_when(scene, date).start for date in dates} - {""}
            day = read_when(scene, dates[0]).start if opens else next(iter(days)) if len(days) == 1 else ""
            return day if is_news(scene, day) else ""
        end = first
    return ""


def _is_alone(scene: Scene, date: Mention) -> bool:
    """True for a date that is the last line of its article."""
    before = scene.text[max(0, date.start - _LAST_LINE) : date.start].rstrip(" \u3000")
    return before[-1:] in ("", "\n") and not scene.text[date.end : scene.article.end].strip()


def read_start(scene: Scene, start: int, offset: int) -> str:
    date = last_date(scene, start, offset)
    return read_when(scene, date).start if date else ""
