"""Finds CHANGED: bodies renamed, merged, split, founded and abolished, with the day where the sentence says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.mention import Mention, MentionKind, refer
from domain.statement import Value
from lexicon.alternation import alternate
from lexicon.areas import community_words, level_words
from nlp.scene import Finding, Scene
from nlp.statements.outline import BODY, Outline, iter_outlines
from nlp.statements.period import read_period
from nlp.statements.wordlist import load_words


def _words(section: str) -> str:
    return alternate(load_words("change", section))


_NAMED = rf"{BODY}(?:[（(][^）)\n{BODY}]{{1,16}}[）)])?"
_WHOLE = rf"{_NAMED}(?:的?(?:全部|所有)?(?:机构|职责|职能|资源))?"
_LIST = rf"{_WHOLE}(?:(?:[、和与及]|以及|，){_WHOLE})*"
_MANY = rf"{_WHOLE}(?:(?:[、和与及]|以及|，){_WHOLE})+"
_SET = r"(?:已|将|被|正式|统一|整体|于|也|又|再次|先后|同时|依法|，){0,3}"
_AS = r"(?:为|成|作|成为|，为)"
_LEVEL = r"(?:县级|地级|副地级|副处级|正科级|正处级|新的?)?"
_OVER = r"(?=[，。；、！？\n]|了|后|并|$)"
_LINK = r"(?:，)?(?:后|基础上)?(?:，)?"

_RENAMED = re.compile(
    rf"(?P<old>{BODY})(?:[（(][^）)\n{BODY}]{{1,16}}[）)])?{_SET}(?:{_words('renames')}|改){_AS}?[：:]?(?P<new>{BODY})"
    rf"|(?P<old2>{BODY}){_SET}{_words('reforms')}{_AS}(?P<new2>{BODY})"
    rf"|(?P<new3>{BODY})(?:是|系)?由(?:原)?(?P<old3>{BODY})(?:{_words('renames')}|{_words('reforms')})(?:而来|而成|的)?"
    rf"|(?P<new4>{BODY})(?:[（(]|，){_words('formerly')}(?:为|是|叫|：)?(?P<old4>{BODY})(?=[）)，。]|$)"
    rf"|(?P<old5>{BODY}){_SET}{_words('turns')}(?:，|后|、)*{_SET}(?:(?:{_words('renames')}|改|设立|成立|建立){_AS}?)?(?P<new5>{BODY})"
)
_RESPECTIVELY = re.compile(rf"(?P<old>{_MANY}){_SET}分别{_SET}(?:{_words('renames')}|改){_AS}?(?P<new>{_MANY})")
# What somebody only wishes, asks for or hears is no change.
_WISHED = re.compile(
    r"建议|提议|拟|呼吁|申请|请求|希望|网传|谣|传闻|传言|如果|假如|倘若|能否|是否|可否|考虑|计划|打算|曾想|要求"
)
_ONLY_ASKED = re.compile(r"的?(?:建议|请示|申请|提案|设想|传闻|谣言|请求|可能|构想|意见)|吗|？|\?")
_MARKS = "，。；、：！？\n \u3000"
_LISTED = "、和与及"
_REPLACED = re.compile(rf"撤销(?P<old>{BODY})(?:建制)?，?(?:同时)?{_words('founds')}{_LEVEL}(?P<new>{BODY})")
_ENTERED = re.compile(
    rf"(?P<old>{_LIST})(?:等)?{_SET}{_words('enters')}(?:了|到|至)?(?P<new>{BODY})(?!的?(?:管理|统一))"
)
_MERGED = re.compile(
    rf"(?P<old>{_MANY})等?(?:机构|单位|部门|学校|村|乡镇|\d+[个所家]单位)?{_SET}(?:进行|予以|进行了)?"
    rf"{_words('joins')}(?:了)?{_LINK}{_SET}(?:{_words('founds')}|更名|改名)?(?:为|成|了|成为)?{_LEVEL}(?P<new>{BODY})"
)
_SPLIT = re.compile(
    rf"从(?:原)?(?P<old>{BODY})中?{_words('parts')}(?:出来|出)?，?(?:单独|独立)?(?:{_words('founds')})?(?:为|成|了)?(?P<new>{_LIST})"
    rf"|(?P<old2>{BODY}){_SET}(?:{_words('parts')}|一分为[二三四]|分)(?:为|成|，为|，设立|，成立|，组建)(?P<new2>{_MANY})"
)
_FOUNDED = re.compile(
    rf"(?:^|[，。；、：\n]|决定|批准|同意|批复|批复同意|将|正式|新|已|[并后了])(?:{_words('founds')})(?:了)?{_LEVEL}(?P<new>{_LIST}){_OVER}"
    rf"|(?P<new2>{BODY}){_SET}(?:今[日天]|当[日天])?{_words('opens')}{_OVER}"
)
_ABOLISHED = re.compile(
    rf"{_words('ends')}(?:了)?(?:原)?(?P<old>{_LIST})(?:建制|机构)?{_OVER}|(?P<old2>{_LIST})(?:等)?{_SET}{_words('ends')}{_OVER}"
)


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of one body as a rule read it."""

    subject: Mention
    change: str
    other: Mention | None
    span: tuple[int, int]
    rule: str
    confidence: float


