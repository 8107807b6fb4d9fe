"""Confidence is counted: what was seen often says what it was worth, what was seen seldom what its author thought."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.confidence import STEPS, calibrate, counted_by, step_of
from nlp.training.confidence import Judged, count


def test_a_rule_never_seen_keeps_its_authors_confidence() -> None:
    """Nothing is known, so nothing is changed."""
    with counted_by({}):
        assert calibrate("anything", 0.85) == 0.85


def test_a_rule_seen_often_says_what_it_is_worth() -> None:
    """1,000 statements of which 600 were right weigh more than the author's 0.9."""
    with counted_by({"rule": {step_of(0.9): (1000, 600)}}):
        assert calibrate("rule", 0.9) == pytest.approx(0.6, abs=0.01)
        assert calibrate("rule", 0.1) == 0.1, "another step of certainty was not seen"


@given(st.floats(0, 1), st.integers(0, 5000), st.data())
def test_confidence_stays_a_share(certainty: float, seen: int, data: st.DataObject) -> None:
    """Whatever was counted, the answer lies between 0 and 1 and between the count and the author."""
    right = data.draw(st.integers(0, seen))
    with counted_by({"rule": {step_of(certainty): (seen, right)}}):
        answer = calibrate("rule", certainty)
    share = right / seen if seen else certainty
    assert min(share, certainty) - 0.006 <= answer <= max(share, certainty) + 0.006


@given(st.floats(0, 1))
def test_every_certainty_has_a_step(certainty: float) -> None:
    """Steps are the names 0 to STEPS - 1, 1.0 lies in the last."""
    assert step_of(certainty) in {str(step) for step in range(STEPS)}


def test_counting_keeps_rules_and_steps_apart() -> None:
    """One right of two in one step, none in another, and another rule by itself."""
    judged = [
        Judged(0, "a", "SPOKE", "one", 0.9, True),
        Judged(0, "a", "SPOKE", "one", 0.95, False),
        Judged(1, "b", "SPOKE", "one", 0.1, False),
        Judged(1, "b", "COUNT", "two", 0.5, True),
    ]
    assert count(judged) == {"one": {"0": (1, 0), "4": (2, 1)}, "two": {"2": (1, 1)}}
