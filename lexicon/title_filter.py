"""Decides which counted strings may be titles at all, by the annotation guide's rule for posts."""

from __future__ import annotations

import re
from functools import cache

from lexicon.resources import read_yaml

_STRANGE = re.compile(r"[^\u4e00-\u9fff]|[一二三四五六七八九十]届")


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    posts = read_yaml("posts.yaml")
    return (
        frozenset(posts["not_posts"]),
        tuple(posts["not_post_suffixes"]),
        (*posts["heads"], *posts["ranks"], *posts["front_line"]),
    )


def is_title(text: str) -> bool:
    """True for a string that ends in the head noun of a post and is not on the list of other roles.

    Reporting roles, occupations, memberships and unnamed functions (负责人) are no posts; strings with
    digits, letters, brackets or the number of a term name more than the post.
    """
    banned, suffixes, heads = _words()
    if not 2 <= len(text) <= 14 or text in banned or text.endswith(suffixes) or _STRANGE.search(text):
        return False
    return text.endswith(heads)
