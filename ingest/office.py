"""Offices written together in one cell: 云岫县教育局局长、党组书记 is two posts of one body.

The reader of career lines tells them apart; a cell is read only where every word of it belongs to an office whose body
the cell says, else the row goes back.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.naming import community_ends, is_body, is_part, split_office
from lexicon.career import rank_form
from lexicon.organisation_folds import cut_division
from nlp.career.career import read_offices
from nlp.career.copy import copy_text

Offices = tuple[tuple[str, str], ...]
"""Bodies with their posts."""

_BETWEEN = re.compile(r"[、,，;；/\s]+|兼任?(?!职)")
_LEADING = ("纪委", "监委", "监察委员会", "监察办公室", "人大", "政协", "武装部", "团委", "妇联", "工会")
"""Bodies that stand beside a place's committee and are named without the place (云岭镇党委委员、纪委书记)."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:街道|镇|乡|苏木|县|旗|市|区|州|盟|省)")
_DISCIPLINE = re.compile(r"(?:纪委监委|纪委|纪律检查委员会)$")
_SUPERVISION = re.compile(r"监委|监察")
_LEVEL = re.compile(
    r"(?!市(?:场|容|民(?!政)|政(?!府|协))|区[域块位]|县[域城]|乡[村镇]|镇村|省际|州际)[省市县区旗州盟镇乡](?=[\u4e00-\u9fff]{2})"
)
"""The level with which a body begins that leaves out which place it is of: 县财政局, 区监委."""
_MATCHED = re.compile(r"(.{2,24}([馆站所段队院园场厂社库处室科股部局校]))((?:常务)?副?\2长)")
"""A post that repeats how its body ends: 青禾市文化馆馆长."""
_NOTE = re.compile(r"[(（]([^()（）]{2,16})[)）]")
_ASIDE = re.compile(r"试用期.{0,8}|(?:保留|明确|享受)?.{0,4}(?:待遇|职级|级别)")
"""Notes behind a post that are no part of it, beside a rank: 副局长（试用期一年）."""
_GOVERNMENT = re.compile(r"(?:人民政府|(?<=街道)办事处)$")
_BESIDE = re.compile(r"党委|党工委|纪委|人大|政协|武装部")
"""Words with which a post begins that is none of the government's: 镇人民政府副镇长、党委委员."""


def find_staff_title(text: str) -> str:
    """Return the rank that stands beside the posts of a cell or in brackets behind one, "" without."""
    return next((part for part in re.split(r"[、,，;；/\s()（）]+", text) if rank_form().fullmatch(part)), "")


def cut_notes(post: str) -> str:
    """Return a post without the rank or the term of trial in brackets behind it: 局长（一级调研员）is 局长."""
    return _NOTE.sub(lambda note: "" if _is_aside(note[1]) else note[0], post)


def _is_aside(words: str) -> bool:
    return all(rank_form().fullmatch(one) or _ASIDE.fullmatch(one) for one in re.split(r"[、,，;；]", words))


def drop_staff_titles(posts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the posts without the ranks beside them; a rank that stands alone is all that is held."""
    return tuple(post for post in posts if not rank_form().fullmatch(post)) or posts


@lru_cache(maxsize=4096)
def split_offices(text: str) -> Offices:
    """Return the bodies and posts of a cell in order, () where they cannot be told apart.

    A further post without a body is of the body before it; 村委会主任 behind 东沟村党支部书记 is the village's. A rank
    beside the posts, or in brackets, belongs to none of them.
    """
    plain = "、".join(
        drop_staff_titles(tuple(part for part in re.split(r"[、,，;；\n]", cut_notes(text.strip())) if part))
    )
    if (one := split_office(plain)) and (" " in plain or not _BETWEEN.search(plain)):
        return (one,)
    if (matched := _MATCHED.fullmatch(plain)) and _PLACE.match(matched[1]) and not _BETWEEN.search(plain):
        return ((matched[1], matched[3]),)
    found: list[tuple[str, str]] = []
    read = [False] * len(plain)
    for held in read_offices(copy_text(plain), "current").posts:
        if held.body is None or held.post is None:
            return ()
        whose, post = held.body, held.post
        office = _place(found, whose.text, post.text, is_beside=whose.end == post.start)
        if office is None:
            return ()
        found.append(office)
        for span in (post,) if found[1:] and _BESIDE.match(post.text) and whose.text == found[0][0] else (whose, post):
            read[span.start : span.end] = [True] * (span.end - span.start)
    rest = "".join(" " if is_read else sign for sign, is_read in zip(plain, read, strict=True))
    is_all = (
        bool(found) and not _BETWEEN.sub("", rest).strip() and (_is_whole(found[0][0]) or _is_levelled(found[0][0]))
    )
    return tuple(dict.fromkeys(found)) if is_all else ()


def _place(found: Offices | list[tuple[str, str]], whose: str, post: str, *, is_beside: bool) -> tuple[str, str] | None:
    """Return the body and the post of a further office behind those found, None where it cannot be told whose it is."""
    first = found[0][0] if found else whose
    if found and not is_beside and whose.endswith(_LEADING):
        return (first, post) if _SUPERVISION.match(post) and whose == "纪委" else None
    if found and _BESIDE.match(post) and whose == first:
        return _GOVERNMENT.sub("", first), post
    if whose == first or _is_whole(whose):
        return whose, post
    if is_part(whose) or whose in _LEADING:
        place = _DISCIPLINE.sub("", first) if _SUPERVISION.match(whose) else first
        return place or first, whose + post if is_beside else post
    if not _is_levelled(whose):
        return None
    named = _PLACE.match(first)
    return (named[0] + whose[1:] if named and named[0].endswith(whose[0]) else whose), post


def _is_levelled(body: str) -> bool:
    """True for a body that names the level of its place and not the place, as the office of that place writes it."""
    return bool(_LEVEL.match(body)) and is_body(body)


def names_office(text: str) -> bool:
    """True when the words say both a post and the body whose it is."""
    found = split_offices(text)
    return bool(found) and not is_part(found[0][0])


def pair_posts(body: str, posts: tuple[str, ...]) -> Offices:
    """Return each post of a cell with its body: that of the row, or the one that the post itself names."""
    paired = []
    for post in posts:
        own = split_office(post)
        is_named = own is not None and not is_part(own[0]) and (_is_whole(own[0]) or _is_levelled(own[0]))
        paired.append(own if own is not None and is_named else (body, post))
    return tuple(paired)


def _is_whole(body: str) -> bool:
    """True for a body, or a place, that says of which place it is: no 党支部, no bare 科技局."""
    if body.endswith(community_ends()) and body not in community_ends():
        return True
    named = _PLACE.match(body)
    if named is not None and (named.end() == len(body) or is_body(body)):
        return True
    return bool(cut_division(body)[0]) and (is_body(body) or not cut_division(body)[1])
