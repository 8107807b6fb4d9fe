"""Mends the names of people in the slots of notices of office: 任命｜某某｜为, 某某｜同志任, 免去｜某某｜的.

A tagger knows a name by its characters and takes a rare one for two, or for none; in these places grammar says where
the name ends. Only what already looks like a name is mended, and only where no other mention stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from domain.mention import Mention, MentionKind
from lexicon.area_forms import is_people
from lexicon.areas import level_words, load_areas
from lexicon.names import is_han_name_shape, load_surnames, minority_parts, rare_surnames, surname_of
from lexicon.organisation_folds import division_ends
from lexicon.organisations import is_bare
from lexicon.posts import known_titles
from lexicon.words import load_words

_HAN = "一-龥"
_DAY = (
    r"(?:[今去前]年|(?:19|20)\d\d年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月)(?:\d{1,2}日)?"
    r"|[今去前]年|[昨今][天日]"
)
"""A day between a name and the verb of office: 某某今年1月卸任."""
_VERB = (
    rf"(?:同志)?(?:(?:已|近日|日前|{_DAY})?(?:任(?!务|期|命|职|免|何)|出任|担任|兼任|接任|继任|就任|代理|当选|获任|历任|曾任|现任|调任|转任|改任|升任|挂职|卸任|接替(?!者))"
    r"|(?:因[^，。；\n]{2,12}[，,])?(?:已经?)?(?:不再|申请?辞去|辞去|已?退休)|自[^，。；\n]{2,12}起(?:担?任|不再)|此前[任担]|先后[任担]|由[^，。；\n]{2,24}[调转改升]任)"
)
_DATED = re.compile(_DAY)
_PLAIN_VERB = re.compile(
    r"(?:同志)?(?:因[^，。；\n]{2,12}[，,])?(?:任|出任|担任|兼任|当选为?|调任|转任|不再[担兼]任|辞去|卸任)"
)
_SUBJECT = re.compile(rf"(?:^|(?<=[\n，。；：、！？\s]))(?P<name>[{_HAN}]{{2,4}}?)(?={_VERB})")
_OBJECT = re.compile(
    r"(?:任命|免去|决定|批准|同意|补选|增选|选举|接受|提请|聘任|提名|宣布|选派|下派|拟任)"
    rf"(?P<name>[{_HAN}]{{2,4}}?)(?=(?:同志)?(?:为|任(?!命)|担任|的[^，。；\n]{{2,30}}职务|代理|辞去|兼任|不再"
    r"|[到赴][^，。；\n]{2,20}(?:挂职|任职|担任)))"
)
_GIVEN = re.compile(rf"由(?P<name>[{_HAN}]{{2,4}}?)(?=(?:同志)?(?:接任|继任|接替|接棒|暂代|代理))")
_LISTED = re.compile(
    rf"(?:^|(?<=\n))[ \u3000]*(?P<name>[{_HAN}]{{2,4}}?)(?=[，,]\s?(?:[男女][，,]"
    rf"|[{_HAN}]{{1,4}}族[，,]|(?:19|20)\d{{2}}年\d{{1,2}}月(?:\d{{1,2}}日)?(?:出?生|参加|入党|加入)))"
)
_TIME = re.compile("[次翌][年月日]")
_SAYING = re.compile(r"[一-鿿]([一-鿿])(?!\1)[一-鿿]\1")
"""Four characters of which the last says the second again: sayings are so made, and no names."""
_COMMON = 200
"""So many surnames are common: a name that begins with one of them is whole."""
_PREFIXES = ("政协", "中共", "共青团", "中国共产党", "中国人民政治协商会议")
_BRANCHES = (
    "派出所", "法庭", "分行", "支行", "分局", "分公司", "支公司", "项目部", "大队", "中队", "支队", "分校", "校区",
)  # fmt: skip
_NO_POSTS = ("候选人", "人选", "候选人选", "提名人选")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]{1,3}任|首任|新任|时任|现任")
_OPENING = re.compile(r"(?:^|[\n，。；：、！？“\s])$")
_TAKEN = re.compile(r"(?:免去|撤销|罢免|免除|解除|辞去)$")
_NO_FIRST = frozenset(
    "和与及由对向等而但并且又也还让请据经因在当为被把将即若如每该其到是问见令使派以于有本老小新原前故"
)
_NO_LAST = frozenset("已将现曾同也又仍被连历兼不先后再接调转升主卸当出就还正拟并因于为的任免了新原前")
"""A character that begins the words behind a name more often than it ends one."""


def mend_names(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions by start, with the names that the slots of notices show to be longer, or to be there."""
    mentions = tuple(_drop_ordinal(m) for m in mentions if not _is_none(m))
    mentions = tuple(_add_surnames(text, tuple(_join_prefixes(text, mentions))))
    found = {m.start: m for m in _find_names(text, mentions)}
    if not found:
        return tuple(mentions)
    longest = {start: m.end for start, m in found.items()}
    starts = sorted(longest)
    kept = [m for m in mentions if not _is_covered(m, starts, longest)]
    return tuple(sorted((*kept, *found.values())))


