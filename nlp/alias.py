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
    """Return mentions of the introduced short names, with their full names, where no longer mention stands.

    The name that the words in brackets follow is the full one; mentions are given, and returned, by start. Within the
    brackets the short name is one only where something was found there.
    """
    found: list[Mention] = []
    if "简称" not in text and "下称" not in text:
        return found
    for article in articles:
        for full, short, behind in _iter_introduced(text, article, mentions):
            found += _iter_uses(text, article, mentions, full, short, behind)
            start = text.rindex(short, full.end, behind)
            if any(m.start >= start and m.end <= start + len(short) for m in _overlapping(mentions, start, behind)):
                found.append(Mention(start, start + len(short), full.kind, short, full.name))
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


def leave_out(mentions: Sequence[Mention], aliases: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without those that are a part of an introduced short name."""
    inner = {m for alias in aliases for m in _overlapping(mentions, alias.start, alias.end)}
    return [mention for mention in mentions if mention not in inner]


def _is_taken(mentions: Sequence[Mention], start: int, end: int) -> bool:
    """True where a mention stands that is no part of the short name."""
    return any(m.start < start or m.end > end for m in _overlapping(mentions, start, end))


def _overlapping(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    first = max(0, bisect_right(mentions, start, key=lambda mention: mention.start) - 1)
    last = bisect_left(mentions, end, key=lambda mention: mention.start)
    return [mention for mention in mentions[first:last] if mention.end > start and mention.start < end]
