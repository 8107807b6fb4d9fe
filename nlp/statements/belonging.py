"""Finds PART_OF: what the text says is a unit of, is run by or stands under another body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.mention import Mention, MentionKind, Reference, imply, refer
from domain.statement import Value
from lexicon.alternation import alternate
from lexicon.organisation_folds import find_whole
from nlp.coreference import BODIES
from nlp.scene import Finding, Scene
from nlp.statements.outline import BODY, Outline, iter_outlines
from nlp.statements.passage import iter_passages
from nlp.statements.wordlist import load_words


def _words(section: str) -> str:
    return alternate(load_words("belonging", section))


_LIST = rf"{BODY}(?:(?:[、和与及]|以及){BODY})*"
_BETWEEN = rf"[^，。；！？\n{BODY}]"
_STANDS_UNDER = (
    re.compile(
        rf"(?P<part>{_LIST})(?:现|均|都|就|原)?(?:是|为|系|作为)(?P<whole>{BODY})的?{_words('kinds')}的?"
        rf"{_BETWEEN}{{0,12}}?{_words('nouns')}"
    ),
    re.compile(rf"(?P<part>{_LIST})(?:现|均|都|整体|统一)?{_words('belongs')}(?P<whole>{BODY})(?:管理|领导)?"),
    re.compile(
        rf"(?P<part>{_LIST})(?:现|均|都|改)?[由归](?P<whole>{BODY})(?:统一|直接|归口|具体|负责|垂直)?{_words('governs')}"
        rf"(?=[，。；、！？\n]|$)"
    ),
    re.compile(rf"(?P<whole>{BODY}){_words('holds')}(?:了)?(?:{_BETWEEN}{{0,8}}[：:])?(?P<part>{_LIST})"),
    re.compile(rf"(?P<whole>{BODY})(?:所属|下属|直属|下设|内设|下辖|代管)的?(?:单位|企业|学校|机构)?(?P<part>{BODY})"),
)


def find_belongings(scene: Scene) -> Iterator[Finding]:
    """Yield what belongs to what, once for each pair in the article."""
    seen: set[tuple[str, str]] = set()
    for part, whole, start, end, date, rule, confidence in (*_read_sentences(scene), *_read_names(scene)):
        if (part.name, whole.name) in seen or part.name == whole.name:
            continue
        seen.add((part.name, whole.name))
        statement = scene.state("PART_OF", start, end, part=refer(part), whole=whole, date=date)
        yield Finding(statement, rule, confidence)


_Belonging = tuple[Mention, Reference, int, int, Value | None, str, float]


def _read_sentences(scene: Scene) -> Iterator[_Belonging]:
    for outline in iter_outlines(scene):
        for pattern in _STANDS_UNDER:
            for found in pattern.finditer(outline.words):
                yield from _read_found(outline, found)


def _read_found(outline: Outline, found: re.Match[str]) -> Iterator[_Belonging]:
    (whole,) = outline.cut(found, "whole")
    start, end = outline.span(found)
    dates = [date for date in outline.dates if date.end <= end]
    date = Value(dates[-1].text, dates[-1].start, dates[-1].end) if dates else None
    for part in outline.cut(found, "part"):
        if part.kind is MentionKind.ORG or whole.kind is not MentionKind.ORG:
            yield part, refer(whole), start, end, date, "part-of-words", 0.8


def _read_names(scene: Scene) -> Iterator[_Belonging]:
    """Read 某市人社局劳动监察科: the name of a unit says whose it is."""
    for start, end in iter_passages(scene):
        for part in scene.within(start, end, *BODIES):
            whole = find_whole(part.name) if part.kind is MentionKind.ORG else ""
            if whole:
                yield part, imply(whole), part.start, part.end, None, "part-of-name", 0.9
