"""Mends names of bodies of which the tagger found a part: 中共｜某市｜某区委员会 is one name, so is 某县委｜办."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.document import Article
from domain.mention import Mention, MentionKind
from lexicon.alternation import alternate
from lexicon.areas import load_areas
from lexicon.organisation_folds import division_ends
from lexicon.organisations import is_bare
from lexicon.posts import known_titles
from nlp.statements.wordlist import load_words

_OPENINGS = re.compile(f"{alternate(load_words('mending', 'openings'))}$")
_OPENED = re.compile(r"(?:委员会|委|税务局)[一-龥]{0,12}$")
# 县委办好实事, 县政府办理: the verb, no office.
_VERB = "[理好起得成了过完实事公学一二两三几件民证案妥齐大]"
_OFFICE = re.compile(f"(?:委|政府)办(?!{_VERB})")
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十]{1,2}(?:中|小|幼|高中)(?![一-龥]{0,2}全会|[学心国年天时间个名月日次区组队院型步部])"
)
_VERB_OF_POST = re.compile(r"(?:担任|出任|任)(?=[一-龥]{2})")
_COMMITTEE = re.compile(r"会(?![议上同见场期])")
_STREET_OFFICE = re.compile(f"街道办(?!{_VERB})")
_LONGEST_CUT = 7
_TERM = re.compile(r"第[一二三四五六七八九十\d]{1,3}届.")
"""A body of a term: 某县｜第十届人大常委会 is that of the county."""
_SEAT = re.compile(r"(?:第[一二三四五六七八九十\d]{1,3}届)?(?P<seat>人民代表大会代表)(?![大团们])")
_CONGRESS = "人民代表大会"
_LAST_MONTH = re.compile(r"(?<![马北以])上个?月(?:[初底末]|[上中下]旬)?(?![\d一二三四五六七八九十光球])")
_HERDER_POSTS = ("苏木达", "嘎查达", "副苏木达", "副嘎查达")
_BRANCH = re.compile(r"(?:总支部?|支部)(?:委员会)?(?![书委长]|副书)")


def mend_names(text: str, articles: Sequence[Article], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, given and returned by start, with the names of bodies whole."""
    joined = _join_spaced(text, _join_openings(text, _join_cut(text, mentions)))
    joined = [_begin(text, _leave_verb(mention), joined) for mention in joined]
    joined = [_lengthen(text, mention, joined) for mention in joined]
    added = (*_iter_schools(text, joined), *_iter_street_offices(text, articles, joined))
    joined = sorted((*joined, *added, *_iter_months(text, articles, joined)))
    joined = [m for m in joined if m.text != _CONGRESS or not _SEAT.match(text, m.start)]
    return sorted((*joined, *_iter_seats(text, joined)))


