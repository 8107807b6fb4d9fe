"""Tells a fact from what a sentence denies, supposes, doubts or only announces: 从未担任, 若当选, 将出任, 网传…不实.

Names and dates are masked first, so that a 若 or 将 in a name is no such word.
"""

from __future__ import annotations

import re
from enum import Enum

from domain.mention import MentionKind
from lexicon.alternation import alternate
from nlp.coreference import BODIES
from nlp.scene import Scene
from nlp.statements.wordlist import load_groups, load_words

_PERSON, _DATE, _BODY, _POST = "\ue000\ue001\ue002\ue003"
"""What stands for each character of a name in the masked words."""
_MASKS = {MentionKind.PERSON: _PERSON, MentionKind.DATE: _DATE, MentionKind.POST: _POST}
_NAMES = f"{_PERSON}{_DATE}{_BODY}{_POST}"

_WORDS = {group: alternate(load_words("reality", group)) for group in (
    "never", "denied", "supposed", "doubted", "announced", "requested", "goes_on", "rumoured", "answered",
    "confirmed", "pretended", "told_false", "refused", "subjects", "steps", "would",
)}  # fmt: skip
_FRAMES = alternate(word for word, _ in load_groups("holding", "frames") if len(word) > 1)
_ACTS = alternate(
    {word for group in ("verbs", "frames") for word, _ in load_groups("holding", group) if word not in ("免", "兼")}
    | set(load_words("holding", "leaves"))
    | set(load_words("reality", "acts"))
)
_STEP = rf"(?:{_WORDS['steps']}|[{_DATE}{_BODY}])*"
_CLAUSE_STARTS = r"(?:^|(?<=[，,；;：:、“”\s" + _NAMES + r"]))"
_NEVER = re.compile(
    rf"(?:{_WORDS['never']}{_STEP}{_ACTS}|(?:不|不再){_FRAMES}|(?<![要得能])不(?:担任|兼任|任|当选|是))"
)
_DENIED = re.compile(_WORDS["denied"])
_SUPPOSED = re.compile(rf"{_CLAUSE_STARTS}{_WORDS['supposed']}(?!干)")
_WOULD = re.compile(rf"{_WORDS['would']}{_STEP}(?:由[{_NAMES}]+)?{_ACTS}")
_DOUBTED = re.compile(rf"{_WORDS['doubted']}{_STEP}(?:[{_PERSON}]+{_STEP})?{_ACTS}")
_ANNOUNCED = re.compile(
    rf"(?<!仍){_WORDS['announced']}(?![{_PERSON}]|[其他她该]|{_WORDS['goes_on']}){_STEP}(?:由[{_PERSON}]+)?{_ACTS}"
)
_REQUESTED = re.compile(rf"{_WORDS['requested']}(?:辞去|辞任|免去|卸任)")
_GRANTED = re.compile(r"接受|批准|同意|决定|通过|准许|准予")
_GRANTED_BEHIND = re.compile(
    r"(?<![不未])(?:决定|予以|依法|经审议|同意|并)(?:接受|批准|准许|准予|同意|通过)|(?<![不未])予以接受"
)
_RUMOURED = re.compile(_WORDS["rumoured"])
_ANSWERED = re.compile(_WORDS["answered"])
_CONFIRMED = re.compile(rf"(?<![不未否经]){_WORDS['confirmed']}")
_PRETENDED = re.compile(rf"{_WORDS['pretended']}(?:是|为|自己是|成|了|[{_BODY}])*$")
_ASKED = re.compile(r"[吗么呢][？?]")
_TAIL = r"[^，,。；;！!？?\n]"
_TOLD_FALSE = re.compile(rf"{_TAIL}{{0,8}}{_WORDS['subjects']}{_TAIL}{{0,12}}?{_WORDS['told_false']}")
_REFUSED = re.compile(rf"{_TAIL}{{0,10}}[，,]?(?:但|却|不过|可|然而)?{_TAIL}{{0,12}}?{_WORDS['refused']}")
_PARTS = re.compile(r"[，,；;：:。！!？?\n]")


class Reality(Enum):
    """What a sentence makes of an act: it took place, it is announced or asked for, or it is none."""

    FACT = "fact"
    ANNOUNCED = "announced"
    UNREAL = "unreal"


def read_reality(scene: Scene, start: int, end: int) -> Reality:
    """Return what the sentence makes of the act whose words end where a post (or the verb itself) begins.

    `start` and `end` are those of the post with its body; both are the end of the verb where it stands behind a name.
    """
    first, last = scene.sentence_at(end - 1)
    before, behind = _mask(scene, first, start), _mask(scene, end, last)
    clause = before[_last_part(before) :]
    own = _after_other_posts(clause)
    if _is_rumour(before, behind) or _is_denied(own, clause, behind) or _is_supposed(before, own, clause, behind):
        return Reality.UNREAL
    asked = _REQUESTED.search(own) and not _GRANTED.search(before) and not _GRANTED_BEHIND.search(behind)
    return Reality.ANNOUNCED if asked or _ANNOUNCED.search(own) else Reality.FACT


def is_pretended(scene: Scene, start: int) -> bool:
    """True when the words before a title say that it is false: 冒充某局局长."""
    first = scene.sentence_at(start)[0]
    return _PRETENDED.search(_mask(scene, first, start)) is not None


def _is_rumour(before: str, behind: str) -> bool:
    """True when it is only said (网传), unless the sentence says that it is true or the words are the answer to it."""
    heard = list(_RUMOURED.finditer(before))
    if not heard or _CONFIRMED.search(behind):
        return False
    return _ANSWERED.search(before, heard[-1].end()) is None


def _is_denied(own: str, clause: str, behind: str) -> bool:
    return bool(
        _NEVER.search(own)
        or _DENIED.search(clause)
        or _TOLD_FALSE.match(behind)
        or _REFUSED.match(behind)
    )  # fmt: skip


def _is_supposed(before: str, own: str, clause: str, behind: str) -> bool:
    """True for a condition, for what would follow from it (若…，将…), for a hope, a doubt or a question."""
    if _SUPPOSED.search(clause) or _DOUBTED.search(own) or _ASKED.search(behind):
        return True
    return _SUPPOSED.search(before) is not None and _WOULD.search(own) is not None


def _after_other_posts(clause: str) -> str:
    """Return the words behind the last post before this one; a title right before a name parts nothing."""
    posts = list(re.finditer(rf"{_POST}+(?!{_POST}|{_PERSON})", clause))
    return clause[posts[-1].end() :] if posts else clause


def _last_part(words: str) -> int:
    return max((part.end() for part in _PARTS.finditer(words)), default=0)


def _mask(scene: Scene, start: int, end: int) -> str:
    words = list(scene.text[start:end])
    kinds = (MentionKind.PERSON, MentionKind.DATE, MentionKind.POST, *BODIES)
    for mention in scene.within(start, end, *kinds):
        mask = _MASKS.get(mention.kind, _BODY)
        words[mention.start - start : mention.end - start] = mask * (mention.end - mention.start)
    return "".join(words)
