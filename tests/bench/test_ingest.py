"""The verdict of the ingest bench."""

from __future__ import annotations

import pytest

from bench.ingest import exit_code_of


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        ({"sqlite_failures": 0, "sqlite_same_bytes": True, "engines_same_bytes": None}, 0),
        ({"sqlite_failures": 0, "sqlite_same_bytes": False}, 1),
    ],
)
def test_only_a_failed_comparison_fails(figures: dict[str, object], code: int) -> None:
    """No failures is the number 0, which is not the answer no."""
    assert exit_code_of(figures) == code
