"""Finds the short names that an article introduces (以下简称“某某公司”) wherever they stand behind that."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from domain.document import Article
from domain.mention import Mention, MentionKind

_INTRODUCED = re.compile(
    r"[”」]?[（(](?:以下|下文)?[均统]?(?:简称|下称)(?:为)?[：:]?[“「]?(?P<short>[^”」“）)\n，；、]{2,12})[”」]?[）)]"
)
_KINDS = (MentionKind.ORG, MentionKind.COMMUNITY)


def find_aliases(text: str, articles: Sequence[Article], mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions of the introduced short names, with their full names, where no other mention stands.

    The name that the words in brackets follow is the full one; mentions are given, and returned, by start.
    """
    found: list[Mention] = []
    if "简称" not in text and "下称" not in text:
        return found
    for article in articles:
        for full, short, behind in _iter_introduced(text, article, mentions):
            found += _iter_uses(text, article, mentions, full, short, behind)
    return sorted(found)


def _iter_introduced(text: str, article: Article, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str, int]]:
    for segment_start, segment_end in article.segments:
        for mention in mentions[bisect_left(mentions, segment_start, key=lambda m: m.start) :]:
            if mention.start >= segment_end:
                break
            match = _INTRODUCED.match(text, mention.end, segment_end) if mention.kind in _KINDS else None
            if match is not None:
                yield mention, match["short"], match.end()


def _iter_uses(
    text: str, article: Article, mentions: Sequence[Mention], full: Mention, short: str, behind: int
) -> Iterator[Mention]:
    offset = text.find(short, behind, article.end)
    while offset >= 0:
        end = offset + len(short)
        if not _is_taken(mentions, offset, end) and article.covers(offset):
            yield Mention(offset, end, full.kind, short, full.name)
        offset = text.find(short, end, article.end)


def _is_taken(mentions: Sequence[Mention], start: int, end: int) -> bool:
    place = bisect_right(mentions, start, key=lambda mention: mention.start)
    before, behind = mentions[max(0, place - 1) : place], mentions[place : place + 1]
    return any(mention.end > start for mention in before) or any(mention.start < end for mention in behind)
