"""Gives a name the end that the words behind it leave: 李志强｜调任, never 李志｜强调｜任 nor 黄娜调｜任.

The verb of a move right before a body takes both of its characters, whatever words they make with the name. So does
another verb that would lose its first to the name behind a title, where what is left of it is no word (局长卫平｜共同
走访, never 卫平共｜同走访), and 于 before a day. A name of two characters behind a title takes the third where that
begins no word (向红缨｜作述职), or would part one with what follows it (税月如｜到场, never 税月｜如到｜场).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from domain.mention import Mention, MentionKind
from lexicon.names import is_name_shape
from lexicon.words import load_words

_MOVED = re.compile(r"调任")
_DAY = re.compile(r"(?:[12]\d{3}年|\d{1,2}月|[今去前同次翌]年|[昨今当]日|近日|日前)")
_VERBS = (
    "共同|通报|强调|陪同|会同|主持|宣布|宣读|出席|参加|参与|致辞|讲话|介绍|汇报|部署|走访|慰问|检查|督导|调研|考察|"
    "率队|带队|带领|先后|分别|随后|当选|到任|指出"
)
# What may stand alone between a name and a verb.
_ALONE = frozenset(
    "在说和与为到带向对是被的等也都已还又将从就以来给让把因用去同及并称道再正却便曾先后首率赴应受未不仅只能可要会"
    "想请代随亲当今现作主任兼拟获陪讲谈看听走问边则即常多均各分共做叫使由自经按据"
)
_THREE = re.compile("[一-鿿]{3}")
_LOST = re.compile(_VERBS)
_BODIES = (MentionKind.ORG, MentionKind.PLACE, MentionKind.COMMUNITY)


def end_names(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, given and returned by start, with names that end where the words behind them begin."""
    bodies = {mention.start for mention in mentions if mention.kind in _BODIES}
    verbs = {found.start() for found in _MOVED.finditer(text) if found.end() in bodies}
    titles = {mention.end for mention in mentions if mention.kind is MentionKind.POST}
    starts = {mention.start for mention in mentions}
    return [
        _end(text, mention, verbs, mention.start in titles, mention.end not in starts)
        if mention.kind is MentionKind.PERSON
        else mention
        for mention in mentions
    ]


def _end(text: str, name: Mention, verbs: set[int], titled: bool, free: bool) -> Mention:
    if titled and free and _lacks_last(text, name):
        return replace(name, end=name.end + 1, text=text[name.start : name.end + 1])
    if name.end - 1 in verbs or (titled and _has_taken(text, name)):
        end = name.end - 1
    elif name.end + 1 in verbs and text[name.end : name.end + 2] in load_words():
        end = name.end + 1
    else:
        return name
    words = text[name.start : end]
    return replace(name, end=end, text=words) if is_name_shape(words) else name


def _has_taken(text: str, name: Mention) -> bool:
    """True where the last character is of the verb behind, or is 于 before a day."""
    if name.text.endswith("于"):
        return _DAY.match(text, name.end) is not None
    left = text[name.end : name.end + 2]
    is_word = left in load_words() or _LOST.match(text, name.end) is not None
    return not is_word and _LOST.match(text, name.end - 1) is not None


def _lacks_last(text: str, name: Mention) -> bool:
    """True where the character behind a name of two is of the name; rare surnames are in no list."""
    if not _THREE.fullmatch(text, name.start, name.end + 1):
        return False
    third, words = text[name.end], load_words()
    if third in _ALONE or text[name.end : name.end + 2] in words:
        return False
    following = words.get(text[name.end + 1 : name.end + 3])
    return third not in _beginnings() or (following is not None and following.kind != "function")


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[0] for word in load_words())
