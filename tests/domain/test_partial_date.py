"""Partial dates are as precise as the source and never more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.partial_date import PartialDate, find_partial_date

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
PARTIAL = st.builds(
    lambda day, precision: PartialDate(*(day.year, day.month, day.day)[:precision]), DAYS, st.integers(1, 3)
)


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29"])
def test_the_three_forms_are_read_and_written(text: str) -> None:
    """Reading and writing give the same text."""
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-2",
        "2024-13",
        "2024-00",
        "2024-01-00",
        "0000",
        "２０２４",
        "2023-02-29",
        "2024-04-31",
        "2024-02-29 10:00",
        "2024/02/01",
        "二〇二四",
    ],
)
def test_anything_else_is_no_date(text: str) -> None:
    """Other forms, impossible days and times of day are refused."""
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)


def test_a_day_needs_a_month() -> None:
    """A day without its month is no date."""
    with pytest.raises(ValueError, match="month"):
        PartialDate(2024, None, 3)


def test_a_year_spans_its_days() -> None:
    """The first and the last day that a date may mean; February knows leap years."""
    assert (PartialDate(2024).earliest(), PartialDate(2024).latest()) == (date(2024, 1, 1), date(2024, 12, 31))
    assert PartialDate(2024, 2).latest() == date(2024, 2, 29)
    assert PartialDate(2023, 2).latest() == date(2023, 2, 28)


def test_publication_with_a_time_gives_its_day() -> None:
    """A published moment is a day; what is no date is None."""
    assert find_partial_date("2023-08-16 21:01") == PartialDate(2023, 8, 16)
    assert find_partial_date("2023-08-16T21:01:00Z") == PartialDate(2023, 8, 16)
    assert [find_partial_date(text) for text in (None, "", "昨天", "2023-02-31")] == [None] * 4


@given(PARTIAL)
def test_text_keeps_the_date(day: PartialDate) -> None:
    """Every date survives being written."""
    assert PartialDate.parse(str(day)) == day
    assert day.earliest() <= day.latest()