def _is_none(mention: Mention) -> bool:
    """True for what was taken for a name or a post and is none: 候选人 says how far it is with the post before."""
    if mention.kind is MentionKind.POST:
        return mention.text in _NO_POSTS or _ORDINAL.fullmatch(mention.text) is not None
    return mention.kind is MentionKind.PERSON and _is_no_name(mention.text)


def _drop_ordinal(mention: Mention) -> Mention:
    """Return 第五任馆长 without what counts those who held it."""
    ordinal = _ORDINAL.match(mention.text) if mention.kind is MentionKind.POST else None
    if ordinal is None:
        return mention
    return Mention(mention.start + ordinal.end(), mention.end, mention.kind, mention.text[ordinal.end() :])


def _is_no_name(words: str) -> bool:
    """True for a people (男，维吾尔族), a time (次月) and a saying (念兹在兹) that the tagger took for somebody."""
    is_saying = _SAYING.fullmatch(words) is not None and not words.endswith(minority_parts())
    return is_saying or is_people(words) or _TIME.fullmatch(words) is not None


def _is_covered(mention: Mention, starts: Sequence[int], ends: Mapping[int, int]) -> bool:
    """True when one of the names found, whose ends are given by their starts, overlaps the mention."""
    place = bisect_left(starts, mention.end)
    return place > 0 and ends[starts[place - 1]] > mention.start


