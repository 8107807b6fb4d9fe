"""What a passport expects of a run, and when its source is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ontology.catalogue import load_words
from domain.passport import (
    COUNTS,
    GRACE,
    Expectation,
    Freshness,
    Passport,
    check_period,
    find_breaches,
    find_freshness,
    find_next,
)


def passport(*expects: Expectation) -> Passport:
    return Passport("台账", "镇政府", "log", expects=expects)


def broken(counts: dict[str, int], last: dict[str, int] | None, *expects: Expectation) -> list[str]:
    return [breach.count for breach in find_breaches(passport(*expects), counts, last)]


@pytest.mark.parametrize(("found", "breaks"), [(0, True), (11, True), (12, False), (16, False), (17, True)])
def test_bounds_are_inside(found: int, breaks: bool) -> None:
    """The least and the most are both allowed; one beyond them breaks the expectation."""
    assert bool(broken({"rows": found}, None, Expectation("rows", 12, 16))) == breaks


def test_what_was_never_met_counts_nothing() -> None:
    """A kind of which a run found none breaks its lower bound; without one it breaks nothing."""
    assert broken({"statements": 3}, None, Expectation("statements.USED", 1)) == ["statements.USED"]
    assert broken({"statements": 3}, None, Expectation("statements.USED", None, 9)) == []


def test_within_the_last_run() -> None:
    """Half as much and half as much again is within 50 %; the breach tells the range in numbers and the last one."""
    expectation = Expectation("rows", within_last=50)
    for found, breaks in ((49, True), (50, False), (150, False), (151, True)):
        assert bool(broken({"rows": found}, {"rows": 100}, expectation)) == breaks
    (breach,) = find_breaches(passport(expectation), {"rows": 7}, {"rows": 101})
    assert (breach.low, breach.high, breach.last, breach.found) == (51, 151, 101, 7)


@pytest.mark.parametrize("last", [None, {}, {"documents": 3}, {"rows": 0}])
def test_nothing_to_compare_with(last: dict[str, int] | None) -> None:
    """No run, one that did not count this, and one that found nothing say nothing of this one."""
    assert broken({"rows": 7}, last, Expectation("rows", within_last=10)) == []


def test_both_kinds_of_bounds_hold_together() -> None:
    """The narrower end counts on each side."""
    expectation = Expectation("rows", 90, 400, 50)
    assert expectation.find_range(100) == (90, 150)
    assert expectation.find_range(None) == (90, 400)
    assert Expectation("rows", within_last=300).find_range(10) == (0, 40)


@given(st.integers(0, 10**9), st.integers(0, 1000))
def test_the_same_again_is_always_within(last: int, percent: int) -> None:
    """A run equal to the last one never breaks what is said of the last one, however narrow."""
    assert broken({"rows": last}, {"rows": last}, Expectation("rows", within_last=percent)) == []


@pytest.mark.parametrize(
    ("every", "last", "expected"),
    [
        ("day", date(2024, 2, 28), date(2024, 2, 29)),
        ("week", date(2024, 12, 30), date(2025, 1, 6)),
        ("month", date(2024, 4, 30), date(2024, 5, 31)),
        ("month", date(2024, 1, 30), date(2024, 2, 29)),
        ("month", date(2024, 12, 5), date(2025, 1, 5)),
        ("quarter", date(2024, 11, 30), date(2025, 2, 28)),
        ("year", date(2024, 2, 29), date(2025, 2, 28)),
        ("year", date(9999, 3, 1), date.max),
    ],
)
def test_next_of_a_source(every: str, last: date, expected: date) -> None:
    """Ends of months stay ends of months; a day that the month lacks is its last."""
    assert find_next(every, last) == expected


def test_freshness_goes_from_in_time_to_due_to_late() -> None:
    """The expected day itself is in time; the days of grace are due; then it is late by the days since."""
    expected = date(2024, 5, 31)
    for days, state in ((0, "in_time"), (1, "due"), (10, "due"), (11, "late"), (40, "late")):
        found = find_freshness("month", "", "2024-04", expected + timedelta(days=days))
        assert found == Freshness(state, "2024-05-31", max(days, 0))


def test_freshness_where_nothing_is_expected() -> None:
    """Never read, no interval given, and a period that has ended are told apart; none of them is late."""
    today = date(2030, 1, 1)
    assert find_freshness("month", "", "", today).state == "never"
    assert find_freshness("", "", "2024-04-30", today).state == "open"
    assert find_freshness("month", "2024-04", "2024-04-30", today).state == "ended"
    assert find_freshness("month", "2024-05", "2024-04-30", today).state == "late"


def test_periods() -> None:
    """A period may begin and end in one year; it never ends before it begins."""
    assert check_period("2024-05", "2024")
    assert check_period("", "2024")
    assert not check_period("2025", "2024-12-31")


def test_words_fit_the_code() -> None:
    """Intervals, states and counts that the code knows are those that have labels."""
    words = {name: {word.name for word in load_words()[name]} for name in ("every", "freshness", "count")}
    assert words["every"] == set(GRACE)
    assert words["count"] == set(COUNTS)
    assert words["freshness"] == {"in_time", "due", "late", "never", "ended", "open"}