def _join_cut(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mend what grammar shows to be cut: 丰宁｜满族自治县…局, 某苏木｜浩坦｜淖日嘎查; 苏木达 behind a body is a post.

    Between a town and a village stands no other place, so a short one there opens the village's name.
    """
    kept: list[Mention] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        if before is not None and before.end == mention.start and before.kind is MentionKind.PLACE:
            if mention.kind is MentionKind.ORG and _cuts_division(text, before, mention):
                kept[-1] = _join(text, before.start, mention)
                continue
            if mention.kind is MentionKind.ORG and _TERM.match(mention.text) and _is_division(before):
                kept[-1] = _join(text, before.start, mention)
                continue
            town = kept[-2] if len(kept) > 1 and kept[-2].end == before.start else None
            if mention.kind is MentionKind.COMMUNITY and _opens_village(town, before):
                kept[-1] = _join(text, before.start, mention)
                continue
        if mention.text in _HERDER_POSTS and before is not None and before.end == mention.start:
            mention = replace(mention, kind=MentionKind.POST)
        kept.append(mention)
    return kept


def _cuts_division(text: str, place: Mention, body: Mention) -> bool:
    """True when the full name of a division begins at the place and ends within the body behind it."""
    return place.end < place.start + len(_names_division(text, place.start)) < body.end


def _opens_village(town: Mention | None, place: Mention) -> bool:
    is_town = town is not None and town.kind is MentionKind.PLACE and town.text.endswith(("镇", "乡", "苏木"))
    return is_town and not place.text.endswith((*division_ends(), "镇", "乡", "苏木", "街道"))


def _leave_verb(mention: Mention) -> Mention:
    """Return a post without the verb that the tagger read into it: 任｜主任."""
    found = _VERB_OF_POST.match(mention.text) if mention.kind is MentionKind.POST else None
    if found is None or mention.text[found.end() :] not in known_titles() or mention.text in known_titles():
        return mention
    return replace(mention, start=mention.start + found.end(), text=mention.text[found.end() :])


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


def _join_spaced(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Join a division and its body between which a page left a gap: 某区　公安局."""
    kept: list[Mention] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        gap = text[before.end : mention.start] if before is not None else ""
        is_gap = 0 < len(gap) <= 2 and not gap.strip(" \u3000")
        is_own = mention.kind is MentionKind.ORG and is_bare(mention.text)
        if before is not None and is_gap and is_own and _is_division(before):
            kept[-1] = _join(text, before.start, mention)
            continue
        kept.append(mention)
    return kept


def _is_division(mention: Mention) -> bool:
    return mention.kind is MentionKind.PLACE and mention.text.endswith(division_ends())


def _may_open(mention: Mention) -> bool:
    return mention.kind is MentionKind.PLACE or bool(_OPENINGS.fullmatch(mention.text))


def _join(text: str, start: int, last: Mention) -> Mention:
    return replace(last, start=start, text=text[start : last.end])


def _lengthen(text: str, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """Return 某县委 as 某县委办 where its office is meant, 某街道 as 某街道办, 某村村委 as 某村村委会."""
    committee = _COMMITTEE.match(text, mention.end) if mention.text.endswith(("村委", "居委")) else None
    if committee is not None and not _is_taken(mentions, *committee.span()):
        return replace(mention, end=committee.end(), text=mention.text + committee.group())
    branch = _BRANCH.match(text, mention.end) if mention.kind is MentionKind.COMMUNITY else None
    if branch is not None and not _is_taken(mentions, *branch.span()):
        return replace(mention, kind=MentionKind.ORG, end=branch.end(), text=mention.text + branch.group(), code="")
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


def _iter_seats(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield 人民代表大会代表 behind the name of a division as the post that it is: 某市第十五届人民代表大会代表."""
    for found in _SEAT.finditer(text):
        is_free = not _is_taken(mentions, *found.span("seat"))
        is_led = any(m.end == found.start() and _is_division(m) for m in _before(mentions, found.start()))
        if is_free and is_led:
            yield Mention(*found.span("seat"), MentionKind.POST, found["seat"])


def _before(mentions: Sequence[Mention], offset: int) -> Sequence[Mention]:
    place = bisect_right(mentions, offset, key=lambda mention: mention.start)
    return mentions[max(0, place - 2) : place]


def _iter_street_offices(text: str, articles: Sequence[Article], mentions: Sequence[Mention]) -> Iterator[Mention]:
    for found in _STREET_OFFICE.finditer(text):
        if not _is_taken(mentions, *found.span()) and any(article.covers(found.start()) for article in articles):
            yield Mention(found.start(), found.end(), MentionKind.ORG, found.group())


def _iter_months(text: str, articles: Sequence[Article], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield 上月 and 上个月底 as dates: the day of the paper tells which month is meant."""
    for found in _LAST_MONTH.finditer(text):
        if not _is_taken(mentions, *found.span()) and any(article.covers(found.start()) for article in articles):
            yield Mention(found.start(), found.end(), MentionKind.DATE, found.group())


def _begin(text: str, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    """Return a body with the whole name of its division where the tagger cut into it: 平原｜县委, 于｜洪区委."""
    if mention.kind is not MentionKind.ORG or _names_division(mention.text, 0):
        return mention
    for start in range(max(0, mention.start - _LONGEST_CUT), mention.start):
        end = start + len(_names_division(text, start))
        if mention.start < end < mention.end and not _is_taken(mentions, start, mention.start):
            return _join(text, start, mention)
    return mention


def _names_division(text: str, start: int) -> str:
    """Return the full name of a county or higher division that stands at the place, "" where none does.

    Names of towns may be words of the sentence: 联合镇.
    """
    areas = load_areas()
    name = areas.find_prefix(text, start)
    return name if any(area.name == name and area.level != "street" for area in areas.by_name(name)) else ""


def _is_taken(mentions: Sequence[Mention], start: int, end: int) -> bool:
    place = bisect_right(mentions, start, key=lambda mention: mention.start)
    before, behind = mentions[max(0, place - 1) : place], mentions[place : place + 1]
    return any(mention.end > start for mention in before) or any(mention.start < end for mention in behind)