def _add_surnames(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions; a given name behind a title, or at the head of a clause, takes in the surname before it."""
    last = None
    for mention in _mend_kinds(text, tuple(map(_drop_pronoun, mentions))):
        start = mention.start - 1
        behind_title = last is not None and last.kind is MentionKind.POST and last.end == start
        opens = start >= 0 and _OPENING.search(text, max(0, start - 1), start) is not None
        is_rare = load_surnames().get(mention.text[0], _COMMON) >= _COMMON
        opens = opens and is_rare and (last is None or last.end <= start)
        if mention.kind is MentionKind.PERSON and (behind_title or opens) and len(mention.text) == 2:
            name = text[start : mention.end]
            if is_han_name_shape(name) and text[start] in load_surnames():
                mention = Mention(start, mention.end, MentionKind.PERSON, name)
        last = mention
        yield mention


def _join_prefixes(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions; what cannot stand without its beginning is one body with it.

    政协 and 某县第十届委员会 right behind it, a division and 人民政府 or 监委, a body and its branch (公安局, 派出所).
    """
    held: Mention | None = None
    for mention in mentions:
        if held is not None and mention.start == held.end and _needs(held, mention):
            mention = Mention(held.start, mention.end, MentionKind.ORG, text[held.start : mention.end])
        elif held is not None:
            yield held
        held = mention
    if held is not None:
        yield held


def _needs(before: Mention, body: Mention) -> bool:
    """True where the body is none without what stands before; 盟委 says itself of what it is."""
    if body.kind is not MentionKind.ORG:
        return False
    if before.kind is MentionKind.ORG:
        return before.text in _PREFIXES or body.text.endswith(_BRANCHES)
    is_division = before.kind in (MentionKind.PLACE, MentionKind.COMMUNITY)
    return is_division and is_bare(body.text) and not body.text.startswith(level_words())


def _drop_pronoun(mention: Mention) -> Mention:
    """Return 其某县人民政府 without the pronoun before the area."""
    rest = mention.text.removeprefix("其")
    if mention.kind is not MentionKind.ORG or rest == mention.text or not load_areas().find_prefix(rest):
        return mention
    return Mention(mention.start + 1, mention.end, mention.kind, rest)


def _mend_kinds(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions; behind 免去 a place that no list knows is a person, and a person that 其 opens is a place.

    免去｜某某｜某县粮食局局长职务 has the name in the slot; 免去其｜某镇一中｜校长职务 has none but the pronoun.
    """
    for number, mention in enumerate(mentions):
        taken = _TAKEN.search(text, max(0, mention.start - 4), mention.start)
        behind = mentions[number + 1] if number + 1 < len(mentions) else None
        if taken and mention.kind is MentionKind.PERSON and mention.text.startswith("其") and len(mention.text) > 2:
            yield Mention(mention.start + 1, mention.end, MentionKind.PLACE, mention.text[1:])
            continue
        size = _count_name(mention) if taken else 0
        if size:
            yield Mention(mention.start, mention.start + size, MentionKind.PERSON, mention.text[:size])
            yield Mention(mention.start + size, mention.end, MentionKind.ORG, mention.text[size:])
            continue
        is_slot = taken and mention.kind is MentionKind.PLACE and behind is not None and behind.start == mention.end
        if is_slot and is_han_name_shape(mention.text) and not load_areas().by_name(mention.text):
            mention = Mention(mention.start, mention.end, MentionKind.PERSON, mention.text)
        yield mention


def _count_name(mention: Mention) -> int:
    """Return how many characters of a body behind 免去 are the name before it, 0 if none: 免去｜吴英石政协…委员会."""
    if mention.kind is not MentionKind.ORG or load_areas().find_prefix(mention.text):
        return 0
    for size in (3, 2):
        name, rest = mention.text[:size], mention.text[size:]
        is_body = rest.startswith(_PREFIXES) or load_areas().find_prefix(rest) != "" or is_bare(rest)
        if (
            is_body
            and is_han_name_shape(name)
            and not (size == 2 and name in load_words())
            and _is_given(name.ljust(3))
        ):
            return size
    return 0


def _find_names(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    starts = [m.start for m in mentions]
    for slot in (_SUBJECT, _OBJECT, _GIVEN, _LISTED):
        for match in slot.finditer(text):
            start, end = match.span("name")
            near = mentions[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)]
            inside = [m for m in near if m.end > start]
            if (
                slot is not _LISTED
                and len(inside) == 1
                and (
                    _lacks_first(inside[0], text, start, end, 2 if slot is _SUBJECT else 1)
                    or _is_taken_for_place(inside[0], start, end)
                )
            ):
                yield Mention(start, end, MentionKind.PERSON, text[start:end])
                continue
            if slot is _LISTED:
                inside = [m for m in inside if m.kind is not MentionKind.PLACE or m.start != start or m.end >= end]
            gets = _gets_office(text, mentions, starts, end) and not text.endswith(division_ends(), start, end)
            is_sure = slot is _OBJECT or bool(inside) or slot is _LISTED or _is_dated(text, start, end)
            is_sure = is_sure or (slot is _GIVEN and _is_given(text[start:end]))
            is_sure = is_sure or (gets and _may_be_word(text[start:end]))
            is_name = _is_name(text[start:end], is_sure=is_sure) or (slot is _LISTED and _is_listed(text, start, end))
            if is_name and all(_may_grow(m, start, end, gets=gets) for m in inside):
                yield Mention(start, end, MentionKind.PERSON, text[start:end])


def _is_dated(text: str, start: int, end: int) -> bool:
    """True for three characters with a day and a verb of office behind, though two of them are a word: 蓝｜素心."""
    name = text[start:end]
    is_free = len(name) == 3 and name[:2] not in load_words() and name[1:] not in known_titles()
    return is_free and _DATED.match(text, end) is not None


def _is_listed(text: str, start: int, end: int) -> bool:
    """True for what stands before 男 or 女 on a line of its own, though no list has the surname."""
    name = text[start:end]
    is_told = text[end + 1 : end + 2] in ("男", "女")
    return is_told and 2 <= len(name) <= 3 and name not in load_words() and name[-1] not in _NO_LAST


def _lacks_first(mention: Mention, text: str, start: int, end: int, least: int) -> bool:
    """True for a name longer than `least` that the tagger found without its first character: 次｜仁曲珍因…，已不再."""
    is_tail = mention.kind is MentionKind.PERSON and mention.start == start + 1 and mention.end == end
    return is_tail and len(mention.text) > least and text[start] not in _NO_FIRST


def _is_taken_for_place(mention: Mention, start: int, end: int) -> bool:
    """True for a name that the tagger took for a place that no list knows: 柏青山｜挂职结束."""
    is_whole = mention.kind is MentionKind.PLACE and (mention.start, mention.end) == (start, end)
    name = mention.text
    return is_whole and is_han_name_shape(name) and len(name) == 3 and not load_areas().by_name(name)


def _is_given(name: str) -> bool:
    """True for a common surname with two characters behind 由 and before 接任, where no word begins: 由向远征接任."""
    return len(name) == 3 and load_surnames().get(name[0], _COMMON) < _COMMON and name[:2] not in load_words()


def _may_be_word(name: str) -> bool:
    """True for a common surname and two characters that may be a noun, but no small word: 后｜同时 is none."""
    word = load_words().get(name[1:])
    is_name = len(name) == 3 and load_surnames().get(name[0], _COMMON) < _COMMON and name[0] not in _NO_FIRST
    return is_name and name[:2] not in load_words() and (word is None or word.kind == "noun")


def _gets_office(text: str, mentions: Sequence[Mention], starts: Sequence[int], end: int) -> bool:
    """True when a verb of office behind the slot has a body right behind it: 祝｜融融任｜某县科学技术协会."""
    verb = _PLAIN_VERB.match(text, end)
    place = bisect_left(starts, verb.end()) if verb else len(mentions)
    return (
        verb is not None
        and place < len(mentions)
        and starts[place] == verb.end()
        and (mentions[place].kind in (MentionKind.ORG, MentionKind.PLACE))
    )


def _may_grow(mention: Mention, start: int, end: int, *, gets: bool) -> bool:
    """True for the beginning of this very name; any other mention there, and the whole name, stays as it is.

    A place opens a name only where that name gets an office: 浦江｜月不再兼任某委书记.
    """
    is_kind = mention.kind is MentionKind.PERSON or (gets and mention.kind is MentionKind.PLACE)
    return is_kind and mention.start == start and mention.end < end


def _is_name(name: str, *, is_sure: bool) -> bool:
    """True for a surname and given name; unless the slot itself is sure, no part of it may be a common word."""
    if not is_han_name_shape(name) or name[-1] in _NO_LAST or name in load_words() or name[1:] in _TITLES:
        return False
    is_short = len(name) == 2 and surname_of(name) in rare_surnames()
    return not is_short and (is_sure or not any(part in load_words() for part in (name[:2], name[-2:])))


_TITLES = frozenset({"主任", "书记", "部长", "局长", "县长", "市长", "主席", "委员", "代表", "同志", "先生", "女士"})
