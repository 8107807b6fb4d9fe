"""Finds awards: known honours, and what stands between 荣获 or 被评为 and its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from domain.mention import MentionKind
from lexicon.awards import award_marks, award_names, award_suffixes, given_verbs, is_award, received_verbs
from nlp.rule_tagger.candidate import Candidate
from nlp.rule_tagger.rank import Rank


@cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, award_names())))


@cache
def _after_verb() -> re.Pattern[str]:
    verbs = sorted({*received_verbs(), *given_verbs()}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(verbs)})(?:了|过|为)?(?P<words>[^，。；！？\n]{{2,60}})")


@cache
def _ending() -> re.Pattern[str]:
    marks = "|".join(map(re.escape, award_marks()))
    suffixes = "|".join(map(re.escape, award_suffixes()))
    return re.compile(rf"(?:[\u4e00-\u9fffA-Za-z0-9·]{{0,8}}(?:{marks})[\u4e00-\u9fff·]{{0,10}}?)(?:{suffixes})(?:[\u4e00-\u9fff]{{0,0}})")


_TITLE = re.compile(r"[“‘「《]([^“”‘’「」《》，。]{2,30})[”’」》](?=(?:等)?(?:的)?(?:荣誉)?(?:称号|奖|荣誉|、|和|等))")
_BARE = re.compile(r"(?P<award>[\u4e00-\u9fffA-Za-z0-9·“”]{2,24}?)(?:的)?(?:荣誉)?(?:称号|荣誉)")


def find_awards(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield honours, without quotation marks and the word 称号."""
    for found in _names().finditer(text, start, end):
        yield Candidate(found.start(), found.end(), MentionKind.AWARD, Rank.TITLE)
    for found in _after_verb().finditer(text, start, end):
        begin, stop = found.span("words")
        quoted = list(_TITLE.finditer(text, begin, stop))
        for title in quoted:
            yield Candidate(title.start(1), title.end(1), MentionKind.AWARD, Rank.AWARD)
        if quoted:
            continue
        if bare := _BARE.match(text, begin, stop):
            if is_award(bare["award"]) or bare["award"].endswith(award_suffixes()):
                yield Candidate(bare.start("award"), bare.end("award"), MentionKind.AWARD, Rank.AWARD)
                continue
        for part in _ending().finditer(text, begin, stop):
            if is_award(part.group()):
                yield Candidate(part.start(), part.end(), MentionKind.AWARD, Rank.AWARD)
