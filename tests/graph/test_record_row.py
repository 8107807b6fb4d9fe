"""What the columns of record rows promise to those who count them."""

from __future__ import annotations

from graph.record_row import COLUMNS


def test_a_register_names_no_service() -> None:
    """Counting coverage finds the households of a register where no service stands (graph/sqlite/record_statements)."""
    assert not COLUMNS["LIVES_IN"].service
