"""Cuts a run of characters of a byline into names of people, where spaces and commas are missing too."""

from __future__ import annotations

import re

from domain.document import Span
from lexicon.alternation import alternate
from lexicon.name_model import load_name_model
from lexicon.names import compound_surnames, is_minority_name_shape
from lexicon.words import load_words
from nlp.layout.opening import weigh_opening
from nlp.layout.wordlist import load_list

_DOTS = "·•・‧"
_DOTTED = re.compile(rf"[\u4e00-\u9fff]{{1,8}}(?:[{_DOTS}][\u4e00-\u9fff]{{1,8}}){{1,3}}")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_PAPERS = re.compile(alternate(load_list("papers")))
_BODY_END = re.compile(alternate(load_list("signing_bodies")) + "$")
_AREA_ENDS = load_list("area_endings")
_PER_CHARACTER = 6.8
"""What a further character of a name is worth; it makes names of different length comparable (measured)."""
_DEAREST = 9.5
"""Most that a character of a name with a surname costs on average where names are expected."""
_WORD_BEHIND = 2.0
_LONGEST_RUN = 24


def cut_names(run: str) -> tuple[Span, ...]:
    """Return the spans of the names that together make the whole run; none when it is no run of names.

    The caller knows that names are expected here, so a short run without a surname is a name too (恩和, 旺堆措姆).
    """
    if not 2 <= len(run) <= _LONGEST_RUN:
        return ()
    if _DOTTED.fullmatch(run):
        return ((0, len(run)),)
    if not _HAN.fullmatch(run) or _BODY_END.search(run):
        return ()
    if len(run) <= 3 or (len(run) == 4 and run[:2] in compound_surnames()):
        return ((0, len(run)),) if has_surname_shape(run) or run not in load_words() else ()
    if _PAPERS.match(run):
        return ()
    parts = _cut_cheapest(run)
    if len(run) == 4 or not parts:
        cost = _sum_costs(run, parts)
        if parts and cost <= _DEAREST * 0.8 * len(run) and not is_minority_name_shape(run):
            return parts
        return ((0, len(run)),) if len(run) == 4 or is_minority_name_shape(run) else ()
    return parts


def has_surname_shape(run: str) -> bool:
    """True when the run by itself is likely as surname and given name."""
    cost = load_name_model().find_cost(run) if _HAN.fullmatch(run) else None
    return cost is not None and cost <= _DEAREST * len(run)


def measure_glued_name(text: str, start: int, end: int) -> int:
    """Return the length of the name at the start of a run that goes on into the body without a mark; 0 if none.

    The cheapest name wins, helped by how like the beginning of a body the rest is.
    """
    model = load_name_model()
    best, length = 0.0, 0
    for size in (2, 3, 4):
        if start + size > end:
            break
        cost = model.find_cost(text[start : start + size])
        if cost is None or cost > _DEAREST * size:
            continue
        rest = start + size
        is_area = text.startswith(_AREA_ENDS, rest) or (size > 2 and text[rest - 1] in "镇县村区市")
        if is_area:  # 记者 某某 柳溪镇的: no writer but the body's first word
            continue
        score = 40.0 - cost + _PER_CHARACTER * size + weigh_opening(text, rest)
        if any(text[rest : rest + length] in load_words() for length in (2, 3, 4)):
            score += _WORD_BEHIND
        if score > best:
            best, length = score, size
    return length


def _cut_cheapest(run: str) -> tuple[Span, ...]:
    """Cut into surnames with given names at the least cost; every character must be used."""
    model = load_name_model()
    best: list[tuple[float, int]] = [(0.0, -1)] + [(float("inf"), -1)] * len(run)
    for end in range(2, len(run) + 1):
        for size in (2, 3, 4):
            begin = end - size
            if begin < 0 or best[begin][0] == float("inf"):
                continue
            cost = model.find_cost(run[begin:end])
            if cost is not None and cost <= _DEAREST * size and best[begin][0] + cost < best[end][0]:
                best[end] = (best[begin][0] + cost, begin)
    if best[len(run)][0] == float("inf"):
        return ()
    spans: list[Span] = []
    end = len(run)
    while end > 0:
        begin = best[end][1]
        spans.append((begin, end))
        end = begin
    return tuple(reversed(spans))


def _sum_costs(run: str, parts: tuple[Span, ...]) -> float:
    model = load_name_model()
    return sum(model.find_cost(run[start:end]) or 0.0 for start, end in parts)