def find_changes(scene: Scene) -> Iterator[Finding]:
    """Yield how bodies changed; of one body each change once in an article, by the first sentence that has its day.

    A headline tells a change without the day that the text below it gives.
    """
    seen: dict[tuple[str, str, str], Finding] = {}
    for outline in iter_outlines(scene):
        told: set[tuple[str, str]] = set()
        for one in _read(outline):
            other = one.other.name if one.other else ""
            key = (one.subject.name, one.change, other)
            is_told = not other and not told.isdisjoint({(one.subject.name, one.change), (one.subject.name, "renamed")})
            known = seen.get(key)
            if (known and known.valid_from) or one.subject.name == other or is_told:
                continue
            found = _state(scene, outline, one)
            if known is None or found.valid_from:
                seen[key] = found
            if known is None:
                told.add((one.subject.name, one.change))
    yield from seen.values()


def _state(scene: Scene, outline: Outline, one: _Change) -> Finding:
    ends = [one.span, (one.subject.start, one.subject.end), *([(one.other.start, one.other.end)] if one.other else [])]
    start, end = min(first for first, _ in ends), max(last for _, last in ends)
    while scene.text[start] in _MARKS:
        start += 1
    date = outline.find_date(start)
    statement = scene.state(
        "CHANGED", start, end, subject=refer(one.subject), change=Value(one.change),
        other=refer(one.other) if one.other else None, date=Value(date.text, date.start, date.end) if date else None,
    )  # fmt: skip
    return Finding(statement, one.rule, one.confidence, valid_from=read_period(date.text).start if date else "")


def _read(outline: Outline) -> Iterator[_Change]:
    """Yield the changes of a sentence; what merges, splits or replaces is told before what only begins or ends."""
    yield from _read_renamed(outline)
    for found in _iter_stated(_REPLACED, outline):
        yield from _read_replaced(outline, found)
    for pattern in (_ENTERED, _MERGED):
        for found in _iter_stated(pattern, outline):
            yield from _pair(outline, found, "old", "new", "merged", 0.85)
    for found in _iter_stated(_SPLIT, outline):
        for number in ("", "2"):
            yield from _pair(outline, found, f"old{number}", f"new{number}", "split", 0.8)
    for found in _iter_stated(_FOUNDED, outline):
        bodies = (*outline.cut(found, "new"), *outline.cut(found, "new2"))
        yield from _alone(outline, found, bodies, "founded")
    for found in _iter_stated(_ABOLISHED, outline):
        bodies = (*outline.cut(found, "old"), *outline.cut(found, "old2"))
        yield from _alone(outline, found, bodies, "abolished")


def _iter_stated(pattern: re.Pattern[str], outline: Outline) -> Iterator[re.Match[str]]:
    """Yield the matches of which the sentence says that they are so."""
    for found in pattern.finditer(outline.words):
        if not _WISHED.search(outline.words, 0, found.start()) and not _ONLY_ASKED.match(outline.words, found.end()):
            yield found


def _read_renamed(outline: Outline) -> Iterator[_Change]:
    """Read who was renamed; of a list with one new name it stays open which of them, unless it says 分别."""
    for found in _iter_stated(_RESPECTIVELY, outline):
        before, after = outline.cut(found, "old"), outline.cut(found, "new")
        for old, new in zip(before, after, strict=False) if len(before) == len(after) else ():
            yield _Change(old, "renamed", new, outline.span(found), "changed-renamed", 0.85)
    reached = -1
    for found in _iter_stated(_RENAMED, outline):
        start = found.start()
        is_listed = start > 1 and outline.words[start - 1] in _LISTED and outline.words[start - 2] == BODY
        if not is_listed or reached == start - 1:
            for number in ("", "2", "3", "4", "5"):
                yield from _pair(outline, found, f"old{number}", f"new{number}", "renamed", 0.9)
        reached = found.end()


def _pair(
    outline: Outline, found: re.Match[str], old: str, new: str, change: str, confidence: float
) -> Iterator[_Change]:
    before = found.groupdict().get(old)
    if before is None:
        return
    for subject in outline.cut(found, old):
        for other in outline.cut(found, new):
            if _may_change(subject, other):
                yield _Change(subject, change, other, outline.span(found), f"changed-{change}", confidence)


def _read_replaced(outline: Outline, found: re.Match[str]) -> Iterator[_Change]:
    """Read 撤销某县，设立某市: one division under a new level; bodies of other names are two that follow each other."""
    (old,), (new,) = outline.cut(found, "old"), outline.cut(found, "new")
    span = outline.span(found)
    if _stem(old) and _stem(old) == _stem(new) and MentionKind.ORG not in (old.kind, new.kind):
        yield _Change(old, "renamed", new, span, "changed-renamed", 0.85)
        return
    yield _Change(old, "abolished", new, span, "changed-replaced", 0.8)
    yield _Change(new, "founded", old, span, "changed-replaced", 0.8)


def _alone(outline: Outline, found: re.Match[str], bodies: Iterable[Mention], change: str) -> Iterator[_Change]:
    for body in bodies:
        if body.kind is MentionKind.ORG or change == "abolished":
            yield _Change(body, change, None, outline.span(found), f"changed-{change}", 0.7)


def _may_change(old: Mention, new: Mention) -> bool:
    """True unless a body would become a place of another sort: divisions and communities may become each other."""
    return (old.kind is MentionKind.ORG) == (new.kind is MentionKind.ORG)


def _stem(body: Mention) -> str:
    words = (*level_words(), *community_words())
    level = max((word for word in words if body.text.endswith(word)), key=len, default="")
    return body.text.removesuffix(level) if level else ""
