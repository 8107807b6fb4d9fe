"""Makes up names of people: Han, Mongolian, Tibetan, Turkic, and names of no known parts written by sound."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from itertools import accumulate
from random import Random

from lexicon.name_model import load_name_model
from lexicon.names import compound_surnames
from lexicon.resources import read_yaml

_DOT = "·"
_HAN_LIKE_MONGOLIAN = ("包", "白", "韩", "吴", "宝", "乌", "陈", "王", "张", "何", "席", "敖")
"""Surnames that Mongolian families write before a Mongolian given name."""


def make_name(random: Random) -> str:
    """Return a name; one in three is Han, for the texts hold enough of those."""
    return random.choices(_MAKERS, _WEIGHTS)[0](random)


def make_han_name(random: Random) -> str:
    """Return a surname and a given name of one or two characters, drawn as often as they are counted."""
    surnames, singles, firsts, seconds = _draw_tables()
    surname = random.choice(sorted(compound_surnames())) if random.random() < 0.04 else surnames(random)
    if random.random() < 0.25:
        return surname + singles(random)
    return surname + firsts(random) + seconds(random)


def _make_mongolian_name(random: Random) -> str:
    parts = _parts("mongolian")
    first = random.choice(parts)
    name = first if len(first) > 2 and random.random() < 0.5 else first + random.choice(parts)
    if random.random() < 0.2:
        return random.choice(_HAN_LIKE_MONGOLIAN) + first
    return name


def _make_tibetan_name(random: Random) -> str:
    parts = _parts("tibetan")
    return random.choice(parts) + (random.choice(parts) if random.random() < 0.8 else "")


def _make_turkic_name(random: Random) -> str:
    parts = _parts("turkic")
    given = random.choice(parts) + (random.choice(parts) if random.random() < 0.3 else "")
    if random.random() < 0.75:
        return given + _DOT + random.choice(parts) + (random.choice(parts) if random.random() < 0.2 else "")
    return given + random.choice(parts)


def _make_sounded_name(random: Random) -> str:
    draw = _draw_sounds()
    return "".join(draw(random) for _ in range(random.choice((2, 3, 3, 3, 4, 4, 5))))


_MAKERS = (make_han_name, _make_mongolian_name, _make_tibetan_name, _make_turkic_name, _make_sounded_name)
_WEIGHTS = (0.34, 0.24, 0.09, 0.09, 0.24)


@cache
def _parts(people: str) -> tuple[str, ...]:
    return tuple(sorted({part for part in read_yaml("names.yaml")[people] if len(part) > 1}))


@cache
def _draw_tables() -> tuple[Callable[[Random], str], ...]:
    model = load_name_model()
    return tuple(_draw_from(table) for table in (model.surnames, model.singles, model.firsts, model.seconds))


@cache
def _draw_sounds() -> Callable[[Random], str]:
    return _draw_from(load_name_model().sounds)


def _draw_from(costs: Mapping[str, float]) -> Callable[[Random], str]:
    words = sorted(costs)
    sums = list(accumulate(math.exp(-costs[word]) for word in words))
    return lambda random: random.choices(words, cum_weights=sums)[0]
