"""Mends names of bodies of which the tagger found a part: 中共｜某市｜某区委员会 is one name, so is 某县委｜办."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.document import Article
from domain.mention import Mention, MentionKind
from lexicon.alternation import alternate
from nlp.statements.wordlist import load_words

_OPENINGS = re.compile(f"{alternate(load_words('mending', 'openings'))}$")
_OPENED = re.compile(r"(?:委员会|委|税务局)[一-龥]{0,12}$")
_OFFICE = re.compile(f"(?:委|政府)办(?={alternate(load_words('mending', 'behind_offices'))}|[，。；、：）“”（]|$)")
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十]{1,2}(?:中|小|幼|高中)(?![一-龥]{0,2}全会|[学心国年天时间个名月日次])"
)
_COMMITTEE = re.compile(r"会(?![议上同见场期])")
_STREET_OFFICE = re.compile(r"街道办(?![事公理好起得成过实])")


def mend_names(text: str, articles: Sequence[Article], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, given and returned by start, with the names of bodies whole."""
    joined = _join_openings(text, mentions)
    joined = [_lengthen(text, mention, joined) for mention in joined]
    return sorted((*joined, *_iter_schools(text, joined), *_iter_street_offices(text, articles, joined)))


def _join_openings(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Join 中共, 政协 or 共青团 with the divisions and the committee that follow each other without a gap."""
    kept: list[Mention] = []
    for mention in mentions:
        chain = [mention]
        if mention.kind is MentionKind.ORG and _OPENED.search(mention.text):
            while kept and kept[-1].end == chain[0].start and _may_open(kept[-1]):
                chain.insert(0, kept.pop())
        start = chain[0].start
        opening = _OPENINGS.search(text, max(0, start - 12), start)
        inner = _OPENINGS.match(chain[0].text) if len(chain) > 1 else None
        if len(chain) > 1 and inner:
            kept.append(_join(text, start, mention))
        elif mention.kind is MentionKind.ORG and opening and _OPENED.search(mention.text):
            kept.append(_join(text, opening.start(), mention))
        else:
            kept += chain
    return kept


def _may_open(mention: Mention) -> bool:
    return mention.kind is MentionKind.PLACE or bool(_OPENINGS.fullmatch(mention.text))


def _join(text: str, start: int, last: Mention) -> Mention:
    return replace(last, start=start, text=text[start : last.end])


def _lengthen(text: str, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """Return 某县委 as 某县委办 where its office is meant, 某街道 as 某街道办, 某村村委 as 某村村委会."""
    committee = _COMMITTEE.match(text, mention.end) if mention.text.endswith(("村委", "居委")) else None
    if committee is not None and not _is_taken(mentions, *committee.span()):
        return replace(mention, end=committee.end(), text=mention.text + committee.group())
    if mention.kind is MentionKind.PLACE and mention.text.endswith("街道"):
        found = _STREET_OFFICE.match(text, mention.end - 2)
        whole = replace(mention, kind=MentionKind.ORG, end=mention.end + 1, text=f"{mention.text}办", code="")
        return whole if found and not _is_taken(mentions, mention.end, mention.end + 1) else mention
    if mention.kind is not MentionKind.ORG or not mention.text.endswith(("委", "政府")):
        return mention
    found = _OFFICE.match(text, mention.end - (1 if mention.text.endswith("委") else 2))
    if found is None or _is_taken(mentions, mention.end, found.end()):
        return mention
    return replace(mention, end=found.end(), text=text[mention.start : found.end()])


def _iter_schools(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield 一中 right behind the name of its division, with both as its name."""
    for mention in mentions:
        found = _NUMBERED.match(text, mention.end) if mention.kind is MentionKind.PLACE else None
        if found is not None and not _is_taken(mentions, *found.span()):
            yield Mention(found.start(), found.end(), MentionKind.ORG, found.group(), mention.text + found.group())


def _iter_street_offices(text: str, articles: Sequence[Article], mentions: Sequence[Mention]) -> Iterator[Mention]:
    for found in _STREET_OFFICE.finditer(text):
        if not _is_taken(mentions, *found.span()) and any(article.covers(found.start()) for article in articles):
            yield Mention(found.start(), found.end(), MentionKind.ORG, found.group())


def _is_taken(mentions: Sequence[Mention], start: int, end: int) -> bool:
    place = bisect_right(mentions, start, key=lambda mention: mention.start)
    before, behind = mentions[max(0, place - 1) : place], mentions[place : place + 1]
    return any(mention.end > start for mention in before) or any(mention.start < end for mention in behind)
