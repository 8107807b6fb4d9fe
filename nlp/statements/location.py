"""Finds LOCATED_IN: what stands behind the name of its division, and what the text says lies in a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from domain.mention import Mention, MentionKind, refer
from lexicon.alternation import alternate
from lexicon.areas import load_areas
from nlp.coreference import BODIES
from nlp.scene import Finding, Scene
from nlp.statements.passage import iter_passages
from nlp.statements.wordlist import load_words

_TOUCH = re.compile(r"[“《「]?")
_LIES = re.compile(rf"[”」]?(?:[（(][^）)\n]{{1,20}}[）)])?，?{alternate(load_words('location', 'lies'))}了?[“]?")
_SETTLED = re.compile(rf"[^，。；\n]{{0,8}}{alternate(load_words('location', 'settles'))}")
_LYING = re.compile(rf"{alternate(load_words('location', 'lying'))}$")
_LYING_REST = re.compile(r"(?:[^，。；、\n]{0,8})的[“]?")


def find_locations(scene: Scene) -> Iterator[Finding]:
    """Yield in which division or community a place or body lies, once for each pair in the article."""
    seen: set[tuple[str, str]] = set()
    for start, end in iter_passages(scene):
        bodies = list(scene.within(start, end, *BODIES))
        prefix: Mention | None = None
        for outer, inner in pairwise(bodies):
            found = list(_read_pair(scene, outer, inner))
            if prefix is not None and _is_sibling(scene, outer, inner):
                found.append((inner, prefix, "located-sibling", 0.75))
            else:
                prefix = outer if found and found[0][0] is inner and found[0][2] == "located-prefix" else None
            for place_of, place, rule, confidence in found:
                pair = (place_of.text, place.text)
                if pair in seen or place_of.text == place.text:
                    continue
                seen.add(pair)
                begin, finish = min(place.start, place_of.start), max(place.end, place_of.end)
                statement = scene.state("LOCATED_IN", begin, finish, place_of=refer(place_of), place=refer(place))
                yield Finding(statement, rule, confidence)


def _read_pair(scene: Scene, outer: Mention, inner: Mention) -> Iterator[tuple[Mention, Mention, str, float]]:
    text = scene.text
    if inner.start - outer.end <= 1 and _TOUCH.fullmatch(text, outer.end, inner.start):
        if outer.kind is not MentionKind.ORG and not _is_order_wrong(outer, inner) and not _is_own_body(outer, inner):
            yield inner, outer, "located-prefix", 0.95 if inner.start == outer.end else 0.8
        return
    lies = _LIES.fullmatch(text, outer.end, inner.start)
    if lies is not None and inner.kind is not MentionKind.ORG:
        bare = lies.group().strip("”」，").rstrip("“") == "在"
        if not bare or _SETTLED.match(text, inner.end):
            yield outer, inner, "located-verb", 0.8
    elif (
        outer.kind is not MentionKind.ORG
        and _LYING_REST.fullmatch(text, outer.end, inner.start)
        and _LYING.search(text, max(0, outer.start - 4), outer.start)
    ):
        yield inner, outer, "located-relative", 0.8


def _is_own_body(outer: Mention, inner: Mention) -> bool:
    """True for 某盟｜盟委: the bare body repeats the division's last word and is its own, no place within it."""
    return inner.kind is MentionKind.ORG and inner.text[0] == outer.text[-1] and inner.full_name.startswith(outer.text)


def _is_sibling(scene: Scene, before: Mention, after: Mention) -> bool:
    """True for 甲社区、乙社区 behind one street: both lie there."""
    return (
        before.kind is after.kind is MentionKind.COMMUNITY
        and before.text[-1] == after.text[-1]
        and scene.text[before.end : after.start] in ("、", "和")
    )


def _is_order_wrong(outer: Mention, inner: Mention) -> bool:
    """True when the gazetteer knows that the inner name is the higher division, or both are provinces."""
    areas = load_areas()
    above, below = areas.find(outer.code), areas.find(inner.code)
    if above is None or below is None:
        return False
    return (above.code != below.code and areas.is_within(above, below)) or above.level == below.level == "province"
