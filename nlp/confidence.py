"""What a statement's confidence means: how often statements that the same rule found with the same certainty are right.

The table was counted on texts that the tagger had not learned from (nlp.training.confidence); a rule that was seen
seldom there keeps most of the confidence that its author gave it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

TABLE = "confidence.json"
STEPS = 5
"""So many steps of certainty are told apart between 0 and 1."""
Counts = Mapping[str, Mapping[str, tuple[int, int]]]
"""For each rule and step: how many statements were seen, and how many were right."""
_PRIOR = 12
"""The author's confidence counts as much as so many statements."""
_instead: ContextVar[Counts | None] = ContextVar("instead", default=None)


def step_of(certainty: float) -> str:
    """Return the step of a certainty between 0 and 1, as the table names it."""
    return str(min(STEPS - 1, int(certainty * STEPS)))


def calibrate(rule: str, certainty: float) -> float:
    """Return the share of right statements to expect of this rule at this certainty, to two places."""
    seen, right = _load().get(rule, {}).get(step_of(certainty), (0, 0))
    return round((right + _PRIOR * certainty) / (seen + _PRIOR), 2)


@contextmanager
def counted_by(counts: Counts) -> Iterator[None]:
    """Use these counts inside the block, in place of those of the package; for measuring."""
    token = _instead.set(counts)
    try:
        yield
    finally:
        _instead.reset(token)


def _load() -> Counts:
    counts = _instead.get()
    return _read() if counts is None else counts


@cache
def _read() -> Counts:
    table: Counts = json.loads(files("nlp").joinpath("model", TABLE).read_text(encoding="utf-8"))["counts"]
    return table
