"""Dates as people write them."""

from __future__ import annotations

import pytest

from ingest.readers.dates import find_date, find_moment


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023.5.6", "2023-05-06"), ("2023-05-06", "2023-05-06"), ("2023年5月6日", "2023-05-06"),
        ("2023/5/6", "2023-05-06"), ("20230506", "2023-05-06"), ("２０２３年５月６日", "2023-05-06"),
        (" 2023 年 5 月 6 号 ", "2023-05-06"), ("2023/5/6 14:30", "2023-05-06"), ("2023年5月", "2023-05"),
        ("2023.5", "2023-05"), ("2023", "2023"), ("2023年", "2023"),
    ],
)  # fmt: skip
def test_a_written_date_is_as_precise_as_written(written: str, iso: str) -> None:
    assert str(find_date(written)) == iso


@pytest.mark.parametrize(
    "written",
    ["", "23.5.6", "5/6/2023", "2023-13-01", "2023-02-30", "45293", "2023-5.6", "去年", "0023-01-01",
     "2023-05-06 25:00", "2023-05 08:00", "2" * 200],
)  # fmt: skip
def test_what_is_no_date_or_leaves_doubt_is_none(written: str) -> None:
    assert find_date(written) is None


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-04-10 08:00:00", "2024-04-10 08:00:00"), ("2024-04-10T08:00:00+08:00", "2024-04-10T08:00:00+08:00"),
        ("2024年4月10日08:30", "2024-04-10 08:30"), ("2024-04", "2024-04"), ("2024/4/10", "2024-04-10"),
    ],
)  # fmt: skip
def test_a_moment_keeps_its_time(written: str, moment: str) -> None:
    assert find_moment(written) == moment
