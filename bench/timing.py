"""Times two sides on the same questions in turn, so that what else the machine does meets both alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Q = TypeVar("Q")

WARM_UP = 10


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one side took, in milliseconds."""

    p50: float
    p99: float
    mean: float
    number: int
    p95: float


@dataclass(frozen=True, slots=True)
class Race:
    """The store beside a bare query: the ratio of medians is the price of what the store does besides."""

    store: Timing
    bare: Timing

    @property
    def ratio(self) -> float:
        """How many times longer the store took, by the median."""
        return self.store.p50 / self.bare.p50


def run_race(questions: Sequence[Q], store: Callable[[Q], object], bare: Callable[[Q], object], seconds: float) -> Race:
    """Ask both sides every question, each beginning every other time, until the time is over.

    The first questions are asked untimed once more than the others: caches and plans are warm on both sides.
    """
    for question in questions[:WARM_UP]:
        store(question)
        bare(question)
    times: tuple[list[float], list[float]] = ([], [])
    sides = (store, bare)
    deadline = time.monotonic() + seconds
    for number, question in enumerate(questions):
        for side in (0, 1) if number % 2 else (1, 0):
            times[side].append(measure(lambda ask=sides[side], asked=question: ask(asked)))  # type: ignore[misc]
        if time.monotonic() > deadline:
            break
    return Race(summarise(times[0]), summarise(times[1]))


def measure(call: Callable[[], object]) -> float:
    """Return how many milliseconds the call takes."""
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def summarise(milliseconds: Sequence[float]) -> Timing:
    """Return median, 99th and 95th percentile, and mean."""
    ordered = sorted(milliseconds)
    last = len(ordered) - 1
    mean = sum(ordered) / len(ordered)
    return Timing(ordered[last // 2], ordered[round(last * 0.99)], mean, len(ordered), ordered[round(last * 0.95)])
