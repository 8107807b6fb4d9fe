"""Tells whether the posts of one line are the rungs of a ladder, held one after the other: 科员、副科长、科长."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lexicon.career import ladders

_RANK = re.compile(r"(?:主任科员|调研员|巡视员)$")
_NUMBERED = re.compile(r"[一二三四]级")


def is_ladder(steps: Sequence[tuple[str, str]]) -> bool:
    """True when each post of the line, told with its body, is a higher rung than the one before, in the same body."""
    posts = [post for _, post in steps if post]
    bodies = {body for body, _ in steps}
    if len(posts) < 2 or len(bodies) > 1:
        return False
    return all(_climbs(first, second) for first, second in pairwise(posts))


def _climbs(first: str, second: str) -> bool:
    if second in (f"高级{first}", f"主任{first}", f"正高级{first}") or first in (f"助理{second}", f"见习{second}"):
        return True
    if _RANK.search(second) and first.endswith(("长", "主任", "书记", "主席")):
        return False  # 副处长、调研员: a post with a rank beside it
    if first.endswith("助理") and second == f"副{first.removesuffix('助理')}":
        return True
    if first == f"副{second}" or (first.startswith("代") and first.removeprefix("代理").removeprefix("代") == second):
        return True
    for ladder in ladders():
        low, high = _rung(first, ladder), _rung(second, ladder)
        if low is not None and high is not None and (low < high or (low == high <= 1 and first != second)):
            return True
    return False


def _rung(title: str, ladder: dict[str, int]) -> int | None:
    if _NUMBERED.match(title):
        return None  # a rank goes beside a post (科长、四级调研员)
    for start in range(max(0, len(title) - 8), len(title) - 1):
        if title[start:] in ladder and (start == 0 or title[start - 1] not in "副总党组"):
            return ladder[title[start:]]
    return None
