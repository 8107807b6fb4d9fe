"""Tells divisions and bodies of one name apart in one text: 某市新华区政府 and another 市's 新华区政府 are two.

Within a text a name stands for one thing wherever it is written. Behind two places of which neither lies in the
other it stands for two: each is called by its place there, and so is the name alone in an article that puts it in
one place only; else it is left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from domain.document import Article
from domain.mention import Mention, MentionKind
from lexicon.areas import Area, load_areas

_KINDS = (MentionKind.ORG, MentionKind.PLACE)
_Name = tuple[MentionKind, str]


def part_twins(articles: Sequence[Article], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions, given and returned by start, with those of one name told apart."""
    behind = dict(_iter_behind(mentions))
    places_of: dict[_Name, dict[str, Area]] = {}
    for number, (_, area) in behind.items():
        places_of.setdefault(_name(mentions[number]), {})[area.code] = area
    twins = {name for name, places in places_of.items() if _are_apart(tuple(places.values()))}
    if not twins:
        return tuple(mentions)
    told: dict[tuple[_Name, int], dict[str, tuple[str, Area]]] = {}
    for number, (words, area) in behind.items():
        article = _number_of_article(articles, mentions[number])
        told.setdefault((_name(mentions[number]), article), {})[area.code] = words, area
    parted = []
    for number, mention in enumerate(mentions):
        if _name(mention) in twins:
            others = list(told.get((_name(mention), _number_of_article(articles, mention)), {}).values())
            mention = _call(mention, behind.get(number) or (others[0] if len(others) == 1 else None))
        parted.append(mention)
    return tuple(parted)


def _name(mention: Mention) -> _Name:
    return mention.kind, mention.text


def _number_of_article(articles: Sequence[Article], mention: Mention) -> int:
    return next((number for number, article in enumerate(articles) if article.covers(mention.start)), -1)


def _iter_behind(mentions: Sequence[Mention]) -> Iterator[tuple[int, tuple[str, Area]]]:
    """Yield the numbers of the mentions right behind a known place, with its words and what it is."""
    areas = load_areas()
    for number in range(1, len(mentions)):
        before, mention = mentions[number - 1], mentions[number]
        if mention.kind in _KINDS and before.kind is MentionKind.PLACE and before.end == mention.start:
            area = areas.find(before.code) if before.code else areas.resolve(before.text, [])
            if area is not None:
                yield number, (before.text, area)


def _are_apart(places: Sequence[Area]) -> bool:
    """True where two of the places lie beside each other."""
    areas = load_areas()
    return any(
        not (areas.is_within(one, other) or areas.is_within(other, one)) for one, other in combinations(places, 2)
    )


def _call(mention: Mention, above: tuple[str, Area] | None) -> Mention:
    """Return the mention by the name that its place gives it, left open where no place does."""
    if above is None:
        return replace(mention, full_name="", code="")
    words, area = above
    own = load_areas().resolve(mention.text, [area.name]) if mention.kind is MentionKind.PLACE else None
    return replace(mention, full_name=f"{words}{mention.text}", code=own.code if own else "")
