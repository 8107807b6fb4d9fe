"""Finds awards: known honours, and what stands between 荣获 or 被评为 and its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from domain.mention import MentionKind
from lexicon.alternation import alternate
from lexicon.awards import award_marks, award_names, award_suffixes, given_verbs, is_award, received_verbs
from lexicon.resources import read_yaml
from nlp.rule_tagger.candidate import Candidate
from nlp.rule_tagger.rank import Rank


@cache
def _names() -> re.Pattern[str]:
    return re.compile(alternate(award_names()))


@cache
def _loose() -> frozenset[str]:
    """Honours that are everyday words too (建设平安社区): honours only where somebody gets them."""
    return frozenset(read_yaml("award_context.yaml")["loose"])


@cache
def _superlative() -> re.Pattern[str]:
    context = read_yaml("award_context.yaml")
    levels, marks, heads = (alternate(context[key]) for key in ("levels", "superlatives", "heads"))
    return re.compile(rf"{levels}?{marks}[\u4e00-\u9fff]{{0,8}}?{heads}(?![\u4e00-\u9fff]?(?:评选|推选))")


@cache
def _graded() -> re.Pattern[str]:
    """Honours of a grade or a field: 市级节水学校, 护林模范户."""
    context = read_yaml("award_context.yaml")
    heads, fields = alternate(context["graded"]), alternate(context["fields"])
    return re.compile(rf"(?:国家|自治区|省|市|盟市|旗县|县|区)级{heads}|{fields}(?:{heads}|模范|能手|标兵)户?")


@cache
def _after_verb() -> re.Pattern[str]:
    return re.compile(
        rf"{alternate((*received_verbs(), *given_verbs()))}(?:了|过|为)?(?P<words>[^，。；！？\n]{{2,60}})"
    )


@cache
def _ending() -> re.Pattern[str]:
    marks, suffixes = alternate(award_marks()), alternate(award_suffixes())
    return re.compile(rf"(?:[\u4e00-\u9fffA-Za-z0-9·]{{0,8}}{marks}[\u4e00-\u9fff·]{{0,10}}?){suffixes}")


_AWARDED = re.compile(r"(?:荣获|获得|获评|获|评为|授予|评选|表彰|命名|是|选树|级|全国)[^，。；]{0,10}$")
_TITLE = re.compile(r"[“‘「《]([^“”‘’「」《》，。]{2,30})[”’」》](?=(?:等)?(?:的)?(?:荣誉)?(?:称号|奖|荣誉|、|和|等))")
_OPENED = re.compile(r"(?:授予|荣获|获得|获评|获|被评为|评为|颁发|命名为|授)[^，。；“”]{0,10}“([^“”，。]{2,30})”")
_BARE = re.compile(r"(?P<award>[\u4e00-\u9fffA-Za-z0-9·“”]{2,24}?)(?:的)?(?:荣誉)?(?:称号|荣誉)")


def find_awards(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield honours, without quotation marks and the word 称号."""
    for found in _names().finditer(text, start, end):
        if found.group() not in _loose() or _AWARDED.search(text, max(start, found.start() - 12), found.start()):
            yield Candidate(found.start(), found.end(), MentionKind.AWARD, Rank.TITLE)
    for found in _graded().finditer(text, start, end):
        yield Candidate(found.start(), found.end(), MentionKind.AWARD, Rank.AWARD)
    for found in _superlative().finditer(text, start, end):
        yield Candidate(found.start(), found.end(), MentionKind.AWARD, Rank.AWARD)
    for found in _OPENED.finditer(text, start, end):
        yield Candidate(found.start(1), found.end(1), MentionKind.AWARD, Rank.AWARD)
    for found in _after_verb().finditer(text, start, end):
        begin, stop = found.span("words")
        quoted = list(_TITLE.finditer(text, begin, stop))
        for title in quoted:
            yield Candidate(title.start(1), title.end(1), MentionKind.AWARD, Rank.AWARD)
        if quoted:
            continue
        bare = _BARE.match(text, begin, stop)
        if bare and (is_award(bare["award"]) or bare["award"].endswith(award_suffixes())):
            yield Candidate(bare.start("award"), bare.end("award"), MentionKind.AWARD, Rank.AWARD)
            continue
        for part in _ending().finditer(text, begin, stop):
            words = part.group().removesuffix("称号").removesuffix("荣誉")
            if is_award(words):
                yield Candidate(part.start(), part.start() + len(words), MentionKind.AWARD, Rank.AWARD)
