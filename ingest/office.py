"""Offices written together in one cell: 云岫县教育局局长、党组书记 is two posts of one body.

The reader of career lines tells them apart; a cell is read only where every word of it belongs to an office whose body
the cell says, else the row goes back.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.naming import is_body, is_part, split_office
from lexicon.areas import community_suffixes
from lexicon.organisation_folds import cut_division
from nlp.career.career import read_offices
from nlp.career.copy import copy_text

Offices = tuple[tuple[str, str], ...]
"""Bodies with their posts."""

_BETWEEN = re.compile(r"[、,，;；/\s]+|兼任?(?!职)")
_LEADING = ("纪委", "人大", "政协", "武装部", "团委", "妇联", "工会")
"""Bodies that stand beside a place's committee and are named without the place (云岭镇党委委员、纪委书记)."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:街道|镇|乡|苏木|县|旗|市|区|州|盟|省)")
_GOVERNMENT = re.compile(r"(?:人民政府|(?<=街道)办事处)$")
_BESIDE = re.compile(r"党委|党工委|纪委|人大|政协|武装部")
"""Words with which a post begins that is none of the government's: 镇人民政府副镇长、党委委员."""


@lru_cache(maxsize=4096)
def split_offices(text: str) -> Offices:
    """Return the bodies and posts of a cell in order, () where they cannot be told apart.

    A further post without a body is of the body before it; 村委会主任 behind 东沟村党支部书记 is the village's.
    """
    plain = text.strip()
    if not _BETWEEN.search(plain):
        one = split_office(plain)
        return (one,) if one else ()
    if (one := split_office(plain)) and " " in plain:
        return (one,)
    found: list[tuple[str, str]] = []
    read = [False] * len(plain)
    for held in read_offices(copy_text(plain), "current").posts:
        if held.body is None or held.post is None:
            return ()
        whose, post = held.body, held.post
        first = found[0][0] if found else whose.text
        if found and whose.end != post.start and whose.text.endswith(_LEADING):
            return ()
        if found and _BESIDE.match(post.text) and whose.text == first:
            first = _GOVERNMENT.sub("", first)
            found.append((first, post.text))
            read[post.start : post.end] = [True] * (post.end - post.start)
            continue
        if whose.text == first or _is_whole(whose.text):
            found.append((whose.text, post.text))
        elif is_part(whose.text) or whose.text in _LEADING:
            is_beside = whose.end == post.start
            found.append((first, whose.text + post.text if is_beside else post.text))
        else:
            return ()
        for span in (whose, post):
            read[span.start : span.end] = [True] * (span.end - span.start)
    rest = "".join(" " if is_read else sign for sign, is_read in zip(plain, read, strict=True))
    is_all = bool(found) and not _BETWEEN.sub("", rest).strip() and _is_whole(found[0][0])
    return tuple(dict.fromkeys(found)) if is_all else ()


def names_office(text: str) -> bool:
    """True when the words say both a post and the body whose it is."""
    found = split_offices(text)
    return bool(found) and not is_part(found[0][0])


def pair_posts(body: str, posts: tuple[str, ...]) -> Offices:
    """Return each post of a cell with its body: that of the row, or the one that the post itself names."""
    paired = []
    for post in posts:
        own = split_office(post)
        paired.append(own if own and not is_part(own[0]) and _is_whole(own[0]) else (body, post))
    return tuple(paired)


def _is_whole(body: str) -> bool:
    """True for a body, or a place, that says of which place it is: no 党支部, no bare 科技局."""
    if body.endswith(community_suffixes()) and body not in community_suffixes():
        return True
    named = _PLACE.match(body)
    if named is not None and (named.end() == len(body) or is_body(body)):
        return True
    return bool(cut_division(body)[0]) and (is_body(body) or not cut_division(body)[1])
