"""What a bench prints, and how it counts time."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from bench.output import open_workplace, print_result, print_table
from bench.timing import run_race, summarise


def test_the_last_line_is_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Programs read the last line, people what stands above it."""
    print_table("title", ("question", "p50"), [["portrait", 0.0421], ["absent", None]])
    print_result({"portrait_p50_ms": 0.0421, "neo4j": None})
    lines = capsys.readouterr().out.splitlines()
    assert json.loads(lines[-1]) == {"portrait_p50_ms": 0.0421, "neo4j": None}
    assert any(line.split() == ["portrait", "0.0421"] for line in lines)


def test_both_sides_are_asked_the_same_questions_equally_often() -> None:
    """Otherwise the ratio would compare different work."""
    asked: dict[str, list[int]] = {"store": [], "bare": []}
    race = run_race(range(40), asked["store"].append, asked["bare"].append, 60.0)
    assert asked["store"] == asked["bare"]
    assert race.store.number == race.bare.number == 40


def test_percentiles_are_values_that_were_measured() -> None:
    """A p99 between two measurements has never happened."""
    timing = summarise([float(number) for number in range(101)])
    assert (timing.p50, timing.p99, timing.number) == (50.0, 99.0, 101)


def test_the_workplace_is_gone_after_an_interrupt() -> None:
    """Neither Ctrl-C nor SIGTERM leaves anything behind."""
    seen: list[Path] = []

    def work() -> None:
        with open_workplace("test") as folder:
            (folder / "store.db").write_text("x")
            seen.append(folder)
            signal.raise_signal(signal.SIGTERM)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert not seen[0].exists()
