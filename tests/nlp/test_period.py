"""Times as the words of a date give them."""

from __future__ import annotations

import pytest

from nlp.statements.period import Period, is_open_ended, read_date, read_period


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("2016年2月", Period("2016-02")),
        ("2024年3月5日", Period("2024-03-05")),
        ("一九八五年十一月二十日", Period("1985-11-20")),
        ("1986.09—1990.07", Period("1986-09", "1990-07")),
        ("2020.12--2021.07", Period("2020-12", "2021-07")),
        ("2024年3月5日至8日", Period("2024-03-05", "2024-03-08")),
        ("2015年7月至今", Period("2015-07", open=True)),
        ("8月10日", Period()),
        ("今年", Period()),
    ],
)
def test_a_date_is_as_precise_as_its_words(words: str, period: Period) -> None:
    """Ranges have both ends, 至今 is open, and without a year no time is certain."""
    assert read_period(words) == period


def test_an_impossible_day_leaves_the_year() -> None:
    """30 February is a misprint: only the year is kept."""
    assert read_date("2021年2月30日") == "2021"


def test_a_range_may_be_left_open_behind_the_date() -> None:
    """A dash or 至今 behind the date leaves the end open; a comma does not."""
    assert is_open_ended("2006.08—　某局", 7)
    assert is_open_ended("2006年8月至今", 7)
    assert not is_open_ended("2006年8月，某局", 7)
